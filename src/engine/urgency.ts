import type { Clock } from '../clocks/clock.entity.js';

/** Stands for "no deadline": later than any, and still a date that every part can read. */
export const NOTHING_DUE = new Date('9999-12-31T00:00:00Z');

/** Whether somebody is to act on the clock still; a lapsed one may be awaited on. */
export function isAwaited(clock: Pick<Clock, 'endedAt'>, metBy: readonly string[]): boolean {
  return clock.endedAt === null && metBy.length > 0;
}

/** The earliest due moment among the acts that are awaited. */
export function urgentAt(awaited: readonly Clock[]): Date {
  return awaited.reduce((first, { dueAt }) => (dueAt < first ? dueAt : first), NOTHING_DUE);
}
