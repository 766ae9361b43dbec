import 'reflect-metadata';
import { recordOperator } from './activity/operator-record.js';
import { runCommand } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { DomainError } from './kernel/domain-error.js';
import { SystemTime } from './kernel/time-source.js';
import { LettersAfterLoss } from './notices/letters-after-loss.js';
import { AFTER_RESTORE_USAGE, afterRestoreOptions } from './recovery/after-restore-options.js';
import { AfterRestore, type LetterFate, type RestorePreview } from './recovery/after-restore.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

/** What an operator decides after a restore; lists on the standard output, one row a line. */
async function run(): Promise<string> {
  const asked = afterRestoreOptions(process.argv.slice(2), new SystemTime().now());
  // Only the parts that are asked; loops and the interface stay with the running product.
  const app = await createApp({ ...loadConfig(), roles: new Set<never>() });
  await app.init();
  try {
    const recovery = app.get(AfterRestore);
    const record = (kind: 'restore.told' | 'restore.decided', details: Record<string, string>) =>
      recordOperator(app.get(Transactions), kind, { ...details, reason: asked.reason });
    if (asked.does === 'stand') {
      await record('restore.told', {});
      await app.get(RestoreWatch).stand(`An operator said that it was restored: ${asked.reason}`);
      return 'Everything stands until it is decided.';
    }
    if (asked.does === 'held') {
      await record('restore.decided', { letters: asked.fate, held: asked.caseNumber ?? 'all' });
      return await decideHeld(app.get(LettersAfterLoss), asked.fate, asked.caseNumber);
    }
    const { lostAt, numbersAhead, fate } = asked;
    if (asked.does === 'preview') return told(await recovery.preview({ lostAt, numbersAhead }));
    await record('restore.decided', { letters: fate, lostAt: lostAt.toISOString() });
    const done = await recovery.apply({ letters: fate, lostAt, numbersAhead });
    return (
      `${done.series} number series go on ${numbersAhead} later, ${done.sessions} sessions ended. ` +
      `Letters that may have left: ${done.marked} marked as sent, ${done.held} held, ` +
      `${done.sentAgain} with a link go out again; ${done.fired} moments fired for them. ` +
      'Everything goes on.'
    );
  } finally {
    await app.close();
  }
}

async function decideHeld(
  letters: LettersAfterLoss,
  fate: LetterFate,
  caseNumber: string | null,
): Promise<string> {
  const held = await letters.held(caseNumber);
  const now = new SystemTime().now();
  if (held.length === 0) throw new DomainError('NOT_FOUND', 'No letter is held there.');
  if (fate === 'sent') {
    const marked = await letters.markSent(held);
    const sent = await letters.release(held, now);
    await letters.settle(now);
    return `${marked} marked as sent; ${sent} with a link, or that cannot be written any more, go out.`;
  }
  const sent = await letters.release(held, now);
  await letters.settle(now);
  return `${sent} go out.`;
}

function told({ cause, knowsUntil, series, moments, letters, held }: RestorePreview): string {
  const rows = [
    ...series.map((it) => ['number', it.series, String(it.last), String(it.next)]),
    ...moments.map(({ caseNumber, clock, at, lapses }) => [
      lapses ? 'lapse' : 'reminder',
      caseNumber,
      clock,
      at.toISOString(),
    ]),
    ...letters.map(({ caseNumber, template, leftAt, hasLink }) => [
      hasLink ? 'letter with a link' : 'letter',
      caseNumber ?? '',
      template,
      leftAt.toISOString(),
    ]),
    ...held.map(({ caseNumber, template, leftAt }) => [
      'held letter',
      caseNumber ?? '',
      template,
      leftAt.toISOString(),
    ]),
  ];
  for (const row of rows) process.stdout.write(`${row.join('\t')}\n`);
  return (
    `${cause ?? 'Nothing says that this database was restored.'}\n` +
    `The last it knows of a case is of ${knowsUntil?.toISOString() ?? 'no day at all'}. Listed are ` +
    `${series.length} number series with where they would go on, ${moments.length} moments that ` +
    `fall due, ${letters.length} letters that may have left, ${held.length} that are held. ` +
    'Nothing of this was done.'
  );
}

// The lists alone are the output; the sentence goes beside them.
await runCommand(AFTER_RESTORE_USAGE, run, process.stderr);
