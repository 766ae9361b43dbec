import { RawCalendar } from '../../test/support/raw-calendar.js';

const HOUR_MS = 3_600_000;
const CHINA = '+08:00';

/** Days and hours of China, by a count that shares nothing with the product's. */
export class DayCount {
  private readonly calendar = new RawCalendar();

  /** Day 0 is not counted; a term in calendar days moves off a day off. */
  due(
    from: string,
    days: number,
    unit: 'workingDay' | 'calendarDay',
  ): { readonly rawDueOn: string; readonly dueOn: string } {
    const working = unit === 'workingDay';
    const rawDueOn = working ? this.calendar.away(from, days) : this.calendar.later(from, days);
    return { rawDueOn, dueOn: working ? rawDueOn : this.calendar.rolled(rawDueOn) };
  }

  /** 24:00 of the day. */
  lapse(dueOn: string): Date {
    return new Date(`${this.calendar.later(dueOn, 1)}T00:00:00${CHINA}`);
  }

  /** Nine o'clock so many working days from the day. */
  letter(day: string, offset: number): Date {
    return new Date(`${this.calendar.away(day, offset)}T09:00:00${CHINA}`);
  }

  isWorkingHour(instant: Date): boolean {
    const china = new Date(instant.getTime() + 8 * HOUR_MS).toISOString();
    const time = china.slice(11, 16);
    return this.calendar.isWorked(china.slice(0, 10)) && time >= '08:30' && time < '18:00';
  }
}
