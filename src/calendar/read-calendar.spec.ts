import { describe, expect, it } from '@jest/globals';
import { DomainError, type InputError } from '../kernel/domain-error.js';
import { problemsOfYear } from './check-year.js';
import type { PublishedDay } from './published-year.js';
import { readCalendar } from './read-calendar.js';
import { WorkingCalendar } from './working-calendar.js';
import { days2027, holidayCn2027, iCalendar2027 } from '../../test/support/year-2027.js';

const rulesOf = (days: readonly PublishedDay[], year = 2027) =>
  problemsOfYear({ year, days, papers: [] }).map(({ rule }) => rule);

function ruleOfReading(text: string, year?: number): string | undefined {
  try {
    readCalendar(text, year);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return (error.details['errors'] as InputError[])[0]?.rule;
  }
}

const without = (date: string) => days2027.filter((day) => day.date !== date);
const off = (date: string, name: string): PublishedDay => ({ date, name, off: true });
const worked = (date: string, name: string): PublishedDay => ({ date, name, off: false });

describe('a published year', () => {
  it('is whole', () => {
    expect(rulesOf(days2027)).toEqual([]);
  });

  it.each<[string, readonly PublishedDay[], string]>([
    ['without any day', [], 'yearWhole'],
    ['without Mid-autumn', days2027.filter(({ name }) => !name.includes('中秋')), 'yearWhole'],
    ['without 1 October', without('2027-10-01'), 'yearWhole'],
    ['with a gap in National Day', without('2027-10-04'), 'holidayWithoutGap'],
    ['with a day that is off twice', [...days2027, off('2027-10-01', '国庆节')], 'oneAnswerADay'],
    [
      'with a Saturday off and worked',
      [...days2027, worked('2027-10-02', '国庆节')],
      'oneAnswerADay',
    ],
    [
      'that makes up on a Wednesday',
      [...days2027, worked('2027-03-03', '春节')],
      'makeUpOnWeekend',
    ],
    ['with a day of another year', [...days2027, off('2028-01-04', '元旦')], 'dayOfYear'],
    ['with a day that does not exist', [...days2027, off('2027-02-30', '春节')], 'isBusinessDate'],
  ])('%s is refused', (_, days, rule) => {
    expect(rulesOf(days)).toContain(rule);
  });

  it('may begin in December', () => {
    expect(rulesOf([off('2026-12-31', '元旦'), ...days2027])).toEqual([]);
    expect(rulesOf([off('2026-12-31', '春节'), ...days2027])).toContain('dayOfYear');
  });
});

describe('a calendar file', () => {
  it('is read from both forms to the same days', () => {
    const json = readCalendar(holidayCn2027);
    const ical = readCalendar(iCalendar2027, 2027);
    const plain = (days: readonly PublishedDay[]) =>
      days.map(({ date, off }) => `${date} ${off}`).toSorted();
    expect(plain(ical.days)).toEqual(plain(json.days));
    expect(rulesOf(ical.days)).toEqual([]);
    expect(json.papers).toEqual(['https://www.gov.cn/2027']);
  });

  it.each<[string, string, number | undefined]>([
    ['that is no JSON', 'year: 2027', undefined],
    ['without days', '{"year":2027}', undefined],
    ['whose day says nothing', '{"year":2027,"days":[{"date":"2027-01-01"}]}', undefined],
    ['of another year', holidayCn2027, 2028],
    ['of iCalendar without a year', iCalendar2027, undefined],
    ['cut off', iCalendar2027.slice(0, 200), 2027],
    ['that says neither', iCalendar2027.replace('元旦假期', '元旦'), 2027],
  ])('%s is refused', (_, text, year) => {
    expect(ruleOfReading(text, year)).toBe('calendarForm');
  });
});

describe('the calendar with an imported year above it', () => {
  const calendar = new WorkingCalendar();
  const term = { value: 10, unit: 'workingDay' } as const;
  const before = calendar.deadline('2026-12-21', term);
  const edition = calendar.edition;
  calendar.use([{ year: 2027, version: 1, papers: [], days: days2027 }]);

  it('makes its dates firm, and moves those that a holiday lies in', () => {
    expect(before).toMatchObject({ dueOn: '2027-01-04', provisional: true });
    expect(calendar.deadline('2026-12-21', term)).toMatchObject({
      dueOn: '2027-01-06',
      provisional: false,
    });
    expect(calendar.edition).toBe(`${edition}+2027.1`);
    expect(calendar.covers('2028-01-01')).toBe(false);
  });

  it('leaves the years of the package as they are', () => {
    expect(calendar.deadline('2026-09-18', term).dueOn).toBe('2026-10-09');
  });

  it('still explains what was counted by an earlier edition', () => {
    expect(calendar.in(edition).deadline('2026-12-21', term)).toEqual(before);
    expect(calendar.in('chinese-days@0.0.1').name).toBe(calendar.edition);
  });

  it('takes a corrected year as the next version, and keeps the first', () => {
    const days = days2027.filter(({ date }) => date !== '2027-01-03');
    calendar.use([
      { year: 2027, version: 2, papers: [], days },
      { year: 2027, version: 1, papers: [], days: days2027 },
    ]);
    expect(calendar.edition).toBe(`${edition}+2027.2`);
    expect(calendar.in(`${edition}+2027.1`).name).toBe(`${edition}+2027.1`);
  });
});
