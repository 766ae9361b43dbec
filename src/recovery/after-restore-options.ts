import { parseArgs } from 'node:util';
import { UsageError } from '../config/command-line.js';
import { letterFates, type LetterFate } from './after-restore.js';

export const AFTER_RESTORE_USAGE = `npm run after-restore [-- --lost-at TIME] [--numbers-ahead N]
    lists numbers, deadlines and letters after a restore; none of it is done
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

export interface AfterRestoreOptions {
  readonly does: 'preview' | 'stand' | 'apply' | 'held';
  readonly reason: string;
  readonly fate: LetterFate;
  /** Until when the lost database had worked. */
  readonly lostAt: Date;
  readonly numbersAhead: number;
  /** Of the letters that are held; null: all. */
  readonly caseNumber: string | null;
}

/**
 * What the command was called for.
 *
 * @throws UsageError, and what `parseArgs` throws
 */
export function afterRestoreOptions(args: readonly string[], now: Date): AfterRestoreOptions {
  const { values } = parseArgs({
    args: [...args],
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
    lostAt: instant(values['lost-at'], now),
    numbersAhead: ahead(values['numbers-ahead']),
    caseNumber: values.case ?? null,
  };
}

/** Now when it is not said: of what is waiting, everything may have left. */
function instant(text: string | undefined, now: Date): Date {
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
