import { Injectable } from '@nestjs/common';
import type { DayCounter, Label, Term } from '../definition/index.js';
import { addDays, weekday, type BusinessDate } from '../kernel/business-date.js';
import * as reasons from './day-reasons.js';
import { coveredYears, edition, holidays, makeUpDays } from './holiday-arrangements.js';

/** The end of a term. */
export interface Deadline {
  /** The last day by counting alone; for a term in calendar days it may be a holiday. */
  readonly rawDueOn: BusinessDate;
  /** The day by whose end the act is due: `rawDueOn`, or the first working day after it. */
  readonly dueOn: BusinessDate;
  /** The count enters a year whose holidays are not announced: the date may still move. */
  readonly provisional: boolean;
}

/** One day of a count, with the reason why it was counted or not. */
export interface DayStep {
  readonly date: BusinessDate;
  readonly counted: boolean;
  readonly why: Label;
}

const MOST_COUNTS = 10_000;

/**
 * Working days of China, make-up days included. Dates are those of Asia/Shanghai, as text, so
 * that no answer depends on the time zone of the process. The day a term is counted from is day 0.
 */
@Injectable()
export class WorkingCalendar implements DayCounter {
  readonly edition = edition;

  private readonly counted = new Map<string, BusinessDate>();

  /** Whether the holidays of the date's year are known. */
  covers(date: BusinessDate): boolean {
    return coveredYears.has(date.slice(0, 4));
  }

  /** Outside the covered years Monday to Friday; `covers` says when that is a guess. */
  isWorkingDay(date: BusinessDate): boolean {
    if (makeUpDays.has(date)) return true;
    return !isWeekend(date) && !holidays.has(date);
  }

  /** The nth working day after (or before, when negative) a date; 0 is the date itself. */
  addWorkingDays(from: BusinessDate, days: number): BusinessDate {
    const question = `${from} ${days}`;
    const known = this.counted.get(question);
    if (known !== undefined) return known;
    const date = this.count(from, days);
    // Terms are few and most begin today; whoever asks for every day of a century starts afresh.
    if (this.counted.size >= MOST_COUNTS) this.counted.clear();
    this.counted.set(question, date);
    return date;
  }

  private count(from: BusinessDate, days: number): BusinessDate {
    const direction = Math.sign(days);
    let date = from;
    for (let left = Math.abs(days); left > 0;) {
      date = addDays(date, direction);
      if (this.isWorkingDay(date)) left -= 1;
    }
    return date;
  }

  dueOn(from: BusinessDate, term: Term): BusinessDate {
    return this.deadline(from, term).dueOn;
  }

  /**
   * The end of a term. No regulation says whether the authorities' limits in calendar days roll
   * off a holiday; they do here, after Art. 203 of the Civil Code, and the raw day is kept.
   */
  deadline(from: BusinessDate, term: Term): Deadline {
    const rawDueOn =
      term.unit === 'workingDay'
        ? this.addWorkingDays(from, term.value)
        : addDays(from, term.value);
    const dueOn = term.unit === 'workingDay' ? rawDueOn : this.firstWorkingDay(rawDueOn);
    return { rawDueOn, dueOn, provisional: !this.covers(from) || !this.covers(dueOn) };
  }

  /** How a due date came about: each day after `from` up to it. */
  explain(from: BusinessDate, term: Term): readonly DayStep[] {
    const { rawDueOn, dueOn } = this.deadline(from, term);
    const steps: DayStep[] = [];
    for (let date = addDays(from, 1); date <= dueOn; date = addDays(date, 1)) {
      steps.push(this.step(date, term.unit, rawDueOn, dueOn));
    }
    return steps;
  }

  private step(
    date: BusinessDate,
    unit: Term['unit'],
    rawDueOn: BusinessDate,
    dueOn: BusinessDate,
  ): DayStep {
    const day = this.nameOf(date);
    if (unit === 'workingDay') return { date, counted: this.isWorkingDay(date), why: day };
    if (date > rawDueOn) {
      return { date, counted: false, why: date === dueOn ? reasons.rolledHere(day) : day };
    }
    if (date === rawDueOn && date !== dueOn)
      return { date, counted: true, why: reasons.rolls(day) };
    return { date, counted: true, why: reasons.calendarDay(day) };
  }

  private nameOf(date: BusinessDate): Label {
    const madeUp = makeUpDays.get(date);
    if (madeUp) return reasons.makeUpDay(madeUp);
    const holiday = holidays.get(date);
    if (holiday) return holiday;
    if (isWeekend(date)) return reasons.weekend(weekday(date));
    return this.covers(date) ? reasons.workingDay : reasons.notAnnounced(date.slice(0, 4));
  }

  private firstWorkingDay(date: BusinessDate): BusinessDate {
    return this.isWorkingDay(date) ? date : this.addWorkingDays(date, 1);
  }
}

function isWeekend(date: BusinessDate): boolean {
  const day = weekday(date);
  return day === 0 || day === 6;
}
