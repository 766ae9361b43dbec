import { hostname } from 'node:os';
import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config/config.js';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Outages } from '../loops/outages.js';
import { Transactions } from '../store/transactions.js';
import { wrongTime, type TimeFacts } from './wrong-time.js';

/** A machine that stands says so again, so that nobody else's word hides it. */
const TOLD_EVERY_MS = 60_000;
const EVERY_MS = 5_000;
/** The last sweep is written down no more often. */
const WRITTEN_EVERY_MS = 60_000;

interface TimeRow {
  readonly databaseNow: Date;
  readonly lastSweepAt: Date | null;
  readonly acceptedSkewMs: number;
  readonly confirmedAt: Date | null;
}

/** A moment that was found right, and the clock that never jumps at that moment. */
interface Anchor {
  readonly at: Date;
  readonly steadyMs: number;
}

/**
 * Whether the time of this machine can be believed, before anything lapses or is written by it: it
 * is compared with the database's, with the last sweep of any process, and with what a clock that
 * never jumps makes of this process's last look. Where it is wrong, deadlines and letters stand
 * still and acts are refused; an incident for each machine says so. They go on by themselves when it
 * is right again, or when an administrator has confirmed it by retrying the incident. Time that is
 * made up, as in a demonstration, is not looked at.
 *
 * As a source of time it gives the machine's time, and while that is not believed what should be.
 */
