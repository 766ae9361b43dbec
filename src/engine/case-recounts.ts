import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import {
  recountClock,
  restoreClock,
  type CountedPart,
  type Recounted,
  type Recounting,
} from '../clocks/recount-clock.js';
import type { Actor, WorkflowDefinition } from '../definition/index.js';
import { chinaDate } from '../kernel/business-date.js';
import { groupBy } from '../kernel/group-by.js';
import { Outbox, type NoticeOrder } from '../notices/outbox.js';
import { RuleBook } from '../policies/rule-book.js';
import { selectRows } from '../store/select-rows.js';
import { WriteBatch } from '../store/write-batch.js';
import { CaseFeed } from './case-feed.js';
import { Case } from './case.entity.js';
import { policyInForce } from './case-policies.js';
import { HistoryEntry } from './history-entry.entity.js';
import { NoticeOrders } from './notice-orders.js';
import { RECOUNT_EVENT, recountEntry } from './recount-entry.js';
import { urgencyOf } from './urgency.js';
import { WorkflowRegistry } from './workflow-registry.js';
import { shownAfter } from './shown-version.js';

/** A case with what a recomputation would do, or has done, to its clocks. */
export interface CaseRecount {
  readonly record: Case;
  readonly workflow: WorkflowDefinition;
  /** All clocks that have not ended, as they are before. */
  readonly clocks: readonly Clock[];
  readonly recounted: readonly Recounted[];
}

export interface RecountOrder extends Recounting {
  readonly actor: Actor;
  /** Whether the people concerned are written to. */
  readonly notify: boolean;
}

/** Before every id there is. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** What a clock becomes; null: it stays as it is. */
type Change = (of: Omit<CaseRecount, 'recounted'>, clock: Clock) => Recounted | null;

/** What a recount changes of a case. */
const RECOUNTED = [
  ...(['version', 'lastHash', 'updatedAt', 'shownVersion', 'shownAt', 'urgentAt'] as const),
] as const;

/**
 * The engine's door for dates that are counted anew: many cases in one transaction, each locked,
 * each with an entry in its own chain. The machines are not asked, because nothing happens in the
 * procedure; what an act or a lapse would do stays as it was.
 */
