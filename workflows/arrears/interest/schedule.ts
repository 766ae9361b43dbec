import type { BusinessDate } from '../../../src/definition/index.js';
import { addDays } from '../../../src/kernel/business-date.js';
import type { InterestRate } from './rate.js';

/** By what interest is counted from a day on, until the next span begins. */
export interface RateSpan {
  /** Null: from the beginning of time. */
  readonly from: BusinessDate | null;
  /** Null: no rate can be said for these days. */
  readonly rate: InterestRate | null;
}

/** The rates of a debt through time, in the order of their days; the first begins with time. */
export type RateSchedule = readonly RateSpan[];

/** The same rate for all days; null: none can be said. */
export const always = (rate: InterestRate | null): RateSchedule => [{ from: null, rate }];

/** The rate of a day. */
export function rateOn(schedule: RateSchedule, day: BusinessDate): InterestRate | null {
  return schedule.findLast(({ from }) => from === null || from <= day)?.rate ?? null;
}

/** One schedule until the day before `from`, another from then on. */
export function changedFrom(
  before: RateSchedule,
  from: BusinessDate,
  after: RateSchedule,
): RateSchedule {
  return [
    ...before.filter((span) => span.from === null || span.from < from),
    { from, rate: rateOn(after, from) },
    ...after.filter((span) => span.from !== null && span.from > from),
  ];
}

/** The spans that the days from `first` to `last` fall into, cut to those days. */
export function spansWithin(schedule: RateSchedule, first: BusinessDate, last: BusinessDate) {
  return schedule.flatMap(({ from, rate }, index) => {
    const next = schedule[index + 1]?.from ?? null;
    const begins = from === null || from < first ? first : from;
    const ends = next === null || next > last ? last : addDays(next, -1);
    return begins <= ends ? [{ from: begins, to: ends, rate }] : [];
  });
}
