import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type {
  BusinessDate,
  ClockDefinition,
  ClockPolicy,
  Party,
  TermCount,
} from '../definition/index.js';
import { endOfDay } from '../kernel/business-date.js';
import { selectOfCase } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { Clock } from './clock.entity.js';
import { columnNames } from '../store/column-names.js';
import { countBy, deadlineOf } from './counting.js';
import { heldFor } from './held-clock.js';
import { nextStageAt, planStages, withFired, withoutLateWarnings } from './plan-stages.js';

/** What the machine asks for: a clock by name, counted as its definition remembers and its policy says. */
export interface ClockToArm {
  readonly caseId: string;
  readonly name: string;
  /** Whom it runs for, where several clocks of one name run at once. */
  readonly subject: string | null;
  readonly timerId: string;
  readonly definition: ClockDefinition;
  /** Who owes the act, where the definition names an office. */
  readonly owedBy: Party;
  readonly count: TermCount;
  /** The version that holds for the case; a clock that goes on as another generation keeps its own. */
  readonly policyFor: (before: Clock | undefined) => ClockPolicy;
  /** Type of the event that starts it. */
  readonly startEvent: string;
  /** It stood still and runs anew from the day of its service. */
  readonly served?: { readonly way: string; readonly on: BusinessDate };
  readonly at: Date;
}

/** The clocks of a case whose row is locked, with the revision of the rules as it is now. */
export interface LockedClocks {
  readonly clocks: readonly Clock[];
  readonly revision: number;
}

const KEY = ['caseId', 'name', 'generation'] as const satisfies readonly (keyof Clock)[];

/** What an event changes of a clock. */
export const CHANGING = [
  'status',
  'held',
  'dueAt',
  'stages',
  'nextStageAt',
  'attempts',
  'lastError',
  'endedAt',
] as const satisfies readonly (keyof Clock)[];

/** What changes when a date is counted anew. */
const COUNTED = [
  'policyId',
  'rawDueOn',
  'dueOn',
  'dueAt',
  'provisional',
  'mark',
  'basis',
  'derivation',
  'stages',
  'nextStageAt',
] as const satisfies readonly (keyof Clock)[];

/** The clocks of cases: how a row comes to be, changes and ends. Pure but for reading and writing. */
@Injectable()
export class Clocks {
  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly transactions: Transactions,
  ) {}

  /** Every generation of every clock of the case, in the order in which they were armed. */
  of(caseId: string, tx: EntityManager = this.transactions.manager): Promise<Clock[]> {
    return selectOfCase(tx, Clock, caseId, 'armed_at, name, generation');
  }

  /** One of them, where the row is known to have been written. */
  async get(key: Pick<Clock, 'caseId' | 'name' | 'generation'>): Promise<Clock> {
    const { caseId, name, generation } = key;
    const clocks = await this.of(caseId);
    const found = clocks.find((clock) => clock.name === name && clock.generation === generation);
    if (found) return found;
    throw new Error(`The case ${caseId} has no clock ${name}#${generation}.`);
  }

  /** All of them with the number of the rules' newest revision, in one statement after the lock. */
  async ofLocked(caseId: string, tx: EntityManager): Promise<LockedClocks> {
    const { selection } = columnNames(tx, Clock);
    const rows = await tx.query<(Clock & { revision: number })[]>(
      `SELECT ${selection}, revision FROM rule_revision LEFT JOIN clocks ON case_id = $1
        ORDER BY armed_at, name, generation`,
      [caseId],
    );
    return {
      revision: rows[0]?.revision ?? 0,
      // A case without clocks gives one row of the revision alone.
      clocks: rows.flatMap(({ revision: _, ...clock }) => (clock.name ? [clock] : [])),
    };
  }

  /** A new generation of a clock; `before` are the clocks that the case has already. */
  arm(order: ClockToArm, before: readonly Clock[]): Clock {
    const { definition, at } = order;
    const earlier = before.filter((clock) => clock.name === order.name);
    const replaced = earlier.findLast(
      ({ subject, endedAt }) => subject === order.subject && endedAt?.getTime() === at.getTime(),
    );
    // A return or an extension goes on with the term; another unit begins a new one.
    const same = replaced?.startedOn === order.count.from ? replaced : undefined;
    const policy = order.policyFor(same);
    const count = countBy(policy, order.count);
    const due = deadlineOf(count, this.calendar);
    const ladder = { letters: definition.stages, plan: policy.ladder };
    const stages = planStages(ladder, due, at, this.calendar);
    return {
      caseId: order.caseId,
      name: order.name,
      generation: Math.max(0, ...earlier.map(({ generation }) => generation)) + 1,
      subject: order.subject,
      timerId: order.timerId,
      status: 'running',
      owedBy: order.owedBy,
      policyId: policy.id,
      startedOn: order.count.from,
      ...due,
      dueAt: endOfDay(due.dueOn),
      mark: policy.basis.mark,
      basis: policy.basis,
      derivation: {
        policy: definition.id,
        ...count,
        ...(order.count.term && { given: true }),
        startEvent: same?.derivation.startEvent ?? order.startEvent,
        calendar: this.calendar.edition,
        replaces: replaced ? { generation: replaced.generation, dueOn: replaced.dueOn } : null,
        recounts: same?.derivation.recounts ?? [],
        ...(order.served && { served: order.served }),
      },
      held: null,
      stages,
      nextStageAt: nextStageAt(stages),
      attempts: 0,
      lastError: null,
      armedAt: at,
      endedAt: null,
    };
  }

  /** The awaited act came, or is awaited no more. A lapsed clock stays lapsed. */
  end(clock: Clock, met: boolean, at: Date): Clock {
    const status = clock.status === 'lapsed' ? 'lapsed' : met ? 'met' : 'cancelled';
    return { ...clock, status, held: null, endedAt: at, nextStageAt: null };
  }

  /**
   * Its letter has not arrived: it stands still, and an officer is reminded to serve the term. Due
   * is the service then, by which lists go.
   */
  hold(clock: Clock, letter: string, words: string | null, at: Date): Clock {
    const { held, stages } = heldFor({ letter, words }, clock.stages, at, this.calendar);
    return {
      ...clock,
      status: 'paused',
      held,
      dueAt: endOfDay(held.serveBy),
      stages,
      nextStageAt: nextStageAt(stages),
      attempts: 0,
      lastError: null,
    };
  }

  /** The due moment has come. `awaited`: reminders go on until somebody does the act. */
  lapse(clock: Clock, awaited: boolean, at: Date): Clock {
    const stages = withFired(withoutLateWarnings(clock.stages), 0, at);
    return {
      ...clock,
      status: 'lapsed',
      stages,
      nextStageAt: awaited ? nextStageAt(stages) : null,
      endedAt: awaited ? null : at,
      attempts: 0,
      lastError: null,
    };
  }

  /** A warning or reminder has been written. */
  remind(clock: Clock, offset: number, at: Date): Clock {
    const stages = withFired(clock.stages, offset, at);
    return { ...clock, stages, nextStageAt: nextStageAt(stages), attempts: 0, lastError: null };
  }

  /** Writes clocks that a step changed and those that it armed; of a timer only one may run at a time. */
  save(batch: WriteBatch, changed: readonly Clock[], armed: readonly Clock[]): void {
    const after = batch.update(Clock, KEY, CHANGING, changed);
    batch.insert(Clock, armed, { after });
  }

  /** Writes clocks whose date was counted anew. */
  saveRecounted(batch: WriteBatch, clocks: readonly Clock[]): void {
    batch.update(Clock, KEY, COUNTED, clocks);
  }
}
