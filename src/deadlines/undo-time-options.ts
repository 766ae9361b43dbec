import { parseArgs } from 'node:util';
import { UsageError } from '../config/command-line.js';
import type { WrongSpan } from '../engine/case-corrections.js';

export const UNDO_TIME_USAGE = `npm run undo-time -- --from INSTANT --to INSTANT [--ahead-hours N]
    lists what a wrong clock did between two instants of the database's time
npm run undo-time -- --from INSTANT --to INSTANT [--ahead-hours N] --apply --reason TEXT
    takes it back
INSTANT is like 2026-11-30T14:05:00+08:00. With --ahead-hours only what a machine wrote whose
clock was more than N hours ahead of the database's.`;

export interface UndoTimeOptions {
  readonly span: WrongSpan;
  readonly apply: boolean;
  readonly reason: string;
}

/**
 * What the command was called for.
 *
 * @throws UsageError, and what `parseArgs` throws
 */
export function undoTimeOptions(args: readonly string[]): UndoTimeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      'ahead-hours': { type: 'string' },
      apply: { type: 'boolean', default: false },
      reason: { type: 'string', default: '' },
    },
  });
  const { apply, reason } = values;
  const span: WrongSpan = {
    from: instantOf('--from', values.from),
    to: instantOf('--to', values.to),
    aheadMs: hoursOf(values['ahead-hours']),
  };
  if (span.from >= span.to) throw new UsageError('--from lies before --to.');
  if (apply && reason.trim() === '') throw new UsageError('Say why: --reason TEXT.');
  return { span, apply, reason };
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
