import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { recordOperator } from './activity/operator-record.js';
import { TimeWatch } from './clocks/time-watch.js';
import { runCommand, UsageError } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { TimeCorrections, type CorrectionCount } from './deadlines/time-corrections.js';
import type { CaseCorrection, WrongSpan } from './engine/case-corrections.js';
import { labelOfEvent } from './engine/event-label.js';
import { publicState } from './engine/machine-step.js';
import { restored } from './engine/stored-snapshot.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

const USAGE = `npm run undo-time -- --from INSTANT --to INSTANT [--ahead-hours N]
    lists what a wrong clock did between two instants of the database's time
npm run undo-time -- --from INSTANT --to INSTANT [--ahead-hours N] --apply --reason TEXT
    takes it back
INSTANT is like 2026-11-30T14:05:00+08:00. With --ahead-hours only what a machine wrote whose
clock was more than N hours ahead of the database's.`;

/** What a wrong clock did, taken back on the command line; the list on the standard output. */
async function run(): Promise<string> {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      'ahead-hours': { type: 'string' },
      apply: { type: 'boolean', default: false },
      reason: { type: 'string' },
    },
  });
  const { apply, reason = '' } = values;
  const span: WrongSpan = {
    from: instantOf('--from', values.from),
    to: instantOf('--to', values.to),
    aheadMs: hoursOf(values['ahead-hours']),
  };
  if (span.from >= span.to) throw new UsageError('--from lies before --to.');
  if (apply && reason.trim() === '') throw new UsageError('Say why: --reason TEXT.');
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

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

function instantOf(name: string, text = ''): Date {
  const instant = new Date(text);
  if (INSTANT.test(text) && !Number.isNaN(instant.getTime())) return instant;
  throw new UsageError(`${name} takes an instant with its offset: 2026-11-30T14:05:00+08:00.`);
}

function hoursOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const hours = Number(text);
  if (text.trim() !== '' && hours > 0) return hours * 3_600_000;
  throw new UsageError('--ahead-hours takes a number of hours.');
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
await runCommand(USAGE, run, process.stderr);
