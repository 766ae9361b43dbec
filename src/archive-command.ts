import 'reflect-metadata';
import { recordOperator } from './activity/operator-record.js';
import { runCommand } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { ARCHIVE_USAGE, archiveOptions } from './engine/archive-options.js';
import { CaseArchiving, type ArchivedCount } from './engine/case-archiving.js';
import { SystemTime } from './kernel/time-source.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

/** Cases that ended long ago are archived; they are read and found as before. */
async function run(): Promise<string> {
  const { day, before, apply } = archiveOptions(process.argv.slice(2), new SystemTime().now());
  // Only the parts that count; letters and deadlines stay with the running product.
  const config = { ...loadConfig(), roles: new Set<never>() };
  const app = await createApp(config);
  await app.init();
  try {
    const archiving = app.get(CaseArchiving);
    if (!apply) return told(await archiving.preview(before), 'would be archived');
    await app.get(RestoreWatch).requireDecided();
    await recordOperator(app.get(Transactions), 'cases.archived', { endedBefore: day });
    return told(await archiving.archive(before, { onProgress: progress }), 'are archived');
  } finally {
    await app.close();
  }
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

await runCommand(ARCHIVE_USAGE, run);
