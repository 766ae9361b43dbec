import type { BusinessDate } from '../kernel/business-date.js';
import type { CaseEvent } from './event.js';
import type { Label } from './label.js';
import { systemActor, type Office, type Party } from './party.js';
import type { Told } from './told.js';

/** A month ends on the day with the number of day 0, or on its last day (《民法典》第二百零二条). */
export const termUnits = ['workingDay', 'calendarDay', 'month'] as const;

/** A length of time; the day it is counted from is day 0. */
export interface Term {
  readonly value: number;
  readonly unit: (typeof termUnits)[number];
}

/** Which letters a clock sends, rung by rung; its policy says on which days a rung speaks. */
export interface Ladder {
  readonly near?: readonly string[];
  readonly passed?: readonly string[];
  readonly longPassed?: readonly string[];
}

export type Rung = keyof Ladder;

/** A span of days that a term does not count (期限中止), both ends included. */
export interface Pause {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
  /** Code of the ground, as the policy has it. */
  readonly ground: string;
}

/** What the machine remembers of a term: day 0, days granted on top, days that do not count. */
export interface TermCount {
  readonly from: BusinessDate;
  readonly extension: number;
  readonly pauses?: readonly Pause[];
  /** Stands in for the term of the policy, where an officer may set a day instead. */
  readonly term?: Term;
}

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

/** Days of a count that are not listed one by one, summed up. */
export interface OmittedDays {
  readonly from: BusinessDate;
  readonly until: BusinessDate;
  /** All of them: those that were counted, those off, those on which the clock stood still. */
  readonly days: number;
  readonly counted: number;
  readonly off: number;
  readonly paused: number;
}

/** Counts terms by the working calendar of China; what a workflow may ask of the calendar. */
export interface DayCounter {
  /** The last day of the term, rolled off a holiday when the term is in calendar days. */
  dueOn(from: BusinessDate, term: Term): BusinessDate;
  deadline(from: BusinessDate, term: Term): Deadline;
  /** How a due date came about: each day after `from` up to it, at most 400 of them. */
  explain(from: BusinessDate, term: Term): readonly DayStep[];
  /** Days in the middle that `explain` leaves out; null for a term that it lists whole. */
  omitted(from: BusinessDate, term: Term): OmittedDays | null;
}

/**
 * A deadline of the procedure, named by what is awaited. The machine arms and cancels it by
 * `after: { [name]: … }`; how long it is, on which basis and when it warns stands in its policy,
 * a row of `seeds/clock-policies.yaml`.
 */
export interface ClockDefinition<Context = never> {
  /** Its row in the table of deadlines, for example `P-HANDLE`. */
  readonly id: string;
  readonly label: Label;
  readonly owedBy: Party | Office;
  /** Events that meet the deadline; any other end of the clock cancels it. */
  readonly metBy: readonly string[];
  readonly stages: Ladder;
  /**
   * From which day the term counts, by how much it is extended and which days it skips, where that
   * is not simply "from the event that armed it". A start in the past is lawful: a return does not
   * restart it. `subject` says for whom, where several clocks of one name run at once.
   */
  readonly count?: (context: Context, on: BusinessDate, subject: string | null) => TermCount;
  /**
   * Of a clock that the respondent owes: whether what it counts from has reached the respondent, at
   * a confirmed address, on paper or by its own word. Without that it does not start.
   */
  readonly reached?: (context: Context) => boolean;
  /** Of a clock that runs against the enterprise or the respondent: how these learn of it. */
  readonly told?: Told<Context>;
  /**
   * It is the time of a right of the enterprise, and nobody owes an act: it warns, and its end is
   * nobody's lateness.
   */
  readonly right?: true;
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

/** The id of the timer that `after: { [clock]: … }` of a state arms; its lapse is an event of that type. */
export function afterOf(clock: string, path: string): string {
  return `xstate.after.${clock}.${path}`;
}

/** The event of a clock with a subject, as a machine's types name it. */
export type SubjectLapse<Clock extends string> = CaseEvent<`xstate.after.${Clock}.@${string}`>;

/** Whom a timer is for; null for the timers of `after`. */
export function subjectOf(timerId: string): string | null {
  return /^xstate\.after\.[^.]+\.@(.+)$/.exec(timerId)?.[1] ?? null;
}

/** A ladder whose last rung says the same as the one before it, unless something else is given. */
export function ladder({ near = [], passed = [], longPassed = passed }: Ladder): Required<Ladder> {
  return { near, passed, longPassed };
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
