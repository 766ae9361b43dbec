import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { chinaDate, chinaInstant } from '../../src/kernel/business-date.js';
import { WorkingHours } from '../../src/notices/working-hours.js';

const calendar = new WorkingCalendar();

/** When letters leave, for what a test puts together by hand. */
export const hours = new WorkingHours(calendar);

/** How far ten in the morning of the next working day lies ahead, in milliseconds. */
export function untilOfficeHours(now = new Date()): number {
  const day = calendar.addWorkingDays(chinaDate(now), 1);
  return chinaInstant(day, 10 * 60).getTime() - now.getTime();
}
