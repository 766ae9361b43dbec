import ICAL from 'ical.js';
import { addDays } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import type { PublishedDay, PublishedYear } from './published-year.js';

/**
 * A published year from text: JSON in the form of holiday-cn
 * (`{year, papers, days: [{name, date, isOffDay}]}`) or iCalendar (RFC 5545). A calendar file may
 * hold several years, so `year` says which one is meant; in JSON it must agree.
 *
 * @throws DomainError INPUT_INVALID rule calendarForm when the text is neither
 */
export function readCalendar(text: string, year?: number): PublishedYear {
  return text.trimStart().startsWith('BEGIN:VCALENDAR')
    ? readICalendar(text, year)
    : readHolidayCn(text, year);
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

function readICalendar(text: string, year: number | undefined): PublishedYear {
  if (year === undefined) throw unreadable('say which year of the calendar file is meant');
  const days = eventsOf(text).flatMap(daysOfEvent);
  const own = (day: PublishedDay) =>
    day.date.startsWith(`${year}-`) ||
    (day.date.startsWith(`${year - 1}-12-`) && day.name.includes('元旦'));
  return { year, papers: [], days: days.filter(own).filter(isNotNextNewYear(year)) };
}

/** The end of December may belong to the holiday of the year that begins. */
function isNotNextNewYear(year: number) {
  return ({ date, name }: PublishedDay) =>
    !(date.startsWith(`${year}-12-`) && name.includes('元旦'));
}

function eventsOf(text: string): readonly ICAL.Event[] {
  try {
    const calendar = ICAL.Component.fromString(text);
    return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : 'it is no calendar');
  }
}

/** An event of whole days; its end is the day after the last one. */
function daysOfEvent(event: ICAL.Event): PublishedDay[] {
  const { summary } = event;
  const off = isOff(event, summary);
  const name = plainName(summary);
  const from = event.startDate.toString().slice(0, 10);
  const end = event.endDate.toString().slice(0, 10);
  const days: PublishedDay[] = [];
  for (let date = from; date < end || date === from; date = addDays(date, 1)) {
    days.push({ date, off, name });
    if (days.length > 31) throw unreadable(`${summary} lasts longer than a month`);
  }
  return days;
}

/** By Apple's mark where it stands, else by the words that such calendars use. */
function isOff(event: ICAL.Event, summary: string): boolean {
  const mark = event.component.getFirstPropertyValue('x-apple-special-day');
  if (mark === 'WORK-HOLIDAY') return true;
  if (mark === 'ALTERNATE-WORKDAY') return false;
  if (/上班|补班|[（(]班[)）]|workday/i.test(summary)) return false;
  if (/假|休/.test(summary)) return true;
  throw unreadable(`${summary} says neither that it is off nor that it is worked`);
}

/** `上班(补国庆节假期)`, `国庆节（休）` → 国庆节. */
function plainName(summary: string): string {
  return summary.replace(/上班|补班|补|假期|放假|调休|[（(][休班][)）]|[（()）\s]/g, '');
}

function unreadable(why: string): Error {
  const message = `The calendar cannot be read: ${why}.`;
  return inputInvalid([{ path: 'content', rule: 'calendarForm', message }]);
}
