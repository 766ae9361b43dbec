import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { chinaDate, chinaInstant } from '../kernel/business-date.js';

/**
 * When letters leave (发送时段), in minutes of the day in China; `closes` is not open any more. No
 * text sets it: nobody is to be written to at night or on a day off about what can wait.
 */
export const workingHours = { opens: 8 * 60 + 30, closes: 18 * 60, mark: 'policy' } as const;

/** How long a letter is tried, in working days; see `patienceEnd`. */
const PATIENCE_DAYS = 3;

/**
 * Working hours of China's working days. A letter is owed from the moment of its event; unless it
 * goes out at once (`atOnce`), it leaves within these hours, and is tried again within them alone.
 */
@Injectable()
export class WorkingHours {
  constructor(private readonly calendar: WorkingCalendar) {}

  isOpen(at: Date): boolean {
    return this.opening(at).getTime() === at.getTime();
  }

  /** The instant itself within working hours, else the next moment at which they begin. */
  opening(at: Date): Date {
    const today = chinaDate(at);
    const opens = chinaInstant(today, workingHours.opens);
    if (this.calendar.isWorkingDay(today)) {
      if (at < opens) return opens;
      if (at < chinaInstant(today, workingHours.closes)) return at;
    }
    return chinaInstant(this.calendar.addWorkingDays(today, 1), workingHours.opens);
  }

  /**
   * The same time of day three working days on: a letter that is tried in working hours alone must
   * not be given up because a week of holidays has passed. At least 72 hours.
   */
  patienceEnd(releaseAt: Date): Date {
    const day = chinaDate(releaseAt);
    const minute = (releaseAt.getTime() - chinaInstant(day, 0).getTime()) / 60_000;
    return chinaInstant(this.calendar.addWorkingDays(day, PATIENCE_DAYS), minute);
  }
}
