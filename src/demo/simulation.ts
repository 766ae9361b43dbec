import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { IncidentDigest } from '../cases/incident-digest.js';
import { Sweeper } from '../clocks/sweeper.js';
import { DomainError } from '../kernel/domain-error.js';
import { Dispatcher } from '../notices/dispatcher.js';
import { Transactions } from '../store/transactions.js';
import { SimulatedTime } from './simulated-time.js';

export interface SimulationOutcome {
  readonly now: Date;
  /** Moments of clocks (warnings, lapses, reminders) that came on the way. */
  readonly clocksFired: number;
  readonly noticesSent: number;
}

/** How long to wait for something that is due but in the hands of another worker. */
const LONGEST_WAIT_MS = 30_000;
const WAIT_MS = 10;

/** Lets the days pass: time goes from one due moment to the next, and each is worked off there. */
@Injectable()
export class Simulation {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly time: SimulatedTime,
    private readonly sweeper: Sweeper,
    private readonly digest: IncidentDigest,
    private readonly dispatcher: Dispatcher,
    private readonly transactions: Transactions,
  ) {}

  /** Goes on to an instant; two that are asked for at once go one after the other. */
  advanceTo(target: Date): Promise<SimulationOutcome> {
    const outcome = this.last.then(async () => {
      const start = this.time.now();
      await this.passUntil(target);
      return this.outcomeSince(start);
    });
    this.last = outcome.catch(() => undefined);
    return outcome;
  }

  /** The same for one caller alone who does not ask what happened, which takes a look at all rows. */
  async passUntil(target: Date): Promise<void> {
    let waitedMs = 0;
    for (;;) {
      const worked = await this.workOff();
      const next = await this.nextMoment();
      // A worker that began meanwhile holds rows under a lease; time must not run past it.
      if (!this.dispatcher.isIdle) continue;
      if (next !== null && next <= this.time.now()) {
        waitedMs = worked ? 0 : waitedMs + WAIT_MS;
        if (waitedMs > LONGEST_WAIT_MS) throw stuck(next);
        if (!worked) await pause(WAIT_MS);
        continue;
      }
      if (next === null || next > target) break;
      this.time.advanceTo(next);
    }
    this.time.advanceTo(target);
  }

  /** Clocks before letters: what a clock writes goes out in the same moment. */
  private async workOff(): Promise<boolean> {
    const fired = await this.sweeper.runOnce();
    const told = await this.digest.runOnce();
    const tried = await this.dispatcher.runOnce();
    await this.dispatcher.settled();
    return fired + told + tried > 0;
  }

  private async nextMoment(): Promise<Date | null> {
    const moments = await Promise.all([
      this.sweeper.nextDueAt(),
      this.digest.nextDueAt(),
      this.dispatcher.nextAttemptAt(),
    ]);
    const [first] = moments.filter((it) => it !== null).sort((a, b) => a.getTime() - b.getTime());
    return first ?? null;
  }

  /** Counted in the rows, because the workers in the background may have done some of it. */
  private async outcomeSince(start: Date): Promise<SimulationOutcome> {
    const now = this.time.now();
    const [counts] = await this.transactions.manager.query<
      [{ clocksFired: number; noticesSent: number }]
    >(
      `SELECT
         (SELECT count(*)::integer FROM clocks, jsonb_array_elements(stages) AS stage
          WHERE (stage ->> 'firedAt')::timestamptz BETWEEN $1 AND $2) AS "clocksFired",
         (SELECT count(*)::integer FROM notices
          WHERE sent_at BETWEEN $1 AND $2 AND endpoint_id IS NULL) AS "noticesSent"`,
      [start, now],
    );
    return { now, ...counts };
  }
}

function stuck(since: Date): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    `Time stands at ${since.toISOString()}: what is due there is in the hands of another worker.`,
  );
}
