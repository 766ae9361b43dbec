import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { days2027 } from '../../test/support/year-2027.js';
import { weekday } from '../kernel/business-date.js';
import { departuresOfYear, problemsOfYear } from './check-year.js';
import { baseArrangements } from './holiday-arrangements.js';
import type { PublishedDay } from './published-year.js';
import { daysGiven, statutoryDays } from './statutory-days.js';

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

const years = Array.from({ length: 2026 - 2008 + 1 }, (_, n) => 2008 + n);
const rules = (year: number, days: readonly PublishedDay[]) =>
  departuresOfYear({ year, days, papers: [] }).map(({ rule }) => rule);

describe('the days of the Regulation', () => {
  it.each(years)('are given in %s, no more and no less', (year) => {
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

  it.each([
    [2014, ['2014-01-31', '2014-02-01', '2014-02-02']],
    [2013, ['2013-02-09', '2013-02-10', '2013-02-11']],
    [2025, ['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31']],
    [2027, ['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']],
  ])('begin Spring Festival of %s as its version says', (year, dates) => {
    const spring = statutoryDays(year).filter(({ name }) => name === '春节');
    expect(spring.map(({ date }) => date)).toEqual(dates);
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
    ['that ends Spring Festival early', without('2027-02-12', '2027-02-13'), ['yearBalance']],
    [
      'that lost Dragon Boat and a weekend worked',
      without('2027-06-09', '2027-10-09').concat({ date: '2027-06-12', name: '端午节', off: true }),
      ['statutoryDays'],
    ],
    ['without New Year’s Eve', without('2027-02-05'), ['statutoryDays', 'yearBalance']],
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
