import { RawCalendar } from '../../test/support/raw-calendar.js';

const HOUR_MS = 3_600_000;
const CHINA = '+08:00';

/** A term as its policy and the case's memory have it. */
export interface TermToCount {
  readonly from: string;
  readonly days: number;
  readonly unit: 'workingDay' | 'calendarDay' | 'month';
  /** The longest it may become, in the same unit. */
  readonly cap: number | null;
  readonly rolls: boolean;
  readonly pauses: readonly { readonly from: string; readonly until: string }[];
}

/** Days and hours of China, by a count that shares nothing with the product's. */
export class DayCount {
  private readonly calendar = new RawCalendar();

  /** Day 0 is not counted, nor a day on which the term stands still; calendar days may roll. */
  due(term: TermToCount): { readonly rawDueOn: string; readonly dueOn: string } {
    const { unit, rolls, cap } = term;
    const rawDueOn = this.last(term);
    if (unit === 'workingDay' || !rolls) return { rawDueOn, dueOn: rawDueOn };
    const rolled = this.calendar.rolled(rawDueOn);
    const most = cap === null ? rolled : this.last({ ...term, days: cap });
    return { rawDueOn, dueOn: [rolled, most].sort()[0] ?? rolled };
  }

  private last({ from, days, unit, pauses }: TermToCount): string {
    if (unit === 'month') return this.calendar.monthsLater(from, days);
    const working = unit === 'workingDay';
    if (pauses.length === 0) {
      return working ? this.calendar.away(from, days) : this.calendar.later(from, days);
    }
    let date = from;
    for (let left = days; left > 0;) {
      date = this.calendar.later(date, 1);
      const day = date;
      const still = pauses.some((pause) => pause.from <= day && day <= pause.until);
      if (!still && (!working || this.calendar.isWorked(day))) left -= 1;
    }
    return date;
  }

  /** 24:00 of the day. */
  lapse(dueOn: string): Date {
    return new Date(`${this.calendar.later(dueOn, 1)}T00:00:00${CHINA}`);
  }

  /** Nine o'clock so many working days from the day, or of the last one that is so many months before. */
  letter(day: string, offset: number, unit: 'workingDay' | 'month' = 'workingDay'): Date {
    const month = this.calendar.monthsLater(day, unit === 'month' ? offset : 0);
    const on =
      unit === 'workingDay'
        ? this.calendar.away(day, offset)
        : this.calendar.isWorked(month)
          ? month
          : this.calendar.away(month, -1);
    return new Date(`${on}T09:00:00${CHINA}`);
  }

  isWorkingHour(instant: Date): boolean {
    const china = new Date(instant.getTime() + 8 * HOUR_MS).toISOString();
    const time = china.slice(11, 16);
    return this.calendar.isWorked(china.slice(0, 10)) && time >= '08:30' && time < '18:00';
  }
}
