import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { days2027 } from '../../test/support/year-2027.js';
import { weekday } from '../kernel/business-date.js';
import { problemsOfYear } from './check-year.js';
import { changesOfYear, departuresOfYear } from './departures.js';
import { baseArrangements } from './holiday-arrangements.js';
import type { PublishedDay } from './published-year.js';
import { daysGiven, leaveOf, statutoryDays } from './statutory-days.js';
import type { ImportedYear } from './working-calendar.js';

const require = createRequire(import.meta.url);
const { getSolarDateFromLunar, getSolarTermDate } = require('chinese-days') as {
  getSolarDateFromLunar: (lunar: string) => { date: string };
  getSolarTermDate: (year: number, month: number, term: 'pure_brightness') => string;
};

/** A year as the package has it: the notices of the State Council, read by somebody else. */
function published(year: number): readonly PublishedDay[] {
  const of = (days: typeof baseArrangements.holidays, off: boolean) =>
    [...days].map(([date, { zh }]) => ({ date, name: zh, off }));
  return [...of(baseArrangements.holidays, true), ...of(baseArrangements.makeUpDays, false)].filter(
    ({ date, name }) =>
      date.slice(5, 7) === '12' && name.includes('元旦')
        ? date.startsWith(`${year - 1}`)
        : date.startsWith(`${year}`),
  );
}

/** Each weekday off with each weekend worked, and the year without the two. */
function pairsOf(days: readonly PublishedDay[]) {
  const off = days.filter((day) => day.off && weekday(day.date) % 6 !== 0);
  const worked = days.filter((day) => !day.off);
  return off.flatMap((one) =>
    worked.map((other) => ({
      lost: `${one.date} ${other.date}`,
      left: days.filter((day) => day !== one && day !== other),
    })),
  );
}

const years = Array.from({ length: 2026 - 2008 + 1 }, (_, n) => 2008 + n);
const rules = (year: number, days: readonly PublishedDay[]) =>
  departuresOfYear({ year, days, papers: [] }).map(({ rule }) => rule);

