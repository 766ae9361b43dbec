import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { CountedPart, Recounted } from '../clocks/recount-clock.js';
import type { Actor } from '../definition/index.js';
import {
  CaseRecounts,
  FIRST_ID,
  type CaseRecount,
  type RecountOrder,
} from '../engine/case-recounts.js';
import { DomainError } from '../kernel/domain-error.js';
import { groupBy } from '../kernel/group-by.js';
import { newId } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';
import { RuleBook } from '../policies/rule-book.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { Recomputation, RecomputationMove } from './recomputation.entity.js';

/** Cases of one transaction: enough to be quick, few enough that nobody waits long for theirs. */
const BATCH = 250;

/** Counts so far, for whoever watches. */
export interface RecountProgress {
  readonly examined: number;
  readonly moved: number;
  readonly confirmed: number;
}

export interface RecomputationOrder {
  readonly reason: string;
  readonly notify: boolean;
  readonly actor: Actor;
  readonly onProgress?: (progress: RecountProgress) => void;
}

/** A clock whose date would move. */
export interface PreviewedMove {
  readonly recount: CaseRecount;
  readonly recounted: Recounted;
}

export interface Preview extends RecountProgress {
  readonly items: readonly PreviewedMove[];
}

/** Dates of running clocks, counted anew after the rules have changed. */
@Injectable()
export class Recomputations {
  constructor(
    private readonly transactions: Transactions,
    private readonly recounts: CaseRecounts,
    private readonly rules: RuleBook,
    private readonly calendar: WorkingCalendar,
    private readonly time: TimeSource,
  ) {}

  /**
   * What would move; nothing is locked and nothing written.
   *
   * @param onMove is handed each clock whose date would move, in the order of the cases
   */
  async preview(
    onMove: (move: PreviewedMove) => void,
    onProgress: (progress: RecountProgress) => void = () => undefined,
  ): Promise<RecountProgress> {
    const { manager } = this.transactions;
    await this.rules.refresh();
    const recounting = { id: 'preview', at: this.time.now() };
    const counted = new Tally();
    for (let after: string | null = null; ;) {
      const page = await this.recounts.casesAfter(manager, after, BATCH);
      const last = page.at(-1);
      if (!last) return counted.now;
      after = last.id;
      const ids = page.map(({ id }) => id);
      const cases = await this.recounts.examine(manager, ids, recounting);
      counted.add(page, cases);
      for (const recount of cases) {
        for (const recounted of recount.recounted) {
          if (isMove(recounted)) onMove({ recount, recounted });
        }
      }
      onProgress(counted.now);
    }
  }

  /**
   * Moves the dates, in transactions of some cases each. One that breaks off leaves whole cases
   * behind; the next one goes on with the rest.
   */
  async apply(order: RecomputationOrder): Promise<Recomputation> {
    await this.rules.refresh();
    const row = await this.begin(order, null);
    const counted = new Tally();
    for (let after: string | null = null; ;) {
      const page = await this.recounts.casesAfter(this.transactions.manager, after, BATCH);
      const last = page.at(-1);
      if (!last) return this.finish(row, counted.now);
      after = last.id;
      const ids = page.map(({ id }) => id);
      await this.step(row, order, counted, page, (tx, recount) =>
        this.recounts.apply(tx, ids, recount),
      );
    }
  }

  /**
   * Gives the clocks that a recomputation moved their dates back, as far as they still run and
   * nothing else has moved them since.
   *
   * @throws DomainError NOT_FOUND; VERSION_CONFLICT when it was undone before
   */
  async undo(id: string, order: RecomputationOrder): Promise<Recomputation> {
    await this.get(id);
    await this.rules.refresh();
    const row = await this.begin(order, id);
    const counted = new Tally();
    for (let after: string | null = null; ;) {
      const before = await this.movesAfter(id, after);
      const ids = [...before.keys()];
      const last = ids.at(-1);
      if (last === undefined) return this.finish(row, counted.now);
      after = last;
      const page = ids.map((each) => ({ clocks: before.get(each)?.length ?? 0 }));
      await this.step(row, order, counted, page, (tx, recount) =>
        this.recounts.restore(tx, before, id, recount),
      );
    }
  }

  /** The newest first. */
  all(): Promise<Recomputation[]> {
    const rest = 'ORDER BY made_at DESC, id DESC LIMIT 200';
    return selectRows(this.transactions.manager, Recomputation, rest, []);
  }

