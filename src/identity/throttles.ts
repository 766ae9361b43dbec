import { Injectable } from '@nestjs/common';
import { SessionTime } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import {
  FORGOTTEN_AFTER_MS,
  FREE_FAILURES,
  LONGEST_PAUSE_S,
  admission,
  remembered,
  type Admission,
  type ThrottleState,
} from './throttle-policy.js';

type Row = ThrottleState & { readonly key: string };

/**
 * The counts as rows, so that several processes count as one. Every statement takes its rows in
 * the order of their keys: two that share some wait for each other and never deadlock.
 */
@Injectable()
export class Throttles {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
  ) {}

  /** Begins a try under all keys, or under none; what refuses longest is told. */
  begin(keys: readonly string[]): Promise<Admission> {
    const now = this.time.now();
    return this.transactions.run(async (tx) => {
      // The update changes nothing; it locks the row until the decision is written.
      const rows = await tx.query<Row[]>(
        `INSERT INTO throttles (key, count, pending, last_at)
         SELECT key, 0, 0, $2 FROM unnest($1::text[]) AS key ORDER BY key
         ON CONFLICT (key) DO UPDATE SET key = excluded.key
         RETURNING key, count, pending, last_at AS "lastAt", blocked_until AS "blockedUntil"`,
        [keys, now],
      );
      const admissions = rows.map((row) => admission(row, now));
      const refusals = admissions.flatMap((each) => (typeof each === 'object' ? [each] : []));
      const [longest] = refusals.toSorted((a, b) => b.retryAfter - a.retryAfter);
      if (longest) return longest;
      if (admissions.includes('busy')) return 'busy';
      const states = rows.map((row) => remembered(row, now));
      await tx.query(
        `UPDATE throttles t
            SET count = each.count, pending = each.pending + 1, last_at = $4, blocked_until = NULL
           FROM unnest($1::text[], $2::integer[], $3::integer[]) AS each (key, count, pending)
          WHERE t.key = each.key`,
        [
          rows.map(({ key }) => key),
          states.map(({ count }) => count),
          states.map(({ pending }) => pending),
          now,
        ],
      );
      return 'admitted';
    });
  }

  /** A try failed: from the tenth failure on, the pause doubles with each. */
  async failed(keys: readonly string[]): Promise<void> {
    await this.transactions.manager.query(
      `WITH locked AS (SELECT key FROM throttles WHERE key = ANY($1) ORDER BY key FOR UPDATE)
       UPDATE throttles t
          SET count = t.count + 1, pending = greatest(t.pending - 1, 0), last_at = $2,
              blocked_until = CASE WHEN t.count + 1 >= $3::integer THEN $2::timestamptz
                + least(power(2, least(t.count + 1 - $3::integer, 30)), $4::integer)
                * interval '1 second' END
         FROM locked WHERE t.key = locked.key`,
      [keys, this.time.now(), FREE_FAILURES, LONGEST_PAUSE_S],
    );
  }

  /** A try was no failure; what failed before is forgotten under the keys to clear. */
  async ended(keys: readonly string[], cleared: readonly string[] = []): Promise<void> {
    await this.transactions.manager.query(
      `WITH locked AS (SELECT key FROM throttles WHERE key = ANY($1) ORDER BY key FOR UPDATE),
            gone AS (DELETE FROM throttles t USING locked
                      WHERE t.key = locked.key AND t.key = ANY($2))
       UPDATE throttles t SET pending = greatest(t.pending - 1, 0)
         FROM locked WHERE t.key = locked.key AND NOT t.key = ANY($2)`,
      [keys, cleared],
    );
  }

  /** Counts a request under a key; whether there were no more than `most` of them in an hour. */
  async count(key: string, most: number): Promise<boolean> {
    const now = this.time.now();
    const counted = await this.transactions.manager.query<unknown[]>(
      `INSERT INTO throttles AS t (key, count, pending, last_at) VALUES ($1, 1, 0, $2)
       ON CONFLICT (key) DO UPDATE SET last_at = $2,
         count = CASE WHEN t.last_at <= $3 THEN 1 ELSE t.count + 1 END
       WHERE t.count < $4 OR t.last_at <= $3
       RETURNING key`,
      [key, now, this.forgottenBefore(now), most],
    );
    return counted.length > 0;
  }

  /** Deletes what counts no more. */
  async forget(): Promise<void> {
    const now = this.time.now();
    await this.transactions.manager.query(
      `DELETE FROM throttles
        WHERE last_at <= $1 AND (blocked_until IS NULL OR blocked_until <= $2)`,
      [this.forgottenBefore(now), now],
    );
  }

  private forgottenBefore(now: Date): Date {
    return new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  }
}
