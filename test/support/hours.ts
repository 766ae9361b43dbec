import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { WorkingHours } from '../../src/notices/working-hours.js';

/** When letters leave, for what a test puts together by hand. */
export const hours = new WorkingHours(new WorkingCalendar());
