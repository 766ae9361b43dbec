import { addDays, daysBetween, isBusinessDate, weekday } from '../kernel/business-date.js';
import type { InputError } from '../kernel/domain-error.js';
import { statutoryHolidays, type PublishedDay, type PublishedYear } from './published-year.js';
import { statutoryDays } from './statutory-days.js';

/** More than any notice has; a list of every day of a year is another form. */
const MOST_DAYS = 120;

/**
 * Everything that is wrong with a published year, by the rule it breaks; empty for a whole one.
 * Nothing is repaired: a calendar that was guessed at would give dates that nobody can check.
 */
export function problemsOfYear({ year, days }: PublishedYear): readonly InputError[] {
  const impossible = days.flatMap((day, index) => problemsOfDay(year, day, index));
  if (days.length > MOST_DAYS) {
    return [broken('days', 'yearShape', `A year has ${MOST_DAYS} days of a notice at most.`)];
  }
  // Whether the year is whole can only be said of days that exist.
  return impossible.length > 0
    ? impossible
    : [...contradictions(days), ...missing(year, days), ...gaps(days)];
}

function problemsOfDay(year: number, { date, off, name }: PublishedDay, index: number) {
  const path = `days[${index}]`;
  if (!isBusinessDate(date)) {
    return [broken(`${path}.date`, 'isBusinessDate', `${date} is no day that exists.`)];
  }
  const spills = date >= `${year - 1}-12-25` && date < `${year}-01-01` && name.includes('元旦');
  if (!date.startsWith(`${year}-`) && !spills) {
    return [broken(`${path}.date`, 'dayOfYear', `${date} is no day of ${year}.`)];
  }
  if (!off && weekday(date) % 6 !== 0) {
    const message = `${date} is no Saturday or Sunday, so nothing is made up for on it.`;
    return [broken(`${path}.date`, 'makeUpOnWeekend', message)];
  }
  return [];
}

/** One day has one answer. */
function contradictions(days: readonly PublishedDay[]): readonly InputError[] {
  const seen = new Map<string, PublishedDay>();
  return days.flatMap((day, index) => {
    const before = seen.get(day.date);
    seen.set(day.date, before ?? day);
    if (!before) return [];
    const message =
      before.off === day.off
        ? `${day.date} is listed twice.`
        : `${day.date} is both a day off and worked.`;
    return [broken(`days[${index}].date`, 'oneAnswerADay', message)];
  });
}

/** Each of the seven holidays has its days, and three of them stand on fixed dates. */
function missing(year: number, days: readonly PublishedDay[]): readonly InputError[] {
  const off = days.filter((day) => day.off);
  const dates = new Set(off.map(({ date }) => date));
  const byLaw = statutoryDays(year);
  // Where two holidays meet, some publishers name the days after one of them alone.
  const isUnnamed = (zh: string) => {
    const own = byLaw.filter(({ name }) => name.includes(zh));
    return own.length > 0 && own.every(({ date }) => dates.has(date));
  };
  const absent = statutoryHolidays
    .filter(({ zh }) => !off.some(({ name }) => name.includes(zh)) && !isUnnamed(zh))
    .map(({ zh, en }) => `${zh} (${en})`);
  const fixed = ['01-01', '05-01', '10-01', '10-02']
    .map((day) => `${year}-${day}`)
    .filter((date) => !off.some((day) => day.date === date));
  const lacks = [...absent, ...fixed];
  if (lacks.length === 0) return [];
  return [
    broken('days', 'yearWhole', `The year ${year} is not whole; it lacks ${lacks.join(', ')}.`),
  ];
}

/** The days off of a holiday follow each other; weekends among them may be left unsaid. */
function gaps(days: readonly PublishedDay[]): readonly InputError[] {
  const off = days.filter((day) => day.off).toSorted((a, b) => a.date.localeCompare(b.date));
  const worked = new Set(days.filter((day) => !day.off).map(({ date }) => date));
  return off.flatMap((day, index) => {
    const before = off[index - 1];
    if (before === undefined || !isSameHoliday(before, day)) return [];
    const between = Array.from({ length: daysBetween(before.date, day.date) - 1 }, (_, n) =>
      addDays(before.date, n + 1),
    );
    const open = between.filter((date) => weekday(date) % 6 !== 0 || worked.has(date));
    if (open.length === 0) return [];
    const message = `${day.name} has a gap: ${open.join(', ')} is not off.`;
    return [broken('days', 'holidayWithoutGap', message)];
  });
}

/** A day may have a name of its own, and a holiday one that joins two. */
function isSameHoliday(before: PublishedDay, day: PublishedDay): boolean {
  if (before.name === day.name) return true;
  return statutoryHolidays.some(({ zh }) => before.name.includes(zh) && day.name.includes(zh));
}

function broken(path: string, rule: string, message: string): InputError {
  return { path, rule, message };
}
