import { describe, expect, it } from '@jest/globals';
import { days2027 } from '../../test/support/year-2027.js';
import { addDays } from '../kernel/business-date.js';
import { problemsOfYear } from './check-year.js';
import { departuresOfYear } from './departures.js';
import { holidayName, offByWords } from './day-words.js';
import { readCalendar } from './read-calendar.js';

describe('the words of a day', () => {
  it.each<[string, string, boolean | null, string]>([
    ['the words of the notice', '上班(补春节假期)', false, '春节'],
    ['a word before the name', '班 春节', false, '春节'],
    ['brackets of lists', '【班】春节', false, '春节'],
    ['brackets behind', '春节（班）', false, '春节'],
    ['square brackets', '[班] 春节', false, '春节'],
    ['no mark between', '春节班', false, '春节'],
    ['a colon', '班：春节', false, '春节'],
    ['work named after the exchange', '春节调休工作日', false, '春节'],
    ['work named after the exchange', '国庆节 调休上班', false, '国庆节'],
    ['work named after the rest', '春节休假补班', false, '春节'],
    ['work on a weekend', '春节 周末上班日', false, '春节周末日'],
    ['English', 'Spring Festival Workday', false, 'SpringFestivalWorkday'],
    ['rest', '春节（休）', true, '春节'],
    ['rest', '休 春节', true, '春节'],
    ['rest', '【休】国庆节', true, '国庆节'],
    ['rest', '国庆节 假期 第3天/共7天', true, '国庆节'],
    ['work that is denied', '国庆节 不上班', true, '国庆节不'],
    ['work that is denied', '元旦（非工作日）', true, '元旦'],
    ['a feast', '情人节', null, ''],
    ['a feast', '母亲节', null, ''],
    ['a feast of a carpenter whose name is 班', '鲁班节', null, ''],
    ['a half day for some', '妇女节（半天假）', null, ''],
    ['schools alone', '暑假', null, ''],
  ])('%s: %s', (_, summary, off, name) => {
    expect(offByWords(summary)).toBe(off);
    if (off !== null) expect(holidayName(summary)).toBe(name);
  });
});

describe('a calendar file that says it in words', () => {
  const event = (date: string, summary: string, days = 1) => [
    'BEGIN:VEVENT',
    `UID:${date}-${summary}@test`,
    'DTSTAMP:20261201T000000Z',
    `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(date, days).replaceAll('-', '')}`,
    `SUMMARY:${summary}`,
    'END:VEVENT',
  ];
  const file = (events: readonly (readonly string[])[]) =>
    [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//test//CN',
      ...events.flat(),
      'END:VCALENDAR',
    ].join('\r\n');
  const year = (off: (name: string) => string, work: (name: string) => string) =>
    days2027.map((day) => event(day.date, (day.off ? off : work)(day.name)));
  const resting = (name: string) => `${name}（休）`;
  const feasts = [
    event('2027-02-14', '情人节'),
    event('2027-05-09', '母亲节'),
    event('2027-03-08', '妇女节（半天假）'),
    event('2027-07-10', '暑假', 50),
    event('2027-02-06', '春节'),
    event('2027-04-05', '清明'),
    event('2027-09-10', '教师节'),
  ];
  const expected = days2027.map(({ date, off }) => `${date} ${off}`).toSorted();

  it.each<[string, ReturnType<typeof year>]>([
    [
      '班 春节',
      year(
        (name) => `休 ${name}`,
        (name) => `班 ${name}`,
      ),
    ],
    [
      '【班】春节',
      year(
        (name) => `【休】${name}`,
        (name) => `【班】${name}`,
      ),
    ],
    ['春节（班）', year(resting, (name) => `${name}（班）`)],
    [
      '春节(班)',
      year(
        (name) => `${name}(休)`,
        (name) => `${name}(班)`,
      ),
    ],
    [
      '春节调休工作日',
      year(
        (name) => `${name}假期`,
        (name) => `${name}调休工作日`,
      ),
    ],
    [
      '春节假期调休，上班',
      year(
        (name) => `${name}放假`,
        (name) => `${name}假期调休，上班`,
      ),
    ],
    ['feasts without a word', [...year(resting, (name) => `${name}（班）`), ...feasts]],
  ])('is taken: %s', (_, events) => {
    const { days } = readCalendar(file(events), 2027);
    expect(days.map(({ date, off }) => `${date} ${off}`).toSorted()).toEqual(expected);
    expect(problemsOfYear({ year: 2027, days, papers: [] })).toEqual([]);
    expect(departuresOfYear({ year: 2027, days, papers: [] })).toEqual([]);
  });

  it.each(['国庆节、中秋节', '春节', '劳动节'])(
    'is refused where a day is called %s and nothing says what it is',
    (name) => {
      const events = year(resting, (each) => `班 ${each}`);
      expect(() => readCalendar(file([...events, event('2027-12-20', name)]), 2027)).toThrow();
      expect(() => readCalendar(file([...events, event('2028-12-20', name)]), 2027)).not.toThrow();
    },
  );
});
