import { RawCalendar } from '../../test/support/raw-calendar.js';

const HOUR_MS = 3_600_000;
const CHINA = '+08:00';

/** A term as its policy and the case's memory have it. */
export interface TermToCount {
  readonly from: string;
  readonly days: number;
  readonly working: boolean;
  readonly rolls: boolean;
  readonly pauses: readonly { readonly from: string; readonly until: string }[];
}

/** Days and hours of China, by a count that shares nothing with the product's. */
export class DayCount {
  private readonly calendar = new RawCalendar();

  /** Day 0 is not counted, nor a day on which the term stands still; calendar days may roll. */
  due({ from, days, working, rolls, pauses }: TermToCount): {
    readonly rawDueOn: string;
    readonly dueOn: string;
  } {
    let rawDueOn = working ? this.calendar.away(from, days) : this.calendar.later(from, days);
    if (pauses.length > 0) {
      rawDueOn = from;
      for (let left = days; left > 0;) {
        rawDueOn = this.calendar.later(rawDueOn, 1);
        const day = rawDueOn;
        const still = pauses.some((pause) => pause.from <= day && day <= pause.until);
        if (!still && (!working || this.calendar.isWorked(day))) left -= 1;
      }
    }
    return { rawDueOn, dueOn: working || !rolls ? rawDueOn : this.calendar.rolled(rawDueOn) };
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
