import { parseArgs } from 'node:util';
import { UsageError } from '../config/command-line.js';
import {
  addYears,
  chinaDate,
  chinaInstant,
  isBusinessDate,
  type BusinessDate,
} from '../kernel/business-date.js';

export const ARCHIVE_USAGE = `npm run archive -- --ended-before DAY           counts the cases that ended before it
npm run archive -- --ended-before DAY --apply   packs their clocks and letters
DAY is like 2024-01-01 and lies a year back at least.`;

export interface ArchiveOptions {
  readonly day: BusinessDate;
  /** The day's first moment in China. */
  readonly before: Date;
  readonly apply: boolean;
}

/**
 * What the command was called for.
 *
 * @throws UsageError, and what `parseArgs` throws
 */
export function archiveOptions(args: readonly string[], now: Date): ArchiveOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'ended-before': { type: 'string', default: '' },
      apply: { type: 'boolean', default: false },
    },
  });
  const { 'ended-before': day, apply } = values;
  if (!isBusinessDate(day)) throw new UsageError('--ended-before takes a day: 2024-01-01.');
  // Until then letters may come back, and somebody may still go against how it ended.
  const latest = addYears(chinaDate(now), -1);
  if (day > latest) throw new UsageError(`--ended-before lies after ${latest}, a year ago.`);
  return { day, before: chinaInstant(day, 0), apply };
}
