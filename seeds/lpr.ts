import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { recordOperator } from '../src/activity/operator-record.js';
import { runCommand, UsageError } from '../src/config/command-line.js';
import { loadConfig } from '../src/config/load-config.js';
import { validateInput } from '../src/definition/validate-input.js';
import { decodeText } from '../src/kernel/plain-text.js';
import { SystemTime } from '../src/kernel/time-source.js';
import { LprImportInput } from '../src/rates/lpr-import.input.js';
import { LprPublications } from '../src/rates/lpr-publications.js';
import { openDataSource } from '../src/store/open-data-source.js';
import { Transactions } from '../src/store/transactions.js';
import { readLpr } from './lpr-base.js';
import { seed } from './run.js';

const USAGE = 'npm run lpr -- import FILE [--source WHERE_IT_WAS_READ]';

/**
 * Adds publications of the one-year LPR: `npm run lpr -- import FILE --source WHERE`. The file is
 * like `seeds/lpr.csv`: `date,rate` in the first line, then one publication on each.
 */
async function importLpr(): Promise<string> {
  const { values, positionals } = parseArgs({
    options: { source: { type: 'string' } },
    allowPositionals: true,
  });
  const [command, file] = positionals;
  if (command !== 'import' || file === undefined) throw new UsageError('Say which file.');
  const publications = readLpr(decodeText(readFileSync(file)));
  const input = validateInput(LprImportInput, { publications, source: values.source ?? file });
  const config = loadConfig();
  const dataSource = await openDataSource(config);
  try {
    const at = new SystemTime().now();
    const transactions = new Transactions(dataSource);
    await seed(transactions, { demo: config.mode === 'demo', at });
    await recordOperator(transactions, 'lpr.entered', { publications: publications.length });
    const done = await new LprPublications(transactions).import(input, null, at);
    return `${done.added} added, ${done.corrected} corrected, ${done.unchanged} there already.`;
  } finally {
    await dataSource.destroy();
  }
}

await runCommand(USAGE, importLpr);
