import type { Clock } from '../clocks/clock.entity.js';
import type { WorkflowDefinition } from '../definition/index.js';

/** Stands for "no deadline": later than any, and still a date that every part can read. */
export const NOTHING_DUE = new Date('9999-12-31T00:00:00Z');

/**
 * Whether somebody is to act on the clock still; a lapsed one may be awaited on, and one that stands
 * still waits for an officer to serve its term.
 */
export function isAwaited(
  { endedAt, held }: Pick<Clock, 'endedAt'> & Partial<Pick<Clock, 'held'>>,
  metBy: readonly string[],
): boolean {
  return endedAt === null && (metBy.length > 0 || (held ?? null) !== null);
}

/** The earliest due moment among the acts that are awaited. */
export function urgentAt(awaited: readonly Clock[]): Date {
  return awaited.reduce((first, { dueAt }) => (dueAt < first ? dueAt : first), NOTHING_DUE);
}

/** The same of all clocks of a case. */
export function urgencyOf({ clocks }: WorkflowDefinition, all: readonly Clock[]): Date {
  return urgentAt(all.filter((clock) => isAwaited(clock, clocks[clock.name]?.metBy ?? [])));
}
