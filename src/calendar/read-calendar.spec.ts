import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { DomainError, type InputError } from '../kernel/domain-error.js';
import { addDays } from '../kernel/business-date.js';
import { decodeText } from '../kernel/plain-text.js';
import { problemsOfYear } from './check-year.js';
import { departuresOfYear } from './departures.js';
import type { PublishedDay } from './published-year.js';
import { readCalendar } from './read-calendar.js';
import { WorkingCalendar } from './working-calendar.js';
import { days2027, holidayCn2027, iCalendar2027 } from '../../test/support/year-2027.js';

const require = createRequire(import.meta.url);

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

describe('a file as a publisher writes it', () => {
  const day = (date: string) => date.replaceAll('-', '');
  const file = (events: readonly (readonly string[])[], ends = '\r\n') =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//CN',
      ...events.flatMap((lines) => [
        'BEGIN:VEVENT',
        'DTSTAMP:20261201T000000Z',
        ...lines,
        'END:VEVENT',
      ]),
      'END:VCALENDAR',
      '',
    ].join(ends);
  const whole = (date: string) => [
    `UID:${date}@test`,
    `DTSTART;VALUE=DATE:${day(date)}`,
    `DTEND;VALUE=DATE:${day(addDays(date, 1))}`,
  ];

  /** Special days are marked, and feasts and terms stand among them without a mark. */
  const marked = file([
    ...days2027.map(({ date, name, off }) => [
      ...whole(date),
      `SUMMARY;LANGUAGE=zh_CN:${name}（${off ? '休' : '班'}）`,
      `X-APPLE-SPECIAL-DAY:${off ? 'WORK-HOLIDAY' : 'ALTERNATE-WORKDAY'}`,
    ]),
    [...whole('2027-02-04'), 'SUMMARY;LANGUAGE=zh_CN:立春'],
    [...whole('2027-09-10'), 'SUMMARY:教师节'],
    [...whole('2027-04-05'), 'SUMMARY:清明'],
    ['UID:f@test', 'DTSTART;VALUE=DATE:20200312', 'RRULE:FREQ=YEARLY', 'SUMMARY:植树节'],
  ]);

  /** Each day has a name of its own, its end is its beginning, and days of work have hours. */
  const counted = file(
    days2027.map(({ date, name, off }) => [
      `UID:${date}@test`,
      ...(off
        ? [`DTSTART;VALUE=DATE:${day(date)}`, `DTEND;VALUE=DATE:${day(date)}`]
        : [`DTSTART:${day(date)}T090000`, `DTEND:${day(date)}T180000`]),
      `SUMMARY:${name} ${off ? '假期' : '补班'} 第1天/共8天`,
    ]),
    '\n',
  );

  /** Days have no end, and several years stand in one file. */
  const endless = file([
    ...days2027.map(({ date, name, off }) => [
      `UID:${date}@test`,
      `DTSTART;VALUE=DATE:${day(date)}`,
      `SUMMARY:${name}${off ? '假期' : '补班'}`,
    ]),
    ['UID:a@test', 'DTSTART;VALUE=DATE:20260101', 'SUMMARY:元旦假期'],
    ['UID:b@test', 'DTSTART;VALUE=DATE:20280312', 'SUMMARY:植树节'],
  ]).replaceAll('END:VEVENT', 'END:VEVENT\r\n');

  /** Days as instants of UTC. */
  const instants = file(
    days2027.map(({ date, name, off }) => [
      `UID:${date}@test`,
      `DTSTART:${day(addDays(date, -1))}T160000Z`,
      `DTEND:${day(date)}T160000Z`,
      `SUMMARY:${off ? `${name}假期` : `上班(补${name}假期)`}`,
    ]),
  );

  const expected = days2027.map(({ date, off }) => `${date} ${off}`).toSorted();

  it.each<[string, string]>([
    ['holiday-cn', holidayCn2027],
    ['holiday-cn with a byte order mark', `\uFEFF${holidayCn2027}`],
    ['the words of holiday-cn', iCalendar2027],
    ['a calendar with a byte order mark', `\uFEFF${iCalendar2027}`],
    ['special days among feasts', marked],
    ['one name a day', counted],
    ['days without an end', endless],
    ['instants', instants],
  ])('is taken: %s', (_, text) => {
    const { days } = readCalendar(text, 2027);
    expect(days.map(({ date, off }) => `${date} ${off}`).toSorted()).toEqual(expected);
    expect(problemsOfYear({ year: 2027, days, papers: [] })).toEqual([]);
    expect(departuresOfYear({ year: 2027, days, papers: [] })).toEqual([]);
  });

  it.each([2024, 2025, 2026])('is taken from the package itself: %s', (year) => {
    const text = readFileSync(require.resolve('chinese-days/dist/holidays.ics'), 'utf8');
    const { days } = readCalendar(text, year);
    expect(problemsOfYear({ year, days, papers: [] })).toEqual([]);
    expect(departuresOfYear({ year, days, papers: [] })).toEqual([]);
  });

  it('has a gap where one of its days is missing, whatever its days are called', () => {
    const lost = counted.replace(/BEGIN:VEVENT(?:(?!END:VEVENT)[^])*20270210[^]*?END:VEVENT\n/, '');
    const { days } = readCalendar(lost, 2027);
    expect(days).toHaveLength(days2027.length - 1);
    expect(rulesOf(days)).toContain('holidayWithoutGap');
  });

  it('is refused in a writing that is not UTF-8, and is read in UTF-16', () => {
    const bytes = Buffer.from(`\uFEFF${holidayCn2027}`, 'utf16le');
    expect(ruleOfReading(bytes.toString('utf8'), 2027)).toBe('calendarForm');
    expect(readCalendar(decodeText(bytes)).days).toHaveLength(days2027.length);
    expect(readCalendar(decodeText(bytes.swap16())).days).toHaveLength(days2027.length);
    expect(decodeText(Buffer.from(`\uFEFF中`))).toBe('中');
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
