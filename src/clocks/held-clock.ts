import type { WorkingCalendar } from '../calendar/working-calendar.js';
import { UNSERVED, UNSERVED_TO_HEAD } from '../definition/index.js';
import { chinaDate, chinaInstant } from '../kernel/business-date.js';
import type { Held, PlannedStage } from './clock.entity.js';

/**
 * When whoever serves a term in another way is reminded of it (催办送达), in working days after the
 * letter came back; from the second time on the head is told, too. No text sets it: a case must not
 * lie still because nobody was told.
 */
export const serviceReminders = { days: [3, 8, 13, 23, 43, 63], mark: 'policy' } as const;

/** Reminders leave at 9 o'clock of a working day. */
const LETTER_MINUTE = 9 * 60;

/** What a clock has while it stands still: why, and moments at which officers are reminded. */
export function heldFor(
  why: Pick<Held, 'letter' | 'words'>,
  stages: readonly PlannedStage[],
  at: Date,
  calendar: Pick<WorkingCalendar, 'addWorkingDays'>,
): { readonly held: Held; readonly stages: readonly PlannedStage[] } {
  const since = chinaDate(at);
  const [first] = serviceReminders.days;
  const reminders = serviceReminders.days.map((offset, index) => ({
    offset,
    at: chinaInstant(calendar.addWorkingDays(since, offset), LETTER_MINUTE).toISOString(),
    notices: index === 0 ? [UNSERVED] : [UNSERVED, UNSERVED_TO_HEAD],
    firedAt: null,
  }));
  return {
    held: { ...why, since, serveBy: calendar.addWorkingDays(since, first) },
    stages: [...stages.filter(({ firedAt }) => firedAt !== null), ...reminders],
  };
}
