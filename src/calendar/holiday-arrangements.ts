import { createRequire } from 'node:module';
import type { Label } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

const require = createRequire(import.meta.url);

/** Values are `National Day,国庆节,3`: names in both languages and the days of leave. */
interface PublishedData {
  readonly holidays: Readonly<Record<BusinessDate, string>>;
  readonly workdays: Readonly<Record<BusinessDate, string>>;
}

const data = require('chinese-days/dist/chinese-days.json') as PublishedData;
const { version } = require('chinese-days/package.json') as { version: string };

/** Days off and worked weekends, by date, with the holiday's name. */
export interface Arrangements {
  readonly holidays: ReadonlyMap<BusinessDate, Label>;
  /** Saturdays and Sundays that are worked to make up for a bridge day (调休上班). */
  readonly makeUpDays: ReadonlyMap<BusinessDate, Label>;
}

/** Where the base comes from; kept with every date that was counted by it. */
export const baseEdition = `chinese-days@${version}`;

/**
 * The yearly notices of the State Council on public holidays (国务院办公厅关于部分节假日安排的通知).
 *
 * Only the package's data is used, none of its functions: those read `YYYY-MM-DD` in UTC but
 * answer in the time zone of the process, so that west of Greenwich each date becomes the day
 * before; and for a year without data they answer Monday to Friday without a word.
 */
export const baseArrangements: Arrangements = {
  holidays: named(data.holidays),
  makeUpDays: named(data.workdays),
};

/** Years whose arrangement is known: those in which National Day is listed. */
export function yearsCovered({ holidays }: Arrangements): ReadonlySet<string> {
  const nationalDays = [...holidays.keys()].filter((date) => date.endsWith('-10-01'));
  return new Set(nationalDays.map((date) => date.slice(0, 4)));
}

function named(days: Readonly<Record<BusinessDate, string>>): ReadonlyMap<BusinessDate, Label> {
  return new Map(
    Object.entries(days).map(([date, text]) => {
      const [en = text, zh = text] = text.split(',');
      return [date, { zh, en }];
    }),
  );
}
