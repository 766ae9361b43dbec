import type {
  DayStep,
  Deadline,
  Label,
  OmittedDays,
  Pause,
  RollRule,
  Term,
} from '../definition/index.js';
import {
  addDays,
  addMonths,
  daysBetween,
  weekday,
  type BusinessDate,
} from '../kernel/business-date.js';
import * as reasons from './day-reasons.js';
import { yearsCovered, type Arrangements } from './holiday-arrangements.js';

/** How a term is counted, beyond its length; unless said otherwise it rolls and never pauses. */
export interface Counting {
  readonly roll?: RollRule;
  readonly pauses?: readonly Pause[];
  /**
   * The longest that the term may become, from the same day 0 and in its unit: the term ends with
   * that day at the latest, whatever day it is. A maximum of an authority never rolls past itself.
   */
  readonly cap?: number | null;
}

const MOST_COUNTS = 10_000;
/** Each holds the steps of a whole term. */
const MOST_EXPLANATIONS = 1_000;
/** Days that are listed one by one; more than a year's, so that no clock of a year loses one. */
export const MOST_STEPS = 400;
/** So many of them at the end, where a term rolls; what is left out lies before. */
const LAST_STEPS = 30;
const NO_PAUSES: readonly Pause[] = [];

interface Gap {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
}

/** The working days of China as one state of the calendar has them. It never changes. */
export class CalendarEdition {
  private readonly counted = new Map<string, BusinessDate>();
  private readonly explained = new Map<string, readonly DayStep[]>();
  private readonly years: ReadonlySet<string>;

  constructor(
    /** `chinese-days@1.5.7`, with imported years `chinese-days@1.5.7+2027.1`. */
    readonly name: string,
    private readonly arrangements: Arrangements,
  ) {
    this.years = yearsCovered(arrangements);
  }

  covers(date: BusinessDate): boolean {
    return this.years.has(date.slice(0, 4));
  }

  isWorkingDay(date: BusinessDate): boolean {
    if (this.arrangements.makeUpDays.has(date)) return true;
    return !isWeekend(date) && !this.arrangements.holidays.has(date);
  }

  addWorkingDays(from: BusinessDate, days: number): BusinessDate {
    const question = `${from} ${days}`;
    const known = this.counted.get(question);
    if (known !== undefined) return known;
    const date = this.count(from, days, (day) => this.isWorkingDay(day));
    // Terms are few and most begin today; whoever asks for every day of a century starts afresh.
    if (this.counted.size >= MOST_COUNTS) this.counted.clear();
    this.counted.set(question, date);
    return date;
  }

  /**
   * The end of a term. No regulation says whether the authorities' limits in calendar days roll
   * off a holiday; they do here, after Art. 203 of the Civil Code, and the raw day is kept.
   */
  deadline(from: BusinessDate, { value, unit }: Term, counting: Counting = {}): Deadline {
    const { roll = 'nextWorkingDay', pauses = NO_PAUSES, cap = null } = counting;
    const rawDueOn = this.lastDay(from, { value, unit }, pauses);
    // A term of working days ends on one, unless it has none at all.
    const rolls = (unit !== 'workingDay' || value === 0) && roll === 'nextWorkingDay';
    const open = rolls ? this.firstOpenDay(rawDueOn, pauses) : rawDueOn;
    const most = cap === null || !rolls ? open : this.lastDay(from, { value: cap, unit }, pauses);
    const dueOn = later(earlier(open, most), rawDueOn);
    return { rawDueOn, dueOn, provisional: !this.covers(from) || !this.covers(dueOn) };
  }

  /** How a due date came about: each day after `from` up to it, at most `MOST_STEPS` of them. */
  explain(from: BusinessDate, term: Term, counting: Counting = {}): readonly DayStep[] {
    const { pauses = NO_PAUSES, roll = '', cap = null } = counting;
    if (pauses.length > 0) return this.steps(from, term, counting);
    const question = `${from} ${term.value} ${term.unit} ${roll} ${cap ?? ''}`;
    const known = this.explained.get(question);
    if (known) return known;
    const steps = this.steps(from, term, counting);
    if (this.explained.size >= MOST_EXPLANATIONS) this.explained.clear();
    this.explained.set(question, steps);
    return steps;
  }

  private steps(from: BusinessDate, term: Term, counting: Counting): readonly DayStep[] {
    const { rawDueOn, dueOn } = this.deadline(from, term, counting);
    const steps: DayStep[] = [];
    const gap = gapOf(from, dueOn);
    for (let date = addDays(from, 1); date <= dueOn; date = addDays(date, 1)) {
      if (date === gap?.from) date = addDays(gap.until, 1);
      steps.push(this.step(date, term.unit, { rawDueOn, dueOn }, counting));
    }
    return steps;
  }

