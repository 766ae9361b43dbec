import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { groupBy } from '../kernel/group-by.js';
import { TimeSource } from '../kernel/time-source.js';
import { Metrics } from '../metrics/metrics.js';
import { NOT_STANDING } from '../restores/while-standing.js';
import { Transactions } from '../store/transactions.js';
import { Clock } from './clock.entity.js';
import {
  DueClockHandler,
  type DueClock,
  type Fired,
  type ReadClocks,
} from './due-clock-handler.js';
import { nextStageAt } from './plan-stages.js';

/** Rows looked at in one go; a run goes on until nothing is due. */
const BATCH = 5_000;
/** Cases whose moments are written together. */
const TOGETHER = 25;
/** Such groups at once: while the database reads or writes some, another is worked out. */
const LANES = 4;
/** After so many failures a clock is put aside as an incident. */
const MAX_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 60_000;

/** How one run goes. */
export interface Sweep {
  /** What is due by then is fired; the time of the product when it is not said. */
  readonly now?: Date;
  /** Only what fell due by then, though it is fired now; also while a restored database stands. */
  readonly dueBy?: Date;
  /** Called whenever some clocks are done. */
  readonly alive?: () => void;
}

/**
 * Turns due clocks into events, the longest due first. Safe on any number of replicas: the
 * handler passes over cases that are locked or have moved on since they were read, which come
 * again with the next look. A clock that fails waits and is tried again; it never holds up the others.
 */
@Injectable()
export class Sweeper implements OnModuleInit, Retrying {
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly handler: DueClockHandler,
    private readonly incidents: Incidents,
    private readonly time: TimeSource,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.incidents.retryWith('clock', this);
  }

  /** Fires everything that is due now. Returns how many moments were fired. */
  async runOnce({ now = this.time.now(), dueBy, alive }: Sweep = {}): Promise<number> {
    let fired = 0;
    for (;;) {
      const due = await (dueBy ? this.due(dueBy) : this.due(now, NOT_STANDING));
      if (due.length === 0) return fired;
      const read = await this.handler.prepare();
      const results = await inLanes(due, async (clocks) => {
        const fired = await this.fire(read, clocks, now);
        alive?.();
        return fired;
      });
      const progress = results.filter((result) => result === 'fired').length;
      fired += progress;
      this.metrics.moments(progress);
      // What is left is locked by another process or waits after a failure: not ours to repeat now.
      if (progress === 0 || this.stopping) return fired;
    }
  }

  /** Ends the run that is under way after the clocks that it works on. */
  stop(): void {
    this.stopping = true;
  }

  /** When the next moment comes; null when no clock runs. */
  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.transactions.manager.query<{ at: Date | null }[]>(
      'SELECT min(next_stage_at) AS at FROM clocks WHERE next_stage_at IS NOT NULL',
    );
    return row?.at ?? null;
  }

  /** Puts a clock that was set aside back to work. */
  async retry(tx: EntityManager, caseId: string, subject: string, at: Date): Promise<void> {
    const { name, generation } = parseSubject(subject);
    const clock = await tx.findOneBy(Clock, { caseId, name, generation });
    if (!clock) throw new DomainError('NOT_FOUND', 'The clock is not there any more.');
    const next = clock.endedAt === null && nextStageAt(clock.stages) !== null ? at : null;
    await tx.update(Clock, { caseId, name, generation }, { attempts: 0, nextStageAt: next });
  }

  private due(now: Date, condition = 'true'): Promise<DueClock[]> {
    return this.transactions.manager.query<DueClock[]>(
      `SELECT case_id AS "caseId", name, generation FROM clocks
       WHERE next_stage_at <= $1 AND ${condition} ORDER BY next_stage_at, case_id, name LIMIT ${BATCH}`,
      [now],
    );
  }

  private async fire(
    read: ReadClocks,
    clocks: readonly DueClock[],
    now: Date,
  ): Promise<readonly Fired[]> {
    if (this.stopping) return [];
    const fire = await read(clocks);
    const results = await fire(now);
    for (const [index, clock] of clocks.entries()) {
      const result = results[index];
      if (typeof result === 'object') await this.recordFailure(clock, result.failed, now);
    }
    return results;
  }

  private async recordFailure(clock: DueClock, error: unknown, at: Date): Promise<void> {
    const cause = error instanceof Error ? `${error.name}: ${error.message}` : 'unknown failure';
    const { caseId, name, generation } = clock;
    await this.transactions.run(async (tx) => {
      const row = await tx.findOneByOrFail(Clock, { caseId, name, generation });
      const attempts = row.attempts + 1;
      const givenUp = attempts >= MAX_ATTEMPTS;
      const pause = FIRST_PAUSE_MS * 2 ** row.attempts;
      const nextStageAt = givenUp ? null : new Date(at.getTime() + pause);
      await tx.update(
        Clock,
        { caseId, name, generation },
        { attempts, lastError: cause, nextStageAt },
      );
      if (givenUp) {
        const subject = `${name}#${generation}`;
        await this.incidents.open(tx, { caseId, kind: 'clock', subject, cause, attempts, at });
      }
    });
  }
}

/**
 * Works the list in a few lanes, the clocks of some cases together. Those of one case stay in one
 * lane and in order, so that a case's deadlines lapse in the order in which they fell due.
 */
async function inLanes<Result>(
  clocks: readonly DueClock[],
  work: (clocks: readonly DueClock[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const byCase = [...groupBy(clocks, (clock) => clock.caseId).values()];
  const results: Result[] = [];
  const lane = async () => {
    while (byCase.length > 0) {
      let cases = byCase.splice(0, TOGETHER);
      for (let turn = 0; cases.length > 0; turn += 1) {
        results.push(...(await work(cases.flatMap((own) => own.slice(turn, turn + 1)))));
        cases = cases.filter((own) => own.length > turn + 1);
      }
    }
  };
  const lanes = Array.from({ length: LANES }, lane);
  // All come to their end before one that failed is told of.
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
  return results;
}

function parseSubject(subject: string): { name: string; generation: number } {
  const [name = '', generation = ''] = subject.split('#');
  return { name, generation: Number(generation) };
}
