import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { recordOperator } from './activity/operator-record.js';
import { runCommand, UsageError } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { CaseArchiving, type ArchivedCount } from './engine/case-archiving.js';
import {
  addYears,
  chinaDate,
  chinaInstant,
  isBusinessDate,
  type BusinessDate,
} from './kernel/business-date.js';
import { TimeSource } from './kernel/time-source.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

const USAGE = `npm run archive -- --ended-before DAY           counts the cases that ended before it
npm run archive -- --ended-before DAY --apply   packs their clocks and letters
DAY is like 2024-01-01 and lies a year back at least.`;

/** Cases that ended long ago are archived; they are read and found as before. */
async function run(): Promise<string> {
  const { values } = parseArgs({
    options: {
      'ended-before': { type: 'string' },
      apply: { type: 'boolean', default: false },
    },
  });
  const day = dayOf(values['ended-before']);
  // Only the parts that count; letters and deadlines stay with the running product.
  const config = { ...loadConfig(), roles: new Set<never>() };
  const app = await createApp(config);
  await app.init();
  try {
    requireLongAgo(day, chinaDate(app.get(TimeSource).now()));
    const archiving = app.get(CaseArchiving);
    const before = chinaInstant(day, 0);
    if (!values.apply) return told(await archiving.preview(before), 'would be archived');
    await app.get(RestoreWatch).requireDecided();
    await recordOperator(app.get(Transactions), 'cases.archived', { endedBefore: day });
    return told(await archiving.archive(before, { onProgress: progress }), 'are archived');
  } finally {
    await app.close();
  }
}

function dayOf(text = ''): BusinessDate {
  if (isBusinessDate(text)) return text;
  throw new UsageError('--ended-before takes a day: 2024-01-01.');
}

/** Until then letters may come back, and somebody may still go against how it ended. */
function requireLongAgo(day: BusinessDate, today: BusinessDate): void {
  const latest = addYears(today, -1);
  if (day > latest) throw new UsageError(`--ended-before lies after ${latest}, a year ago.`);
}

let lastTold = 0;

/** One line that is written over where somebody watches; in a log, one for each 10,000 cases. */
function progress(count: ArchivedCount): void {
  const line = told(count, 'are archived');
  if (process.stderr.isTTY) process.stderr.write(`${line}\r`);
  else if (count.cases >= lastTold + 10_000) {
    lastTold = count.cases;
    process.stderr.write(`${line}\n`);
  }
}

function told({ cases, clocks, letters }: ArchivedCount, verb: string): string {
  return `${cases} cases ${verb}, with ${clocks} clocks and ${letters} letters.`;
}

await runCommand(USAGE, run);
