import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { fingerprint } from './fingerprint.js';

/** So many units within a window, for each of those who have the allowance. */
export interface Allowance {
  readonly name: string;
  readonly units: number;
  readonly windowMs: number;
}

/** What this process has taken and not yet spent, for one key in one window. */
interface Purse {
  readonly windowAt: number;
  left: number;
  /** What was left for all processes when this one took last. */
  untaken: number;
  /** The allowance is used up: nobody asks the database again in this window. */
  isSpent: boolean;
  taking: Promise<void> | null;
}

/** How an allowance stands in its window. */
export interface Remaining {
  /**
   * Units: what this process has of them, and what the row had left when it took last. Another
   * process may have taken some of that since, so it is exact for one process and too high by no
   * more than a few blocks for several.
   */
  readonly units: number;
  /** Seconds to the end of the window, rounded up. */
  readonly seconds: number;
}

/**
 * A process takes what belongs to so much of the window at a time; less, when little is left. What a
 * process that is killed had taken is gone for the window, so it is little of a long one.
 */
const BLOCK_MS = 6_000;

/** Beyond it the purses of earlier windows are thrown away. */
const MOST_PURSES = 10_000;

/**
 * Allowances that all processes share. What is taken stands in rows; a process takes a block at
 * a time and spends it by itself, so that a request costs no round trip. What it has not spent
 * lapses with the window: near its end an allowance may seem used up while another process has
 * some units of it left, never the other way round.
 */
@Injectable()
export class RateLimits {
  private readonly purses = new Map<string, Purse>();

  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
  ) {}

  /**
   * Spends units of somebody's allowance; one of no units is not limited.
   *
   * @throws DomainError TOO_MANY_REQUESTS with `retryAfter` in seconds, to the end of the window
   */
  async spend(allowance: Allowance, whose: string, cost: number): Promise<void> {
    if (allowance.units === 0) return;
    // Dearer than all there is, it would never be possible.
    const due = Math.min(cost, allowance.units);
    const key = `${allowance.name} ${whose}`;
    const purse = this.purse(allowance, key);
    while (purse.left < due) {
      if (purse.isSpent) throw tooMany(allowance, purse, this.time.now());
      purse.taking ??= this.take(allowance, key, purse, due).finally(() => {
        purse.taking = null;
      });
      await purse.taking;
    }
    purse.left -= due;
  }

  /** Takes units away after the fact, as far as there are any; refuses nothing. */
  async charge(allowance: Allowance, whose: string, cost: number): Promise<void> {
    try {
      await this.spend(allowance, whose, cost);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.purse(allowance, `${allowance.name} ${whose}`).left = 0;
    }
  }

  /** How somebody's allowance stands, by what this process knows: it asks the database nothing. */
  remaining(allowance: Allowance, whose: string): Remaining {
    const purse = this.purse(allowance, `${allowance.name} ${whose}`);
    return {
      units: purse.isSpent ? purse.left : purse.left + purse.untaken,
      seconds: secondsLeft(allowance, purse, this.time.now()),
    };
  }

  /** Deletes what counts no more. */
  async forget(longestWindowMs: number): Promise<void> {
    const before = new Date(this.time.now().getTime() - longestWindowMs);
    await this.transactions.manager.query('DELETE FROM rate_limits WHERE window_at < $1', [before]);
  }

  private purse({ units, windowMs }: Allowance, key: string): Purse {
    const now = this.time.now().getTime();
    const windowAt = now - (now % windowMs);
    const known = this.purses.get(key);
    if (known && known.windowAt >= windowAt) return known;
    this.purses.delete(key);
    if (this.purses.size >= MOST_PURSES) this.makeRoom(windowAt);
    const purse: Purse = { windowAt, left: 0, untaken: units, isSpent: false, taking: null };
    this.purses.set(key, purse);
    return purse;
  }

  /** Those of earlier windows go; if all are of this one, those that came first. */
  private makeRoom(windowAt: number): void {
    for (const [key, purse] of this.purses) if (purse.windowAt < windowAt) this.purses.delete(key);
    for (const key of this.purses.keys()) {
      if (this.purses.size < MOST_PURSES) break;
      this.purses.delete(key);
    }
  }

  private async take(allowance: Allowance, key: string, purse: Purse, due: number): Promise<void> {
    const { units, windowMs } = allowance;
    const rows = await this.transactions.manager.query<Taken[]>(TAKE, [
      fingerprint(key),
      new Date(purse.windowAt),
      units,
      due - purse.left,
      Math.ceil((units * BLOCK_MS) / windowMs),
    ]);
    const { granted, taken } = rows[0] ?? { granted: 0, taken: units };
    purse.left += granted;
    purse.untaken = units - taken;
    if (granted === 0) purse.isSpent = true;
  }
}

interface Taken {
  readonly granted: number;
  readonly taken: number;
}

/** Of what is left at most a quarter: the last units go to whoever asks, not to whoever keeps. */
const grantOf = (taken: string): string =>
  `least($3::integer - ${taken}, greatest($4::integer, least($5::integer, ($3::integer - ${taken}) / 4)))`;

/** What was taken before, in this window; a process whose clock is behind goes by the row's. */
const TAKEN = `(CASE WHEN r.window_at < excluded.window_at THEN 0 ELSE r.taken END)`;

const TAKE = `
  INSERT INTO rate_limits AS r (key, window_at, taken, granted)
  VALUES ($1, $2, ${grantOf('0')}, ${grantOf('0')})
  ON CONFLICT (key) DO UPDATE
     SET window_at = greatest(r.window_at, excluded.window_at),
         taken = ${TAKEN} + ${grantOf(TAKEN)},
         granted = ${grantOf(TAKEN)}
   WHERE ${TAKEN} < $3::integer
  RETURNING granted, taken`;

function secondsLeft({ windowMs }: Allowance, { windowAt }: Purse, now: Date): number {
  return Math.max(Math.ceil((windowAt + windowMs - now.getTime()) / 1_000), 1);
}

function tooMany(allowance: Allowance, purse: Purse, now: Date): DomainError {
  const retryAfter = secondsLeft(allowance, purse, now);
  const message = `Too many requests; try again in ${retryAfter} seconds.`;
  return new DomainError('TOO_MANY_REQUESTS', message, { retryAfter });
}
