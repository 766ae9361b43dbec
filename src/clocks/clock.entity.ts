import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  Label,
  LegalBasis,
  Party,
  Pause,
  RollRule,
  Term,
  WarningUnit,
} from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/**
 * `paused`: the letter that begins the term has not arrived, and it waits for service in another
 * way; `met`: the awaited act came in time; `lapsed`: the day passed without it; `cancelled`: the case
 * took another way, or a later generation of the same clock replaced this one.
 */
export const clockStatuses = ['running', 'paused', 'met', 'lapsed', 'cancelled'] as const;

export type ClockStatus = (typeof clockStatuses)[number];

/** A moment of a clock; each fires once. Offset 0 is the due moment, which sends the event. */
export interface PlannedStage {
  /** Before (negative) or after the due date: working days, unless `unit` says otherwise. */
  readonly offset: number;
  readonly unit?: WarningUnit;
  readonly at: string;
  readonly notices: readonly string[];
  readonly firedAt: string | null;
}

/** A date that was counted anew, when and why. */
export interface Recount {
  /** The recomputation. */
  readonly id: string;
  readonly at: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly why: Label;
}

/** Why a clock stands still, and until when an officer is to serve its term in another way. */
export interface Held {
  /** The letter that has not arrived, by the name that its workflow has for it. */
  readonly letter: string;
  /** The last answer about it, without addresses; null: it has not left yet. */
  readonly words: string | null;
  readonly since: BusinessDate;
  readonly serveBy: BusinessDate;
}

/** How the due date came about; the days themselves are listed by the calendar when asked for. */
export interface ClockDerivation {
  /** Its row in the table of deadlines, such as `P-HANDLE`. */
  readonly policy: string;
  /** Day 0 of the count. */
  readonly from: BusinessDate;
  readonly term: Term;
  /** The case gave the term, an officer's day for example: no rule that changes touches it. */
  readonly given?: true;
  /** Days granted on top of the term, in its unit. */
  readonly extension: number;
  readonly roll: RollRule;
  /** The longest it may become, in its unit; missing on clocks of before this was kept. */
  readonly cap?: number | null;
  /** Spans of days that do not count. */
  readonly pauses: readonly Pause[];
  /** Type of the event that started it; null for clocks of before this was kept. */
  readonly startEvent: string | null;
  /** Edition of the working calendar that was asked. */
  readonly calendar: string;
  /** The generation of the same clock that this one replaced, with its due date. */
  readonly replaces: { readonly generation: number; readonly dueOn: BusinessDate } | null;
  readonly recounts: readonly Recount[];
  /** It stood still before and runs from the day on which it was served after all. */
  readonly served?: { readonly way: string; readonly on: BusinessDate };
}

/** A deadline of a case. A clock that is armed again gets a new generation. */
@Entity({ name: 'clocks' })
export class Clock {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_clocks' })
  caseId!: string;

  /** The named delay of the machine, for example `cityReply`. */
  @PrimaryColumn({ name: 'name', type: 'text', primaryKeyConstraintName: 'pk_clocks' })
  name!: string;

  @PrimaryColumn({ name: 'generation', type: 'integer', primaryKeyConstraintName: 'pk_clocks' })
  generation!: number;

  /** The unit that the clock runs for, where several clocks of one name run at once. */
  @Column({ name: 'subject', type: 'text', nullable: true })
  subject!: string | null;

  /** The machine's own id of the timer; the type of the event that it sends. */
  @Column({ name: 'timer_id', type: 'text' })
  timerId!: string;

  @Column({ name: 'status', type: 'text' })
  status!: ClockStatus;

  @Column({ name: 'owed_by', type: 'text' })
  owedBy!: Party;

  /** The version of the policy under which it runs: `promise.cityReply@1`. */
  @Column({ name: 'policy_id', type: 'text' })
  policyId!: string;

  /** The day of the event that it counts from. */
  @Column({ name: 'started_on', type: 'date' })
  startedOn!: BusinessDate;

  /** The last day by counting alone; warnings go by it. */
  @Column({ name: 'raw_due_on', type: 'date' })
  rawDueOn!: BusinessDate;

  /** The same, rolled off a holiday; the deadline lapses at its end. */
  @Column({ name: 'due_on', type: 'date' })
  dueOn!: BusinessDate;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  /** The count enters a year whose holidays are not announced yet. */
  @Column({ name: 'provisional', type: 'boolean' })
  provisional!: boolean;

  @Column({ name: 'mark', type: 'text' })
  mark!: LegalBasis['mark'];

  @Column({ name: 'basis', type: 'jsonb' })
  basis!: LegalBasis;

  @Column({ name: 'derivation', type: 'jsonb' })
  derivation!: ClockDerivation;

  /** Null unless it is paused. */
  @Column({ name: 'held', type: 'jsonb', nullable: true })
  held!: Held | null;

  @Column({ name: 'stages', type: 'jsonb' })
  stages!: readonly PlannedStage[];

  /** When the sweeper has to look again; null when nothing is left to fire. */
  @Column({ name: 'next_stage_at', type: 'timestamptz', nullable: true })
  nextStageAt!: Date | null;

  /** Failures of the stage that is due. */
  @Column({ name: 'attempts', type: 'integer' })
  attempts!: number;

  @Column({ name: 'last_error', type: 'text', nullable: true })
  lastError!: string | null;

  @Column({ name: 'armed_at', type: 'timestamptz' })
  armedAt!: Date;

  /** When the awaited act came or stopped being awaited; a lapsed clock may be awaited still. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
