import { parseArgs } from 'node:util';
import { isUUID } from 'class-validator';
import { UsageError } from '../config/command-line.js';

export const RECOMPUTE_USAGE = `npm run recompute                                    lists what would move
npm run recompute -- --apply --reason TEXT [--notify]   moves it
npm run recompute -- --undo ID --reason TEXT [--notify] moves it back`;

export interface RecomputeOptions {
  readonly does: 'preview' | 'apply' | 'undo';
  /** The recomputation that is undone; null: none. */
  readonly undo: string | null;
  readonly reason: string;
  readonly notify: boolean;
}

/**
 * What the command was called for.
 *
 * @throws UsageError, and what `parseArgs` throws
 */
export function recomputeOptions(args: readonly string[]): RecomputeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      apply: { type: 'boolean', default: false },
      undo: { type: 'string' },
      reason: { type: 'string', default: '' },
      notify: { type: 'boolean', default: false },
    },
  });
  const { apply, undo = null, reason, notify } = values;
  if ((apply || undo !== null) && reason === '') throw new UsageError('Say why: --reason TEXT.');
  if (apply && undo !== null) throw new UsageError('Say --apply or --undo, not both.');
  if (undo !== null && !isUUID(undo)) {
    throw new UsageError('--undo takes the id with which the recomputation ended.');
  }
  return { does: undo === null ? (apply ? 'apply' : 'preview') : 'undo', undo, reason, notify };
}
