import type { BusinessDate } from '../kernel/business-date.js';
import type { LegalBasis } from './basis.js';
import type { CaseEvent } from './event.js';
import type { Label } from './label.js';
import { systemActor, type Party } from './party.js';

/**
 * A length of time; the day it is counted from is day 0. Zero days stand for a date that an officer
 * sets: the clock's `count` then gives the distance to it.
 */
export interface Term {
  readonly value: number;
  readonly unit: 'workingDay' | 'calendarDay';
}

/**
 * A moment before (negative) or after the due date, in working days, at which notices go out.
 * The due moment itself is not a stage of notices: it sends the machine's `after` event.
 */
export interface Stage {
  readonly offset: number;
  readonly notices: readonly string[];
}

/** Counts terms by the working calendar of China; what a workflow may ask of the calendar. */
export interface DayCounter {
  /** The last day of the term, rolled off a holiday when the term is in calendar days. */
  dueOn(from: BusinessDate, term: Term): BusinessDate;
}

/**
 * A deadline of the procedure, named by what is awaited. The machine arms and cancels it by
 * `after: { [name]: … }`; the calendar and this policy decide the date.
 */
export interface ClockDefinition<Context = never> {
  /** Its row in the table of deadlines, for example `P-HANDLE`. */
  readonly id: string;
  readonly label: Label;
  readonly term: Term;
  readonly owedBy: Party;
  /** Events that meet the deadline; any other end of the clock cancels it. */
  readonly metBy: readonly string[];
  readonly basis: LegalBasis;
  readonly stages: readonly Stage[];
  /** The longest the term may become by extensions, counted from the same day 0. */
  readonly cap?: Term;
  /**
   * From which day the term counts and by how much it is extended, where that is not simply
   * "from the event that armed it". A start in the past is lawful: a return does not restart it.
   */
  readonly count?: (
    context: Context,
    on: BusinessDate,
  ) => { from: BusinessDate; extension: number };
  /** In words, the day that `count` counts from. */
  readonly countedFrom?: Label;
}

export type ClockDefinitions<Context = never> = Readonly<Record<string, ClockDefinition<Context>>>;

/**
 * The id of a timer with a subject, and the event that its lapse sends. A clock that runs for
 * several at once (units that cooperate) is not armed by `after` but by
 * `raise(lapseOf(clock, subject), { id: lapseOf(clock, subject).type, delay: clock })`, ended by
 * `cancel` of that id, and taken by `on: { 'xstate.after.<clock>.*': … }`.
 */
export function lapseOf<Clock extends string>(clock: Clock, subject: string): SubjectLapse<Clock> {
  return { type: `xstate.after.${clock}.@${subject}`, payload: {}, actor: systemActor, on: '' };
}

/** The event of a clock with a subject, as a machine's types name it. */
export type SubjectLapse<Clock extends string> = CaseEvent<`xstate.after.${Clock}.@${string}`>;

/** Whom a timer is for; null for the timers of `after`. */
export function subjectOf(timerId: string): string | null {
  return /^xstate\.after\.[^.]+\.@(.+)$/.exec(timerId)?.[1] ?? null;
}

/** Which notices a clock's ladder sends, rung by rung. */
export interface Ladder {
  readonly near?: readonly string[];
  readonly passed?: readonly string[];
  readonly longPassed?: readonly string[];
}

/** Warnings 3 and 1 working days before, reminders 1 and 5 working days after. */
export function ladder({ near = [], passed = [], longPassed = passed }: Ladder): readonly Stage[] {
  const rungs: Stage[] = [
    { offset: -3, notices: near },
    { offset: -1, notices: near },
    { offset: 1, notices: passed },
    { offset: 5, notices: longPassed },
  ];
  return rungs.filter((rung) => rung.notices.length > 0);
}

/**
 * The named delays of a machine. The numbers are never used: the engine reads the name and asks
 * the calendar. They must exist all the same, because XState fires a delay without an
 * implementation at once.
 */
export function delaysOf<Name extends string>(
  clocks: Readonly<Record<Name, unknown>>,
): Record<Name, number> {
  const nominal = 86_400_000;
  const names = Object.keys(clocks) as Name[];
  return Object.fromEntries(names.map((name) => [name, nominal])) as Record<Name, number>;
}
