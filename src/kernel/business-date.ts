import { inputInvalid } from './domain-error.js';

/** A calendar date in China, `YYYY-MM-DD`. */
export type BusinessDate = string;

const DAY_MS = 86_400_000;

/**
 * China has kept UTC+8 without summer time since 1991; dates of cases are all later, so a fixed
 * offset is exact and does not depend on the time zone of the process.
 */
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Beyond these a date has no four digits of a year; what is typed stays far within. */
const FIRST_MS = Date.UTC(1000, 0, 1);
const LAST_MS = Date.UTC(9999, 11, 31);

const PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, as `YYYY-MM-DD`, from 1991 on. */
export function isBusinessDate(text: string): boolean {
  if (!PATTERN.test(text) || Number(text.slice(0, 4)) < 1991) return false;
  return new Date(epochOf(text)).toISOString().startsWith(text);
}

/** The date that calendars in China show at this instant. */
export function chinaDate(instant: Date): BusinessDate {
  return new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString().slice(0, 10);
}

/** The date and time of day that clocks in China show, `2026-09-01 09:30`. */
export function chinaMinute(instant: Date): string {
  const local = new Date(instant.getTime() + CHINA_OFFSET_MS).toISOString();
  return `${local.slice(0, 10)} ${local.slice(11, 16)}`;
}

/**
 * The date some calendar days later (or earlier, when negative).
 *
 * @throws DomainError INPUT_INVALID beyond the years of four digits: only what somebody typed can
 *   lead there, and it is refused as that
 */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  const epoch = epochOf(date) + days * DAY_MS;
  if (epoch >= FIRST_MS && epoch <= LAST_MS) return new Date(epoch).toISOString().slice(0, 10);
  const message = `leads to a day outside the calendar, ${days} days from ${date}`;
  throw inputInvalid([{ path: '', rule: 'withinCalendar', message }]);
}

/** The same day some years later; 28 February where that year has no 29th. */
export function addYears(date: BusinessDate, years: number): BusinessDate {
  const later = `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;
  return isBusinessDate(later) ? later : `${later.slice(0, 8)}28`;
}

/** The day with the same number some months later; the last of that month where it has none such. */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
  const last = new Date(Date.UTC(Math.floor(count / 12), (count % 12) + 1, 0)).getUTCDate();
  return `${month}-${String(Math.min(last, Number(date.slice(8)))).padStart(2, '0')}`;
}

/** Calendar days from one date to another; negative when `to` comes first. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (epochOf(to) - epochOf(from)) / DAY_MS;
}

/** The instant of a time of day in China, minutes counted from midnight (1440 = 24:00). */
export function chinaInstant(date: BusinessDate, minuteOfDay: number): Date {
  return new Date(epochOf(date) - CHINA_OFFSET_MS + minuteOfDay * 60_000);
}

/** 24:00 of the date in China: the moment at which a term that ends on this date has lapsed. */
export function endOfDay(date: BusinessDate): Date {
  return chinaInstant(date, 24 * 60);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: BusinessDate): number {
  return new Date(epochOf(date)).getUTCDay();
}

function epochOf(date: BusinessDate): number {
  if (!PATTERN.test(date)) throw new RangeError(`Not a date: ${date}`);
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8)));
}
