import type { Counting } from '../calendar/working-calendar.js';
import type { ClockPolicy, Deadline, Term, TermCount } from '../definition/index.js';
import { addDays, type BusinessDate } from '../kernel/business-date.js';
import type { ClockDerivation } from './clock.entity.js';

/** What is counted: so many days of a kind from a day 0, in this way. */
export type Count = Pick<
  ClockDerivation,
  'from' | 'term' | 'extension' | 'roll' | 'pauses' | 'cap'
>;

/** Anything that counts: the calendar as it is now, or an edition of it. */
export interface Counter {
  deadline(from: BusinessDate, term: Term, counting?: Counting): Deadline;
}

/** How a policy counts what the machine remembers. */
export function countBy(
  policy: Pick<ClockPolicy, 'value' | 'unit' | 'startRule' | 'rollRule' | 'cap'>,
  { from, extension, pauses = [], term }: TermCount,
): Count {
  return {
    // A term that begins with the day of the event counts from the day before it.
    from: policy.startRule === 'dayOfEvent' ? addDays(from, -1) : from,
    term: term ?? {
      value: policy.value,
      unit: policy.unit === 'setDate' ? 'calendarDay' : policy.unit,
    },
    extension,
    roll: policy.rollRule,
    pauses,
    cap: policy.cap,
  };
}

/** The term with what was granted on top of it. */
export function wholeTerm({ term, extension }: Pick<Count, 'term' | 'extension'>): Term {
  return { ...term, value: term.value + extension };
}

export function deadlineOf(count: Count, counter: Counter): Deadline {
  return counter.deadline(count.from, wholeTerm(count), count);
}
