import { readBaseLpr } from '../../seeds/lpr-base.js';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import type { References } from '../../src/definition/index.js';

/** What calculations go by, as the product has it at its first start. */
export const references: References = {
  calendar: new WorkingCalendar(),
  lpr: readBaseLpr(),
  dayBasis: 365,
};
