import type { PublishedDay } from '../../src/calendar/published-year.js';
import { addDays } from '../../src/kernel/business-date.js';

/** Holidays of 2027 as a notice might have them; invented, because none is published. */
const holidays: readonly (readonly [name: string, from: string, days: number])[] = [
  ['元旦', '2027-01-01', 3],
  ['春节', '2027-02-05', 9],
  ['清明节', '2027-04-03', 3],
  ['劳动节', '2027-05-01', 5],
  ['端午节', '2027-06-09', 1],
  ['中秋节', '2027-09-15', 3],
  ['国庆节', '2027-10-01', 7],
];

const madeUp: readonly (readonly [name: string, date: string])[] = [
  ['元旦', '2027-01-10'],
  ['春节', '2027-02-20'],
  ['春节', '2027-02-28'],
  ['劳动节', '2027-05-08'],
  ['中秋节', '2027-09-11'],
  ['中秋节', '2027-09-19'],
  ['国庆节', '2027-10-09'],
  ['国庆节', '2027-10-10'],
];

export const days2027: readonly PublishedDay[] = [
  ...holidays.flatMap(([name, from, days]) =>
    Array.from({ length: days }, (_, n) => ({ name, date: addDays(from, n), off: true })),
  ),
  // A Monday off, so that dates of January move; and the weekends that are worked.
  { name: '元旦', date: '2027-01-04', off: true },
  ...madeUp.map(([name, date]) => ({ name, date, off: false })),
];

/** The same in the form of holiday-cn. */
export const holidayCn2027 = JSON.stringify({
  year: 2027,
  papers: ['https://www.gov.cn/2027'],
  days: days2027.map(({ name, date, off }) => ({ name, date, isOffDay: off })),
});

/** The same without the last day of National Day and the weekend that is worked for it. */
export const shortened2027 = JSON.stringify({
  year: 2027,
  days: days2027
    .filter(({ date }) => !['2027-10-07', '2027-10-09'].includes(date))
    .map(({ name, date, off }) => ({ name, date, isOffDay: off })),
});

/** Its days off alone, which make a whole year of any other, too. */
export const daysOff2027 = JSON.stringify({
  year: 2027,
  days: days2027.flatMap(({ name, date, off }) => (off ? [{ name, date, isOffDay: off }] : [])),
});

/** The same as a calendar file, in the words that such files use. */
export const iCalendar2027 = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//qingnuo//test//CN',
  ...days2027.flatMap(({ name, date, off }) => [
    'BEGIN:VEVENT',
    `UID:${date}@test`,
    'DTSTAMP:20261201T000000Z',
    `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(date, 1).replaceAll('-', '')}`,
    `SUMMARY:${off ? `${name}假期` : `上班(补${name}假期)`}`,
    'END:VEVENT',
  ]),
  'END:VCALENDAR',
  '',
].join('\r\n');
