import ICAL from 'ical.js';
import { addDays, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { withoutByteOrderMark } from '../kernel/plain-text.js';
import { holidayName, isHoliday, offByWords } from './day-words.js';
import type { PublishedDay, PublishedYear } from './published-year.js';

/**
 * A published year from text: JSON in the form of holiday-cn
 * (`{year, papers, days: [{name, date, isOffDay}]}`) or iCalendar (RFC 5545). A calendar file may
 * hold several years, so `year` says which one is meant; in JSON it must agree.
 *
 * @throws DomainError INPUT_INVALID rule calendarForm when the text is neither
 */
export function readCalendar(content: string, year?: number): PublishedYear {
  const text = withoutByteOrderMark(content).trimStart();
  if (text.includes('\uFFFD')) throw unreadable('it is not written in UTF-8');
  return text.startsWith('BEGIN:VCALENDAR') ? readICalendar(text, year) : readHolidayCn(text, year);
}

function readHolidayCn(text: string, year: number | undefined): PublishedYear {
  const content = parsed(text);
  if (typeof content !== 'object' || content === null) throw unreadable('it is no JSON object');
  const { year: own, papers = [], days } = content as Record<string, unknown>;
  if (typeof own !== 'number' || !Number.isInteger(own)) throw unreadable('year is no number');
  if (year !== undefined && own !== year) throw unreadable(`it is the year ${own}, not ${year}`);
  if (!isTexts(papers)) throw unreadable('papers is no list of texts');
  if (!Array.isArray(days)) throw unreadable('days is no list');
  return { year: own, papers, days: days.map(dayOfHolidayCn) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : 'it is no JSON');
  }
}

function dayOfHolidayCn(day: unknown, index: number): PublishedDay {
  const { name, date, isOffDay } = (day ?? {}) as Record<string, unknown>;
  if (typeof name !== 'string' || typeof date !== 'string' || typeof isOffDay !== 'boolean') {
    throw unreadable(`days[${index}] needs name, date and isOffDay`);
  }
  return { name, date, off: isOffDay };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

/**
 * A file that marks special days, as Apple's does, has feasts and solar terms beside them: only
 * what is marked is off or worked there. In others each event says so in words, and what says
 * nothing is a feast.
 */
function readICalendar(text: string, year: number | undefined): PublishedYear {
  if (year === undefined) throw unreadable('say which year of the calendar file is meant');
  const events = eventsOf(text);
  const marked = events.filter((event) => markOf(event) !== null);
  if (marked.length > 0) {
    return { year, papers: [], days: marked.flatMap((event) => daysOfEvent(event, year)) };
  }
  const days = events.flatMap((event) => daysOfEvent(event, year));
  const dates = new Set(days.map(({ date }) => date));
  const open = events.find((event) => isHolidayLeftOpen(event, year, dates));
  if (open) throw unreadable(`${open.summary} says neither that it is off nor that it is worked`);
  return { year, papers: [], days };
}

/**
 * Whether an event bears the name of a holiday, says nothing of it, and no other event speaks of
 * its day: the file may mean that it is off, and that is not to be guessed.
 */
function isHolidayLeftOpen(
  event: ICAL.Event,
  year: number,
  dates: ReadonlySet<BusinessDate>,
): boolean {
  const name = holidayName(event.summary);
  if (!isHoliday(name) || isOff(event) !== null) return false;
  const date = dayOf(event.startDate);
  return isOfYear(year, date, name) && !dates.has(date);
}

/** Days of New Year in December belong to the holiday of the year that begins. */
function isOfYear(year: number, date: BusinessDate, name: string): boolean {
  const begins = date.slice(5, 7) === '12' && name.includes('元旦');
  return Number(date.slice(0, 4)) === (begins ? year - 1 : year);
}

function eventsOf(text: string): readonly ICAL.Event[] {
  try {
    const calendar = ICAL.Component.fromString(text);
    return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : 'it is no calendar');
  }
}

/**
 * The days of an event that lie in a year; its end is the day after the last one. None for an
 * event that does not say whether they are off.
 */
function daysOfEvent(event: ICAL.Event, year: number): PublishedDay[] {
  const off = isOff(event);
  if (off === null) return [];
  const name = holidayName(event.summary);
  const from = dayOf(event.startDate);
  const end = dayOf(event.endDate);
  const dates: BusinessDate[] = [];
  for (let date = from; date < end || date === from; date = addDays(date, 1)) {
    dates.push(date);
    if (dates.length > 31) throw unreadable(`${event.summary} lasts longer than a month`);
  }
  return dates.filter((date) => isOfYear(year, date, name)).map((date) => ({ date, off, name }));
}

/** Times in UTC are turned into China's days; others are days of China as they stand. */
function dayOf(time: ICAL.Time): BusinessDate {
  return !time.isDate && time.zone === ICAL.Timezone.utcTimezone
    ? chinaDate(time.toJSDate())
    : time.toString().slice(0, 10);
}

/** By Apple's mark: whether a day is off or worked; null for an event without it. */
function markOf({ component }: ICAL.Event): boolean | null {
  const mark = component.getFirstPropertyValue('x-apple-special-day');
  if (mark === 'WORK-HOLIDAY') return true;
  return mark === 'ALTERNATE-WORKDAY' ? false : null;
}

/** By the mark where it stands, else by the words that such calendars use. */
function isOff(event: ICAL.Event): boolean | null {
  return markOf(event) ?? offByWords(event.summary);
}

function unreadable(why: string): Error {
  const message = `The calendar cannot be read: ${why}.`;
  return inputInvalid([{ path: 'content', rule: 'calendarForm', message }]);
}
