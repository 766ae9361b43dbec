import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { loadConfig } from '../config/load-config.js';
import { openDataSource } from '../store/open-data-source.js';
import { Transactions } from '../store/transactions.js';
import { GENESIS_HASH, type ChainEnd } from './event-chain.js';
import { recordOperator } from './operator-record.js';
import { RecordCheck } from './record-check.js';
import { SecurityEventList } from './security-event-list.js';
import type { SecurityEvent } from './security-event.entity.js';

/**
 * Recomputes the chain of the record of what people do: of the configured database, or of an
 * export: `npm run verify-record [-- FILE]`. Ends with 0 when it is whole, with 1 when it is not,
 * with 2 when it cannot be read.
 */
async function verify(file: string | undefined): Promise<number> {
  const { events, broken } = file === undefined ? await ofDatabase() : await ofFile(file);
  if (broken) say(`BROKEN: event ${broken.seq} ${broken.why}.`);
  say(`${events} events: ${broken ? 'the chain is broken' : 'the chain is whole'}.`);
  return broken ? 1 : 0;
}

async function ofDatabase() {
  const dataSource = await openDataSource(loadConfig());
  try {
    const transactions = new Transactions(dataSource);
    await recordOperator(transactions, 'record.verified');
    const [anchor] = await dataSource.query<ChainEnd[]>(
      `SELECT up_to_seq::float8 AS seq, hash FROM security_anchors
        ORDER BY up_to_seq DESC LIMIT 1`,
    );
    const [end] = await dataSource.query<ChainEnd[]>(
      'SELECT seq::float8 AS seq, hash FROM security_chain',
    );
    const check = new RecordCheck(anchor ?? { seq: 0, hash: GENESIS_HASH });
    let reached: ChainEnd | null = null;
    for await (const event of new SecurityEventList(transactions).all({})) {
      check.add(event);
      if (event.seq === end?.seq) reached = event;
    }
    // What others wrote meanwhile is no flaw; that the end of before is not there is one.
    return reached?.hash === end?.hash ? check.report() : check.report(end ?? null);
  } finally {
    await dataSource.destroy();
  }
}

async function ofFile(file: string) {
  const check = new RecordCheck(null);
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    if (line !== '') check.add(JSON.parse(line) as SecurityEvent);
  }
  const report = check.report();
  if (report.events === 0) throw new Error(`There is no record in ${file}.`);
  return report;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

try {
  process.exitCode = await verify(process.argv[2]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