  /** @throws DomainError NOT_FOUND */
  async get(id: string): Promise<Recomputation> {
    const rest = 'WHERE id = $1';
    const [row] = await selectRows(this.transactions.manager, Recomputation, rest, [id]);
    if (!row) throw new DomainError('NOT_FOUND', 'There is no recomputation by this id.');
    return row;
  }

  private async begin(
    { reason, notify, actor }: RecomputationOrder,
    undoOf: string | null,
  ): Promise<Recomputation> {
    const at = this.time.now();
    const row: Recomputation = {
      id: newId(at),
      reason,
      notify,
      calendar: this.calendar.edition,
      ruleRevision: this.rules.heldRevision,
      madeBy: actor.accountId,
      madeAt: at,
      ...new Tally().now,
      finishedAt: null,
      undoOf,
    };
    await this.transactions.run(async (tx) => {
      if (undoOf !== null) await refuseSecondUndo(tx, undoOf);
      await tx.insert(Recomputation, row);
    });
    return row;
  }

  private async step(
    { id, madeAt }: Recomputation,
    { notify, actor, onProgress }: RecomputationOrder,
    counted: Tally,
    page: readonly { readonly clocks: number }[],
    work: (tx: EntityManager, order: RecountOrder) => Promise<readonly CaseRecount[]>,
  ): Promise<void> {
    await this.transactions.run(async (tx) => {
      await this.rules.refresh(tx);
      const cases = await work(tx, { id, at: madeAt, actor, notify });
      counted.add(page, cases);
      const batch = new WriteBatch(tx);
      batch.insert(RecomputationMove, movesOf(id, cases));
      const { examined, moved, confirmed } = counted.now;
      batch.add`UPDATE recomputations
        SET examined = ${examined}, moved = ${moved}, confirmed = ${confirmed} WHERE id = ${id}`;
      await batch.send();
    });
    onProgress?.(counted.now);
  }

  private async finish(row: Recomputation, counted: RecountProgress): Promise<Recomputation> {
    const finished = { ...row, ...counted, finishedAt: this.time.now() };
    await this.transactions.run((tx) => tx.save(Recomputation, finished));
    return finished;
  }

  /** Moves of the next cases, as the clocks were before. */
  private async movesAfter(
    id: string,
    after: string | null,
  ): Promise<ReadonlyMap<string, readonly CountedPart[]>> {
    const rows = await this.transactions.manager.query<{ caseId: string; before: CountedPart }[]>(
      `SELECT case_id AS "caseId", before FROM recomputation_moves
        WHERE recomputation_id = $1 AND case_id IN (
          SELECT DISTINCT case_id FROM recomputation_moves
           WHERE recomputation_id = $1 AND case_id > $2
           ORDER BY case_id LIMIT ${BATCH})
        ORDER BY case_id`,
      [id, after ?? FIRST_ID],
    );
    const moves = groupBy(rows, ({ caseId }) => caseId);
    return new Map([...moves].map(([key, own]) => [key, own.map(({ before }) => before)]));
  }
}

class Tally {
  now: RecountProgress = { examined: 0, moved: 0, confirmed: 0 };

  add(page: readonly { readonly clocks: number }[], cases: readonly CaseRecount[]): void {
    const all = cases.flatMap(({ recounted }) => recounted);
    const moved = all.filter(isMove).length;
    this.now = {
      examined: this.now.examined + page.reduce((sum, { clocks }) => sum + clocks, 0),
      moved: this.now.moved + moved,
      confirmed: this.now.confirmed + all.length - moved,
    };
  }
}

function isMove({ before, after }: Recounted): boolean {
  return before.dueOn !== after.dueOn || before.rawDueOn !== after.rawDueOn;
}

function movesOf(id: string, cases: readonly CaseRecount[]): readonly RecomputationMove[] {
  return cases.flatMap(({ record, recounted }) =>
    recounted.map(({ before, after, why }) => {
      const { name, generation, policyId, mark, basis, derivation } = before;
      const { rawDueOn, dueOn, provisional } = before;
      const part = { policyId, mark, basis, derivation, rawDueOn, dueOn, provisional };
      return {
        recomputationId: id,
        caseId: record.id,
        name,
        generation,
        before: { name, generation, ...part },
        dueOn: after.dueOn,
        why,
      };
    }),
  );
}

async function refuseSecondUndo(tx: EntityManager, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM recomputations WHERE id = $1 FOR UPDATE', [id]);
  if ((await tx.countBy(Recomputation, { undoOf: id })) === 0) return;
  throw new DomainError('VERSION_CONFLICT', 'This recomputation was undone already.');
}
