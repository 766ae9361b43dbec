import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { recordOperator } from './activity/operator-record.js';
import { runCommand, UsageError } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { createApp } from './create-app.js';
import { DomainError } from './kernel/domain-error.js';
import { SystemTime } from './kernel/time-source.js';
import { LettersAfterLoss } from './notices/letters-after-loss.js';
import { AfterRestore, letterFates, type RestorePreview } from './recovery/after-restore.js';
import { RestoreWatch } from './restores/restore-watch.js';
import { Transactions } from './store/transactions.js';

const USAGE = `npm run after-restore [-- --lost-at TIME] [--numbers-ahead N]
    lists numbers, deadlines and letters after a restore; nothing is written
npm run after-restore -- --stand --reason TEXT
    says that the database was restored: everything stands
npm run after-restore -- --apply --letters send|hold|sent --lost-at TIME --reason TEXT
                         [--numbers-ahead N]
    decides, and lets everything go on
npm run after-restore -- --held send|sent [--case NUMBER] --reason TEXT
    decides about letters that are held
TIME: until when the lost database had worked, as 2026-11-30T08:15:00+08:00`;

const NUMBERS_AHEAD = 1_000;
const MOST_AHEAD = 100_000;

/** What an operator decides after a restore; lists on the standard output, one row a line. */
async function run(): Promise<string> {
  const asked = options();
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

function options() {
  const { values } = parseArgs({
    options: {
      'lost-at': { type: 'string' },
      'numbers-ahead': { type: 'string' },
      stand: { type: 'boolean', default: false },
      apply: { type: 'boolean', default: false },
      letters: { type: 'string' },
      held: { type: 'string' },
      case: { type: 'string' },
      reason: { type: 'string', default: '' },
    },
  });
  const { stand, apply, held, reason } = values;
  const written = [stand, apply, held !== undefined].filter(Boolean).length;
  if (written > 1) throw new UsageError('Say one of --stand, --apply and --held.');
  if (written === 1 && reason === '') throw new UsageError('Say why: --reason TEXT.');
  if (apply && values.letters === undefined) {
    throw new UsageError('Say what becomes of letters that may have left: --letters.');
  }
  const wanted = held ?? values.letters ?? 'send';
  const fate = letterFates.find((name) => name === wanted);
  if (!fate || (held !== undefined && fate === 'hold')) {
    throw new UsageError(`Letters are not to be "${wanted}".`);
  }
  if (apply && fate !== 'send' && values['lost-at'] === undefined) {
    throw new UsageError('Say until when the lost database had worked: --lost-at TIME.');
  }
  return {
    does: stand ? 'stand' : apply ? 'apply' : held === undefined ? 'preview' : 'held',
    reason,
    fate,
    lostAt: instant(values['lost-at']),
    numbersAhead: ahead(values['numbers-ahead']),
    caseNumber: values.case ?? null,
  } as const;
}

/** Now when it is not said: of what is waiting, everything may have left. */
function instant(text: string | undefined): Date {
  const now = new SystemTime().now();
  if (text === undefined) return now;
  const at = new Date(text);
  // Without its offset the same text is another moment on another machine.
  const isExact = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(at.getTime());
  if (!isExact) throw new UsageError('--lost-at takes a time with its offset from UTC.');
  if (at > now) throw new UsageError('--lost-at is a time that has passed.');
  return at;
}

function ahead(text: string | undefined): number {
  if (text === undefined) return NUMBERS_AHEAD;
  const number = Number(text);
  if (/^\d+$/.test(text) && number <= MOST_AHEAD) return number;
  throw new UsageError(`--numbers-ahead takes a whole number up to ${MOST_AHEAD}.`);
}

async function decideHeld(
  letters: LettersAfterLoss,
  fate: 'send' | 'sent' | 'hold',
  caseNumber: string | null,
): Promise<string> {
  const held = await letters.held(caseNumber);
  if (held.length === 0) throw new DomainError('NOT_FOUND', 'No letter is held there.');
  if (fate === 'sent') {
    const marked = await letters.markSent(held);
    const linked = held.filter(({ hasLink }) => hasLink);
    const sent = await letters.release(linked, new SystemTime().now());
    return `${marked} marked as sent; ${sent} with a link go out.`;
  }
  return `${await letters.release(held, new SystemTime().now())} go out.`;
}

function told({ cause, knowsUntil, series, moments, letters }: RestorePreview): string {
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
  ];
  for (const row of rows) process.stdout.write(`${row.join('\t')}\n`);
  return (
    `${cause ?? 'Nothing says that this database was restored.'}\n` +
    `It knows of work until ${knowsUntil?.toISOString() ?? 'no time at all'}. Listed are ` +
    `${series.length} number series with where they would go on, ${moments.length} moments that ` +
    `fall due, ${letters.length} letters that may have left. Nothing was written.`
  );
}

// The lists alone are the output; the sentence goes beside them.
await runCommand(USAGE, run, process.stderr);
