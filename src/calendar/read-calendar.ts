import ICAL from 'ical.js';
import { addDays, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { withoutByteOrderMark } from '../kernel/plain-text.js';
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
 * what is marked is off or worked there. In others each event says so in words.
 */
function readICalendar(text: string, year: number | undefined): PublishedYear {
  if (year === undefined) throw unreadable('say which year of the calendar file is meant');
  const events = eventsOf(text);
  const marked = events.filter((event) => markOf(event) !== null);
  const days = (marked.length > 0 ? marked : events).flatMap((event) => daysOfEvent(event, year));
  return { year, papers: [], days };
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

/** The days of an event that lie in a year; its end is the day after the last one. */
function daysOfEvent(event: ICAL.Event, year: number): PublishedDay[] {
  const { summary } = event;
  const name = plainName(summary);
  const from = dayOf(event.startDate);
  const end = dayOf(event.endDate);
  const dates: BusinessDate[] = [];
  for (let date = from; date < end || date === from; date = addDays(date, 1)) {
    dates.push(date);
    if (dates.length > 31) throw unreadable(`${summary} lasts longer than a month`);
  }
  const own = dates.filter((date) => isOfYear(year, date, name));
  if (own.length === 0) return [];
  const off = isOff(event, summary);
  return own.map((date) => ({ date, off, name }));
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
function isOff(event: ICAL.Event, summary: string): boolean {
  const mark = markOf(event);
  if (mark !== null) return mark;
  if (/上班|补班|[（(]班[)）]|workday/i.test(summary)) return false;
  if (/假|休/.test(summary)) return true;
  throw unreadable(`${summary} says neither that it is off nor that it is worked`);
}

/** `上班(补国庆节假期)`, `国庆节（休）`, `国庆节 假期 第3天/共7天` → 国庆节. */
function plainName(summary: string): string {
  return summary
    .replace(/第\d+天|共\d+天|\bDay \d+(?: of \d+)?/gi, '')
    .replace(/上班|补班|补|假期|放假|调休|[（(][休班][)）]|[（()）/\s]/g, '');
}

function unreadable(why: string): Error {
  const message = `The calendar cannot be read: ${why}.`;
  return inputInvalid([{ path: 'content', rule: 'calendarForm', message }]);
}