@Injectable()
export class TimeWatch
  extends TimeSource
  implements OnModuleInit, OnApplicationBootstrap, Retrying
{
  /** Of its incident: each machine has its own clock. */
  protected readonly subject: string = `time@${hostname()}`;
  private readonly isWatching: boolean;
  private anchor: Anchor | null = null;
  /** What is wrong; null while it is right, undefined before the first look. */
  private wrong: string | null | undefined;
  private writtenAt: Date | null = null;
  /** By the clock that never jumps. */
  private toldAtMs = -TOLD_EVERY_MS;

  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly time: TimeSource,
    private readonly outages: Outages,
    loops: Loops,
  ) {
    super();
    this.isWatching = config.mode === 'production';
    if (!this.isWatching) return;
    loops.goBy(async () => (await this.checked()) !== null);
    const round = () => this.checked();
    const plan = { everyMs: EVERY_MS, isEssential: true, asksNoTime: true };
    loops.add({ name: 'time watch', role: null, ...plan, round });
  }

  onModuleInit(): void {
    this.incidents.retryWith('time', this);
  }

  /** Before anything is asked of this process. */
  async onApplicationBootstrap(): Promise<void> {
    await this.checked();
  }

  /** The time, if it is right; null where everything stands. */
  async checked(): Promise<Date | null> {
    if (!this.isWatching) return this.time.now();
    const row = await timeRow(this.transactions.manager);
    const at = this.time.now();
    const wrong = wrongTime(this.factsOf(row, at), this.config.timeLimits);
    if (wrong === null) await this.goOn(at, row);
    else await this.stand(wrong, row.databaseNow);
    return wrong === null ? at : null;
  }

  override now(): Date {
    const at = this.time.now();
    return this.believes(at) ? at : new Date(this.anchor ? expected(this.anchor) : at);
  }

  /**
   * @throws DomainError UNAVAILABLE for an act at a time that cannot be believed; asks nobody, so
   *   that it costs nothing
   */
  require(at: Date): void {
    if (this.believes(at) && !this.wrong) return;
    throw new DomainError(
      'UNAVAILABLE',
      'The time of this machine is not right; nothing is done.',
      { retryAfter: 60 },
    );
  }

  /** What is wrong at the last look; null when nothing is. */
  get trouble(): string | null {
    return this.wrong ?? null;
  }

  /**
   * An administrator says that the time of this machine is right, whatever it is compared with. One
   * that stands says nothing of the others: it is as it was, and another that stands still opens its
   * incident anew; one that is gone, as containers go, does not.
   */
  async retry(tx: EntityManager): Promise<void> {
    if (this.trouble === null) return;
    const { databaseNow } = await timeRow(tx);
    const at = this.time.now();
    const skew = at.getTime() - databaseNow.getTime();
    await tx.query(
      `UPDATE time_watch SET last_sweep_at = $1, confirmed_at = $1, accepted_skew_ms = $2`,
      [at, Math.abs(skew) > this.config.timeLimits.skewMs ? skew : 0],
    );
  }

  /**
   * An operator who undoes what a wrong clock did says that the database's time is right: what lies
   * ahead of it, a sweep or a confirmation, counts no more.
   *
   * @throws DomainError UNAVAILABLE while this machine is off the database's time itself
   */
  async goByDatabase(): Promise<void> {
    if (!this.isWatching) return;
    await this.transactions.run(async (tx) => {
      const { databaseNow } = await timeRow(tx);
      const skew = Math.abs(this.time.now().getTime() - databaseNow.getTime());
      if (skew > this.config.timeLimits.skewMs) {
        const message = `The database says ${databaseNow.toISOString()}: set this machine's time right first.`;
        throw new DomainError('UNAVAILABLE', message, { retryAfter: 60 });
      }
      await tx.query(
        `UPDATE time_watch SET accepted_skew_ms = 0,
           last_sweep_at = CASE WHEN last_sweep_at <= $1 THEN last_sweep_at END,
           confirmed_at = CASE WHEN confirmed_at <= $1 THEN confirmed_at END`,
        [databaseNow],
      );
    });
  }

  private believes(at: Date): boolean {
    if (!this.isWatching || !this.anchor) return true;
    return Math.abs(at.getTime() - expected(this.anchor)) <= this.config.timeLimits.skewMs;
  }

  private factsOf(row: TimeRow, machine: Date): TimeFacts {
    const { databaseNow: database, lastSweepAt: lastSweep, acceptedSkewMs, confirmedAt } = row;
    const own = this.anchor && new Date(expected(this.anchor));
    const steady = own && confirmedAt && confirmedAt > own ? confirmedAt : own;
    return { machine, database, lastSweep, steady, acceptedSkewMs };
  }

  private async goOn(at: Date, { lastSweepAt }: TimeRow): Promise<void> {
    if (this.wrong !== null) {
      await this.transactions.manager.query(
        `UPDATE incidents SET resolved_at = $1
          WHERE kind = 'time' AND subject = $2 AND resolved_at IS NULL`,
        [at, this.subject],
      );
      this.outages.end('time');
      this.toldAtMs = -TOLD_EVERY_MS;
      this.wrong = null;
    }
    this.anchor = { at, steadyMs: performance.now() };
    const known = this.writtenAt ?? lastSweepAt;
    if (known && at.getTime() - known.getTime() < WRITTEN_EVERY_MS) return;
    await this.transactions.manager.query(
      'UPDATE time_watch SET last_sweep_at = greatest(last_sweep_at, $1)',
      [at],
    );
    this.writtenAt = at;
  }

  private async stand(cause: string, databaseNow: Date): Promise<void> {
    this.wrong = cause;
    this.outages.begin('time', cause);
    const nowMs = performance.now();
    if (nowMs - this.toldAtMs < TOLD_EVERY_MS) return;
    const { subject } = this;
    await this.transactions.run((tx) =>
      this.incidents.open(tx, {
        ...{ caseId: null, kind: 'time', subject, cause, attempts: 0 },
        at: databaseNow,
      }),
    );
    this.toldAtMs = nowMs;
  }
}

/** What the clock should say by now. */
function expected({ at, steadyMs }: Anchor): number {
  return at.getTime() + performance.now() - steadyMs;
}

async function timeRow(database: Pick<EntityManager, 'query'>): Promise<TimeRow> {
  const [row] = await database.query<[TimeRow]>(
    `SELECT clock_timestamp() AS "databaseNow", last_sweep_at AS "lastSweepAt",
            accepted_skew_ms::float8 AS "acceptedSkewMs", confirmed_at AS "confirmedAt"
       FROM time_watch`,
  );
  return row;
}
