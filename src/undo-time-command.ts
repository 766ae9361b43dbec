import 'reflect-metadata';
import { recordOperator } from './activity/operator-record.js';
import { TimeWatch } from './clocks/time-watch.js';
import { runCommand } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { TimeCorrections, type CorrectionCount } from './deadlines/time-corrections.js';
import { UNDO_TIME_USAGE, undoTimeOptions } from './deadlines/undo-time-options.js';
import type { CaseCorrection } from './engine/case-corrections.js';
import { labelOfEvent } from './engine/event-label.js';
import { publicState } from './engine/machine-step.js';
import { restored } from './engine/stored-snapshot.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

/** What a wrong clock did, taken back on the command line; the list on the standard output. */
async function run(): Promise<string> {
  const { span, apply, reason } = undoTimeOptions(process.argv.slice(2));
  // Only the parts that count; letters and deadlines stay with the running product.
  const config = { ...loadConfig(), roles: new Set<never>() };
  const app = await createApp(config);
  await app.init();
  try {
    const corrections = app.get(TimeCorrections);
    if (!apply) return told(await corrections.preview(span, print), 'would go back');
    await app.get(RestoreWatch).requireDecided();
    const details = { from: span.from.toISOString(), to: span.to.toISOString() };
    await recordOperator(app.get(Transactions), 'time.corrected', details);
    await app.get(TimeWatch).goByDatabase();
    const count = await corrections.apply(span, reason, print);
    const { letters, clocks } = await corrections.bringBack(span);
    if (count.left > 0) process.exitCode = 1;
    const back = `${letters} letters and ${clocks} deadlines that had been put off are due again.`;
    return `${told(count, 'went back')} ${back}`;
  } finally {
    await app.close();
  }
}

/** Number, what is taken back, where the case goes back to, letters, and why it cannot. */
function print({ workflow, record, entries, images, letters, after, obstacle }: CaseCorrection) {
  const lapsed = entries.map(
    ({ seq, event, occurredOn }) => `${seq} ${labelOfEvent(workflow, event).zh} ${occurredOn}`,
  );
  const reminders = images.length - entries.length;
  const goesTo = after ? publicState(restored(workflow, after.record.snapshot)).meta.label.zh : '';
  const line = [
    record.number,
    lapsed.join('; '),
    `${reminders} reminders`,
    goesTo,
    `${letters.waiting.length} letters not sent, ${letters.sent.length} sent`,
    obstacle ? `not undone: ${obstacle.zh}` : '',
  ];
  process.stdout.write(`${line.join('\t')}\n`);
}

function told(count: CorrectionCount, verb: string): string {
  const { cases, entries, reminders, withdrawn, corrected, left } = count;
  return (
    `${cases} cases ${verb}: ${entries} entries, ${reminders} reminders, ` +
    `${withdrawn} letters withdrawn, ${corrected} corrected; ${left} cases left as they are.`
  );
}

// The list alone is the output: it can be kept in a file while the sum is read.
await runCommand(UNDO_TIME_USAGE, run, process.stderr);
