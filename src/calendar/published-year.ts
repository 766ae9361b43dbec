import type { Label } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { baseArrangements, type Arrangements } from './holiday-arrangements.js';

/** A day of a yearly notice: a day off, or a weekend that is worked. */
export interface PublishedDay {
  readonly date: BusinessDate;
  readonly off: boolean;
  /** The holiday in Chinese, as the notice calls it. */
  readonly name: string;
}

/** The arrangement of one year, as it was published. */
export interface PublishedYear {
  readonly year: number;
  readonly days: readonly PublishedDay[];
  /** Addresses or numbers of the notice, for example 国办发明电〔2025〕7号. */
  readonly papers: readonly string[];
}

/** The holidays that every year has; a notice may join two of them (国庆节、中秋节). */
export const statutoryHolidays: readonly Label[] = [
  { zh: '元旦', en: "New Year's Day" },
  { zh: '春节', en: 'Spring Festival' },
  { zh: '清明', en: 'Tomb-sweeping Day' },
  { zh: '劳动节', en: 'Labour Day' },
  { zh: '端午', en: 'Dragon Boat Festival' },
  { zh: '中秋', en: 'Mid-autumn Festival' },
  { zh: '国庆', en: 'National Day' },
];

/** The name in both languages; one that is in no list stays Chinese. */
export function holidayLabel(name: string): Label {
  const known = statutoryHolidays.filter(({ zh }) => name.includes(zh));
  return { zh: name, en: known.length === 0 ? name : known.map(({ en }) => en).join(' and ') };
}

/** The base with imported years above it: within its days an imported year alone says what holds. */
export function withYears(years: readonly PublishedYear[]): Arrangements {
  const holidays = new Map(baseArrangements.holidays);
  const makeUpDays = new Map(baseArrangements.makeUpDays);
  for (const { year } of years) {
    for (const days of [holidays, makeUpDays]) {
      for (const [date, { zh }] of days) {
        if (noticeYearOf(date, zh) === year) days.delete(date);
      }
    }
  }
  for (const { date, off, name } of years.flatMap(({ days }) => days)) {
    (off ? holidays : makeUpDays).set(date, holidayLabel(name));
    (off ? makeUpDays : holidays).delete(date);
  }
  return { holidays, makeUpDays };
}

/** Days of New Year that lie in December stand in the notice of the year that begins. */
function noticeYearOf(date: BusinessDate, name: string): number {
  const year = Number(date.slice(0, 4));
  return date.slice(5, 7) === '12' && name.includes('元旦') ? year + 1 : year;
}
