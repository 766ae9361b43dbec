import { addDays, weekday, type BusinessDate } from '../kernel/business-date.js';

/**
 * The days that every year gives to everybody by the Regulation on public holidays
 * (全国年节及纪念日放假办法), in its versions: Order 513 from 2008, Order 644 from 2014, which
 * moved Spring Festival by a day, Order 795 from 2025 with New Year's Eve and 2 May as well.
 */

/** A day of the Regulation, with its name. */
export interface StatutoryDay {
  readonly date: BusinessDate;
  readonly name: string;
}

/**
 * Spring Festival, Dragon Boat Festival and Mid-autumn by the Chinese calendar (GB/T 33661-2017).
 * A table, because the calendar in ICU puts 2027 and 2030 a day beside it: a new moon minutes
 * before midnight.
 */
const MOVABLE = `
2008 02-07 06-08 09-14
2009 01-26 05-28 10-03
2010 02-14 06-16 09-22
2011 02-03 06-06 09-12
2012 01-23 06-23 09-30
2013 02-10 06-12 09-19
2014 01-31 06-02 09-08
2015 02-19 06-20 09-27
2016 02-08 06-09 09-15
2017 01-28 05-30 10-04
2018 02-16 06-18 09-24
2019 02-05 06-07 09-13
2020 01-25 06-25 10-01
2021 02-12 06-14 09-21
2022 02-01 06-03 09-10
2023 01-22 06-22 09-29
2024 02-10 06-10 09-17
2025 01-29 05-31 10-06
2026 02-17 06-19 09-25
2027 02-06 06-09 09-15
2028 01-26 05-28 10-03
2029 02-13 06-16 09-22
2030 02-03 06-05 09-12
2031 01-23 06-24 10-01
2032 02-11 06-12 09-19
2033 01-31 06-01 09-08
2034 02-19 06-20 09-27
2035 02-08 06-10 09-16
2036 01-28 05-30 10-04
2037 02-15 06-18 09-24
2038 02-04 06-07 09-13
2039 01-24 05-27 10-02
2040 02-12 06-14 09-20
2041 02-01 06-03 09-10
2042 01-22 06-22 09-28
2043 02-10 06-11 09-17
2044 01-30 05-31 10-05
2045 02-17 06-19 09-25
2046 02-06 06-08 09-15
2047 01-26 05-29 10-04
2048 02-14 06-15 09-22
2049 02-02 06-04 09-11
2050 01-23 06-23 09-30
`;

const movable: ReadonlyMap<number, readonly string[]> = new Map(
  MOVABLE.trim()
    .split('\n')
    .map((line) => {
      const [year, ...days] = line.split(' ');
      return [Number(year), days.map((day) => `${year}-${day}`)];
    }),
);

/**
 * Days beyond the Regulation that the State Council gave in one year: 3 September 2015,
 * seventy years after the war, and Spring Festival 2020 until 2 February, which made a Friday a day
 * off and a Saturday no day of work (国办发明电〔2020〕1号).
 */
const GIVEN_BESIDES: Readonly<Record<number, number>> = { 2015: 1, 2020: 2 };

const FIRST_YEAR = 2008;
const WEDNESDAY = 3;

/** The days of a year by the Regulation; those that move by the Chinese calendar up to 2050. */
export function statutoryDays(year: number): readonly StatutoryDay[] {
  if (year < FIRST_YEAR) return [];
  const fixed: readonly (readonly [string, string])[] = [
    ['01-01', '元旦'],
    ['05-01', '劳动节'],
    ...(year >= 2025 ? [['05-02', '劳动节'] as const] : []),
    ['10-01', '国庆节'],
    ['10-02', '国庆节'],
    ['10-03', '国庆节'],
  ];
  return [...fixed.map(([day, name]) => ({ date: `${year}-${day}`, name })), ...movableDays(year)];
}

/** Weekdays off less weekend days worked: what is off beyond weekends is neither made nor lost. */
export function daysGiven(year: number): number | null {
  if (year < FIRST_YEAR) return null;
  return (year >= 2025 ? 13 : 11) + (GIVEN_BESIDES[year] ?? 0);
}

/** How long a holiday is with the weekends and bridge days that the notice puts around it. */
export interface HolidayLeave extends StatutoryDay {
  /** Whether the days are counted from the date on, or it lies anywhere among them. */
  readonly from: 'day' | 'around';
  readonly days: number;
}

/**
 * The principles by which notices arrange a year since 2025 (放假调休原则,
 * 国办发明电〔2024〕12号), "apart from special cases": eight days from New Year's Eve, seven from
 * 1 October, eight where Mid-autumn falls among them, five for Labour Day, three for each other
 * holiday, which has its day alone on a Wednesday. Empty for years that they do not reach.
 */
export function leaveOf(year: number): readonly HolidayLeave[] {
  const [spring, dragonBoat, midAutumn] = movable.get(year) ?? [];
  if (year < 2025 || !spring || !dragonBoat || !midAutumn) return [];
  const merged = midAutumn >= `${year}-10-01`;
  const short: readonly StatutoryDay[] = [
    { date: `${year}-01-01`, name: '元旦' },
    { date: tombSweeping(year), name: '清明节' },
    { date: dragonBoat, name: '端午节' },
    { date: midAutumn, name: '中秋节' },
  ];
  return [
    { name: '春节', date: addDays(spring, -1), from: 'day', days: 8 },
    { name: '劳动节', date: `${year}-05-01`, from: 'around', days: 5 },
    { name: '国庆节', date: `${year}-10-01`, from: 'day', days: merged ? 8 : 7 },
    ...short.map((day) => ({
      ...day,
      from: 'around' as const,
      days: weekday(day.date) === WEDNESDAY ? 1 : 3,
    })),
  ];
}

function movableDays(year: number): readonly StatutoryDay[] {
  const [spring, dragonBoat, midAutumn] = movable.get(year) ?? [];
  if (spring === undefined || dragonBoat === undefined || midAutumn === undefined) return [];
  const before = year >= 2014 && year < 2025 ? 0 : -1;
  const last = year < 2014 ? 1 : 2;
  const festival = Array.from({ length: last - before + 1 }, (_, n) => addDays(spring, before + n));
  return [
    ...festival.map((date) => ({ date, name: '春节' })),
    { date: tombSweeping(year), name: '清明节' },
    { date: dragonBoat, name: '端午节' },
    { date: midAutumn, name: '中秋节' },
  ];
}

/** The solar term of that name, by the rule of thumb that is exact for this century. */
function tombSweeping(year: number): BusinessDate {
  const inCentury = year % 100;
  const day = Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4);
  return `${year}-04-${String(day).padStart(2, '0')}`;
}