@Injectable()
export class CaseRecounts {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly clocks: Clocks,
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
    private readonly orders: NoticeOrders,
    private readonly outbox: Outbox,
    private readonly feed: CaseFeed,
  ) {}

  /** Cases with running clocks, in order, after one of them, and how many run in each. */
  casesAfter(
    tx: EntityManager,
    caseId: string | null,
    limit: number,
  ): Promise<{ readonly id: string; readonly clocks: number }[]> {
    return tx.query(
      `SELECT case_id AS id, count(*)::integer AS clocks FROM clocks
        WHERE status IN ('running', 'paused') AND case_id > $1
        GROUP BY case_id ORDER BY case_id LIMIT ${limit}`,
      [caseId ?? FIRST_ID],
    );
  }

  /** What the rules of now would change. */
  examine(
    tx: EntityManager,
    caseIds: readonly string[],
    recounting: Recounting,
    lock = false,
  ): Promise<readonly CaseRecount[]> {
    return this.changes(tx, caseIds, recounting.at, lock, ({ record, workflow }, clock) => {
      const definition = workflow.clocks[clock.name];
      if (!definition) return null;
      const policy = policyInForce(this.rules, workflow, record, clock.name);
      return recountClock(clock, definition, policy, this.calendar, recounting);
    });
  }

  /** Counts the clocks of these cases anew, under audit. */
  async apply(tx: EntityManager, caseIds: readonly string[], order: RecountOrder) {
    return this.write(tx, await this.examine(tx, caseIds, order, true), order);
  }

  /** Gives clocks back what a recomputation took; one that was touched since stays as it is. */
  async restore(
    tx: EntityManager,
    before: ReadonlyMap<string, readonly CountedPart[]>,
    undoneId: string,
    order: RecountOrder,
  ): Promise<readonly CaseRecount[]> {
    const changes = await this.changes(tx, [...before.keys()], order.at, true, (of, clock) => {
      const earlier = before
        .get(of.record.id)
        ?.find(({ name, generation }) => name === clock.name && generation === clock.generation);
      const definition = of.workflow.clocks[clock.name];
      const touched = clock.derivation.recounts.at(-1)?.id !== undoneId;
      if (!earlier || !definition || touched) return null;
      const policy = this.rules.policies.get(earlier.policyId);
      return restoreClock(clock, earlier, definition, policy, this.calendar, order);
    });
    return this.write(tx, changes, order);
  }

  private async changes(
    tx: EntityManager,
    caseIds: readonly string[],
    at: Date,
    lock: boolean,
    change: Change,
  ): Promise<readonly CaseRecount[]> {
    // In one order, so that two recomputations wait for each other and never deadlock.
    const rest = `WHERE id = ANY($1) ORDER BY id${lock ? ' FOR UPDATE' : ''}`;
    const records = await selectRows(tx, Case, rest, [[...caseIds]]);
    const open = 'WHERE case_id = ANY($1) AND ended_at IS NULL ORDER BY armed_at, name, generation';
    const clocks = groupBy(await selectRows(tx, Clock, open, [[...caseIds]]), (it) => it.caseId);
    return records.flatMap((record) => {
      const workflow = this.workflows.get(record.kind, record.workflowVersion);
      const own = clocks.get(record.id) ?? [];
      const of = { record, workflow, clocks: own };
      const recounted = own
        .filter((clock) => clock.status === 'running' && clock.dueAt > at)
        .flatMap((clock) => change(of, clock) ?? []);
      return recounted.length === 0 ? [] : [{ ...of, recounted }];
    });
  }

  private async write(
    tx: EntityManager,
    cases: readonly CaseRecount[],
    order: RecountOrder,
  ): Promise<readonly CaseRecount[]> {
    if (cases.length === 0) return cases;
    const after = cases.map(({ record, workflow, clocks: before, recounted }) => {
      const entry = recountEntry(record, recounted, order);
      const clocks = before.map(
        (clock) => recounted.find((each) => each.before === clock)?.after ?? clock,
      );
      const stands = { version: entry.seq, lastHash: entry.hash, updatedAt: order.at };
      const shown = shownAfter(record, order.at);
      return {
        entry,
        clocks,
        record: { ...record, ...stands, ...shown, urgentAt: urgencyOf(workflow, clocks) },
      };
    });
    const letters = order.notify ? await this.letters(tx, cases, order) : [];
    const batch = new WriteBatch(tx);
    batch.update(
      Case,
      ['id'],
      RECOUNTED,
      after.map(({ record }) => record),
    );
    batch.insert(
      HistoryEntry,
      after.map(({ entry }) => entry),
    );
    this.clocks.saveRecounted(
      batch,
      cases.flatMap(({ recounted }) => recounted.map(({ after }) => after)),
    );
    this.outbox.put(batch, letters, order.at);
    this.feed.put(batch, after, order.at);
    await batch.send();
    return cases;
  }

  /** One letter for each date that moved, to whoever answers for it and to the enterprise. */
  private async letters(
    tx: EntityManager,
    cases: readonly CaseRecount[],
    { id, actor, at }: RecountOrder,
  ): Promise<readonly NoticeOrder[]> {
    const letters: NoticeOrder[] = [];
    for (const { record, workflow, clocks, recounted } of cases) {
      for (const { before, after, why } of recounted) {
        if (before.dueOn === after.dueOn) continue;
        const about = after.name;
        const subject = after.subject === null ? {} : { subject: after.subject };
        const names = ['deadlineMoved', 'deadlineMovedToEnterprise']
          .filter((name) => workflow.notices[name] !== undefined)
          // What the enterprise owes itself it is told once, in its own words.
          .filter((name) => after.owedBy !== 'enterprise' || name !== 'deadlineMoved');
        const payload = {
          deadlineLabel: { ...(workflow.clocks[about]?.label ?? { zh: about, en: about }) },
          movedFrom: before.dueOn,
          movedTo: after.dueOn,
          why: { ...why },
        };
        const request = {
          workflow,
          record,
          clocks: clocks.map((clock) => (clock === before ? after : clock)),
          letters: names.map((notice) => ({ notice, about, ...subject })),
          event: { type: RECOUNT_EVENT, payload, actor, on: chinaDate(at) },
        };
        const cause = `recount:${id}:${about}#${after.generation}`;
        letters.push(...(await this.orders.forClock(tx, request, cause)));
      }
    }
    return letters;
  }
}
