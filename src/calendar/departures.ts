import { addDays, weekday, type BusinessDate } from '../kernel/business-date.js';
import type { InputError } from '../kernel/domain-error.js';
import type { PublishedYear } from './published-year.js';
import { daysGiven, leaveOf, statutoryDays } from './statutory-days.js';
import { WorkingCalendar, type ImportedYear } from './working-calendar.js';

/** The days off of one year, whether its notice says them or a weekend does. */
class Leave {
  private readonly off: ReadonlySet<BusinessDate>;
  private readonly worked: ReadonlySet<BusinessDate>;

  constructor({ days }: PublishedYear) {
    const dates = (off: boolean) => days.filter((day) => day.off === off).map(({ date }) => date);
    this.off = new Set(dates(true));
    this.worked = new Set(dates(false));
  }

  /** A Saturday or Sunday is off anyway, and some notices leave it unsaid. */
  readonly has = (date: BusinessDate): boolean =>
    this.off.has(date) || (weekday(date) % 6 === 0 && !this.worked.has(date));

  get weekdaysOff(): number {
    return [...this.off].filter((date) => weekday(date) % 6 !== 0).length;
  }

  get weekendDaysWorked(): number {
    return this.worked.size;
  }

  /** The days off in a row from a day on. */
  from(date: BusinessDate): number {
    let days = 0;
    while (this.has(addDays(date, days))) days += 1;
    return days;
  }

  /** The days off in a row that a day lies among. */
  around(date: BusinessDate): number {
    let before = 0;
    while (this.has(addDays(date, -before - 1))) before += 1;
    return before + this.from(date);
  }
}

/**
 * Where a year that is whole by itself gives other days than the Regulation and the principles of
 * the notices do: a file that lost days or the weekends that are worked for them, or a year that
 * the State Council extended.
 */
export function departuresOfYear(published: PublishedYear): readonly InputError[] {
  const leave = new Leave(published);
  return [
    ...lacking(published.year, leave),
    ...outOfBalance(published.year, leave),
    ...shortened(published.year, leave),
  ];
}

/** Days of a year that is known already which the published one would make others. */
export function changesOfYear(
  published: PublishedYear,
  known: readonly ImportedYear[],
): readonly InputError[] {
  const { year } = published;
  const version = known.filter((each) => each.year === year).length + 1;
  const before = calendarWith(known);
  if (!before.coveredYears.includes(year)) return [];
  const after = calendarWith([...known, { ...published, version }]);
  const changed: string[] = [];
  for (let date = `${year - 1}-12-25`; date <= `${year}-12-31`; date = addDays(date, 1)) {
    const works = after.isWorkingDay(date);
    if (works !== before.isWorkingDay(date)) changed.push(`${date} (${works ? 'worked' : 'off'})`);
  }
  if (changed.length === 0) return [];
  const message = `The year ${year} is known already, in edition ${before.edition}, and would change: ${changed.join(', ')}.`;
  return [{ path: 'days', rule: 'yearKnownOtherwise', message }];
}

function calendarWith(years: readonly ImportedYear[]): WorkingCalendar {
  const calendar = new WorkingCalendar();
  calendar.use(years);
  return calendar;
}

function lacking(year: number, leave: Leave): readonly InputError[] {
  const days = statutoryDays(year)
    .filter(({ date }) => !leave.has(date))
    .map(({ date, name }) => `${date} (${name})`);
  return days.length === 0
    ? []
    : [broken('statutoryDays', `By the Regulation ${days.join(', ')} is off.`)];
}

function outOfBalance(year: number, leave: Leave): readonly InputError[] {
  const { weekdaysOff, weekendDaysWorked: worked } = leave;
  const given = daysGiven(year);
  const found = weekdaysOff - worked;
  if (given === null || found === given) return [];
  const lost = found < given ? 'days off are missing' : 'weekend days that are worked are missing';
  return [
    broken(
      'yearBalance',
      `${weekdaysOff} weekdays off less ${worked} weekend days worked are ${found}, where the Regulation gives ${given}: ${lost}.`,
    ),
  ];
}

/** A day off that was lost together with the weekend worked for it leaves the sum as it is. */
function shortened(year: number, leave: Leave): readonly InputError[] {
  return leaveOf(year).flatMap(({ name, date, from, days }) => {
    const found = from === 'day' ? leave.from(date) : leave.around(date);
    if (found >= days) return [];
    const message = `${name} has ${found} days off in a row, where the notices since 2025 give ${days}.`;
    return [broken('holidayLength', message)];
  });
}

function broken(rule: string, message: string): InputError {
  return { path: 'days', rule, message };
}