describe('the days of the Regulation', () => {
  it.each(years)('are given in %s, no more and no less', (year) => {
    // Where Mid-autumn falls into National Day, the package names one of the two.
    expect(problemsOfYear({ year, days: published(year), papers: [] })).toEqual([]);
    expect(rules(year, published(year))).toEqual([]);
  });

  it.each(years)('are missed in %s with any day off or any weekend worked lost', (year) => {
    const days = published(year);
    const moving = days.filter(({ date, off }) => !off || weekday(date) % 6 !== 0);
    const passed = moving.filter((lost) => {
      const left = days.filter((day) => day !== lost);
      return rules(year, left).length === 0;
    });
    expect(passed).toEqual([]);
    expect(moving.length).toBeGreaterThan(15);
  });

  // What keeps the sum: the packaged years before are known, so that a loss in them is a change.
  it.each([2025, 2026])(
    'are missed in %s with a day and the weekend worked for it lost',
    (year) => {
      expect(pairsOf(published(year)).length).toBeGreaterThan(50);
      const passed = pairsOf(published(year)).filter(({ left }) => {
        const wrong = [...problemsOfYear({ year, days: left, papers: [] }), ...rules(year, left)];
        return wrong.length === 0;
      });
      expect(passed.map(({ lost }) => lost)).toEqual([]);
    },
  );

  it.each([
    [2014, ['2014-01-31', '2014-02-01', '2014-02-02']],
    [2013, ['2013-02-09', '2013-02-10', '2013-02-11']],
    [2025, ['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31']],
    [2027, ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']],
  ])('begin Spring Festival of %s as its version says', (year, dates) => {
    const spring = statutoryDays(year).filter(({ name }) => name === '春节');
    expect(spring.map(({ date }) => date)).toEqual(dates);
  });

  it.each([
    [2028, '国庆节', 8],
    [2029, '国庆节', 7],
    [2031, '国庆节', 8],
    [2025, '元旦', 1],
    [2026, '元旦', 3],
    [2030, '元旦', 3],
    [2027, '端午节', 1],
  ])('have a leave around them in %s: %s, %s days', (year, name, days) => {
    expect(leaveOf(year).find((leave) => leave.name === name)?.days).toBe(days);
    expect(leaveOf(year)).toHaveLength(7);
  });

  it('have no leave that is known before 2025', () => {
    expect(leaveOf(2024)).toEqual([]);
  });

  it('are as many as the sum says', () => {
    const besides: Readonly<Record<number, number>> = { 2015: 1, 2020: 2 };
    for (const year of years) {
      expect(daysGiven(year)).toBe(statutoryDays(year).length + (besides[year] ?? 0));
    }
  });

  it('lie where the Chinese calendar of another hand has them', () => {
    for (let year = 2008; year <= 2050; year += 1) {
      const dates = statutoryDays(year).map(({ date }) => date);
      for (const lunar of ['1-1', '5-5', '8-15']) {
        expect(dates).toContain(getSolarDateFromLunar(`${year}-${lunar}`).date);
      }
      expect(dates).toContain(getSolarTermDate(year, 4, 'pure_brightness'));
    }
  });

  it('are not known before 2008', () => {
    expect(statutoryDays(2007)).toEqual([]);
    expect(daysGiven(2007)).toBeNull();
  });
});

describe('a year that departs from them', () => {
  const without = (...dates: readonly string[]) =>
    days2027.filter(({ date }) => !dates.includes(date));

  it.each<[string, readonly PublishedDay[], readonly string[]]>([
    ['that is whole', days2027, []],
    ['without a weekend that is worked', without('2027-10-09'), ['yearBalance']],
    ['without any of them', days2027.filter(({ off }) => off), ['yearBalance']],
    [
      'that ends Spring Festival early',
      without('2027-02-12', '2027-02-13'),
      ['yearBalance', 'holidayLength'],
    ],
    [
      'that lost Dragon Boat and a weekend worked',
      without('2027-06-09', '2027-10-09').concat({ date: '2027-06-12', name: '端午节', off: true }),
      ['statutoryDays', 'holidayLength'],
    ],
    [
      'without New Year’s Eve',
      without('2027-02-05'),
      ['statutoryDays', 'yearBalance', 'holidayLength'],
    ],
    [
      'that lost the end of National Day and the weekend worked for it',
      without('2027-10-07', '2027-10-09'),
      ['holidayLength'],
    ],
  ])('%s', (_what, days, expected) => {
    expect(problemsOfYear({ year: 2027, days, papers: [] })).toEqual([]);
    expect(rules(2027, days)).toEqual(expected);
  });

  it('says what is missing', () => {
    const [lost] = departuresOfYear({ year: 2027, days: without('2027-02-12'), papers: [] });
    expect(lost?.message).toContain('20 weekdays off less 8 weekend days worked are 12');
    const [more] = departuresOfYear({ year: 2027, days: without('2027-10-10'), papers: [] });
    expect(more?.message).toContain('weekend days that are worked are missing');
  });
});

describe('a year that is known already', () => {
  const changes = (
    year: number,
    days: readonly PublishedDay[],
    known: readonly ImportedYear[] = [],
  ) => changesOfYear({ year, days, papers: [] }, known).map(({ rule, message }) => [rule, message]);

  it.each(years)('is %s as the package has it', (year) => {
    expect(changes(year, published(year))).toEqual([]);
    // New Year may begin in December, in the notice of the year after.
    expect(changes(year, published(year).toReversed())).toEqual([]);
  });

  it.each(years)('does not lose a day of %s with the weekend worked for it', (year) => {
    const passed = pairsOf(published(year)).filter(({ left }) => changes(year, left).length === 0);
    expect(passed).toEqual([]);
  });

  it('is compared with its newest version, and says the days', () => {
    const known = { year: 2027, papers: [], days: days2027, version: 1 };
    const shorter = days2027.filter(({ date }) => !['2027-10-07', '2027-10-09'].includes(date));
    const later = { ...known, days: shorter, version: 2 };
    expect(changes(2027, days2027)).toEqual([]);
    expect(changes(2027, days2027, [known])).toEqual([]);
    expect(changes(2027, shorter, [known])).toEqual([
      ['yearKnownOtherwise', expect.stringContaining('2027-10-07 (worked), 2027-10-09 (off)')],
    ]);
    expect(changes(2027, shorter, [known, later])).toEqual([]);
    expect(changes(2027, days2027, [known, later])).toHaveLength(1);
  });
});
