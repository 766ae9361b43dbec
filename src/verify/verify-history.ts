import 'reflect-metadata';
import { ChainCheck } from './chain-check.js';
import { DumpUnreadable, dumpRecords } from './dump-records.js';

/**
 * Recomputes the history chains of a dump, without a database or the product:
 * `npm run verify-history -- FILE`. Ends with 0 when every chain is whole, with 1 when one is not,
 * with 2 when the file cannot be read.
 */
async function verify(file: string | undefined): Promise<number> {
  if (file === undefined)
    throw new DumpUnreadable('Say which dump: npm run verify-history -- FILE');
  const check = new ChainCheck();
  for await (const record of dumpRecords(file)) check.add(record);
  const { cases, entries, broken } = check.report();
  if (entries === 0) throw new DumpUnreadable(`There is no history in ${file}.`);
  for (const { caseId, number, seq, why } of broken) {
    say(`BROKEN ${number ?? 'case'} (${caseId}): entry ${seq} ${why}.`);
  }
  const whole = cases - broken.length;
  say(`${entries} entries of ${cases} cases: ${whole} chains whole, ${broken.length} broken.`);
  return broken.length === 0 ? 0 : 1;
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
