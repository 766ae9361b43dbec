import { WorkingCalendar } from '../src/calendar/working-calendar.js';
import { addDays, chinaInstant } from '../src/kernel/business-date.js';

/** A moment of a day at which people look at their cases. */
export interface Moment {
  readonly at: Date;
  /** Officers are at work; enterprises always may be. */
  readonly atWork: boolean;
}

/** Minutes of the day in China. None is one at which letters of clocks leave or deadlines lapse. */
const OFFICE = [9 * 60 + 40, 11 * 60 + 15, 16 * 60 + 5];
const EVENING = 20 * 60 + 30;

/** Three on each working day, and every evening, of so many days. */
export function momentsOf(from: string, days: number): readonly Moment[] {
  const calendar = new WorkingCalendar();
  const moments: Moment[] = [];
  for (let day = 0; day < days; day += 1) {
    const date = addDays(from, day);
    if (calendar.isWorkingDay(date)) {
      for (const minute of OFFICE) moments.push({ at: chinaInstant(date, minute), atWork: true });
    }
    moments.push({ at: chinaInstant(date, EVENING), atWork: false });
  }
  return moments;
}