  /** The days that the explanation leaves out, in the middle; null when it lists them all. */
  omitted(from: BusinessDate, term: Term, counting: Counting = {}): OmittedDays | null {
    const { pauses = NO_PAUSES } = counting;
    const { rawDueOn, dueOn } = this.deadline(from, term, counting);
    const gap = gapOf(from, dueOn);
    if (!gap) return null;
    const days = daysFromTo(gap.from, gap.until);
    const paused = pausedDays(gap.from, gap.until, pauses);
    // A term counts as many days as it has: those that are not listed are the rest.
    const first = addDays(from, 1);
    const whole =
      term.unit === 'month'
        ? daysFromTo(first, rawDueOn) - pausedDays(first, rawDueOn, pauses)
        : term.value;
    const listed = this.explain(from, term, counting).filter((step) => step.counted);
    const counted = whole - listed.length;
    return { ...gap, days, counted, off: days - counted - paused, paused };
  }

  private lastDay(from: BusinessDate, { value, unit }: Term, pauses: readonly Pause[]) {
    if (unit === 'month') return afterPauses(from, addMonths(from, value), pauses);
    if (pauses.length === 0) {
      return unit === 'workingDay' ? this.addWorkingDays(from, value) : addDays(from, value);
    }
    const counts = (day: BusinessDate) =>
      !isPaused(day, pauses) && (unit === 'calendarDay' || this.isWorkingDay(day));
    return this.count(from, value, counts);
  }

  private count(from: BusinessDate, days: number, counts: (day: BusinessDate) => boolean) {
    const direction = Math.sign(days);
    let date = from;
    for (let left = Math.abs(days); left > 0;) {
      date = addDays(date, direction);
      if (counts(date)) left -= 1;
    }
    return date;
  }

  private firstOpenDay(from: BusinessDate, pauses: readonly Pause[]): BusinessDate {
    let date = from;
    while (!this.isWorkingDay(date) || isPaused(date, pauses)) date = addDays(date, 1);
    return date;
  }

  private step(
    date: BusinessDate,
    unit: Term['unit'],
    { rawDueOn, dueOn }: Pick<Deadline, 'rawDueOn' | 'dueOn'>,
    { pauses = NO_PAUSES, cap = null }: Counting,
  ): DayStep {
    const day = this.nameOf(date);
    const isStopped = cap !== null && date === dueOn && !this.isWorkingDay(date);
    if (isPaused(date, pauses)) return { date, counted: false, why: reasons.paused(day) };
    if (unit === 'workingDay' && date <= rawDueOn) {
      return { date, counted: this.isWorkingDay(date), why: day };
    }
    if (isStopped) return { date, counted: date === rawDueOn, why: reasons.stopped(day) };
    if (date > rawDueOn) {
      return { date, counted: false, why: date === dueOn ? reasons.rolledHere(day) : day };
    }
    if (date === rawDueOn && date !== dueOn)
      return { date, counted: true, why: reasons.rolls(day) };
    return { date, counted: true, why: reasons.calendarDay(day) };
  }

  /** What a day is: a working day, a weekend, a holiday by its name. */
  nameOf(date: BusinessDate): Label {
    const madeUp = this.arrangements.makeUpDays.get(date);
    if (madeUp) return reasons.makeUpDay(madeUp);
    const holiday = this.arrangements.holidays.get(date);
    if (holiday) return holiday;
    if (isWeekend(date)) return reasons.weekend(weekday(date));
    return this.covers(date) ? reasons.workingDay : reasons.notAnnounced(date.slice(0, 4));
  }

  /** Years that are known, in order. */
  get coveredYears(): readonly number[] {
    return [...this.years].map(Number).toSorted((a, b) => a - b);
  }
}

/** The days that are left out of so long a term, if it is too long to be listed. */
function gapOf(from: BusinessDate, dueOn: BusinessDate): Gap | null {
  if (daysBetween(from, dueOn) <= MOST_STEPS) return null;
  return { from: addDays(from, MOST_STEPS - LAST_STEPS + 1), until: addDays(dueOn, -LAST_STEPS) };
}

/** Both included; none when the first lies behind the last. */
function daysFromTo(from: BusinessDate, until: BusinessDate): number {
  return Math.max(daysBetween(from, until) + 1, 0);
}

function pausedDays(from: BusinessDate, until: BusinessDate, pauses: readonly Pause[]): number {
  return pauses.reduce(
    (sum, pause) => sum + daysFromTo(later(pause.from, from), earlier(pause.until, until)),
    0,
  );
}

/** Days on which months stood still are added to their end. */
function afterPauses(from: BusinessDate, end: BusinessDate, pauses: readonly Pause[]) {
  const lastWith = (days: number): BusinessDate => {
    const moved = pausedDays(addDays(from, 1), addDays(end, days), pauses);
    return moved === days ? addDays(end, days) : lastWith(moved);
  };
  return lastWith(0);
}

const later = (a: BusinessDate, b: BusinessDate): BusinessDate => (a > b ? a : b);
const earlier = (a: BusinessDate, b: BusinessDate): BusinessDate => (a < b ? a : b);

function isPaused(date: BusinessDate, pauses: readonly Pause[]): boolean {
  return pauses.some(({ from, until }) => from <= date && date <= until);
}

function isWeekend(date: BusinessDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}
