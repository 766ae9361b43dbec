import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { lockFeed } from './feed-places.js';

/** Whoever has not read the feed for so long reads the cases themselves. */
export const EVENTS_KEPT_DAYS = 30;
const EVERY_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Enterprises that are looked up at a time. */
const AT_ONCE = 100;

/** Deletes events of feeds that are too old, and keeps in mind up to where; and what was sent of them. */
@Injectable()
export class ForgetOldEvents {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    loops: Loops,
  ) {
    const round = () => this.runOnce();
    loops.add({ name: 'forgetting of old events', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  async runOnce(): Promise<void> {
    const before = new Date(this.time.now().getTime() - EVENTS_KEPT_DAYS * DAY_MS);
    await this.transactions.manager.query(
      `DELETE FROM notices
        WHERE endpoint_id IS NOT NULL AND queued_at < $1 AND status <> 'pending'`,
      [before],
    );
    for (;;) {
      const rows = await this.transactions.manager.query<{ id: string }[]>(
        `SELECT DISTINCT enterprise_id AS id FROM (
           SELECT enterprise_id FROM feed_events WHERE at < $1 ORDER BY at LIMIT ${AT_ONCE}) old`,
        [before],
      );
      if (rows.length === 0) return;
      for (const { id } of rows) {
        const isDone = await this.transactions.run((tx) => forget(tx, id, before));
        if (!isDone) return;
      }
    }
  }
}

/**
 * Everything up to the last one that is too old, so that what is kept has no holes, whatever a clock
 * said meanwhile. What nobody has read yet had no place; together it counts as one, which its reader
 * has missed.
 */
async function forget(tx: EntityManager, enterpriseId: string, before: Date): Promise<boolean> {
  if ((await lockFeed(tx, enterpriseId)) === null) return false;
  await tx.query(
    `WITH gone AS (
       DELETE FROM feed_events
        WHERE enterprise_id = $1
          AND (position IS NULL AND at < $2 OR position <= (
            SELECT max(position) FROM feed_events WHERE enterprise_id = $1 AND at < $2))
       RETURNING position),
     found AS (
       SELECT max(position) AS last, bool_or(position IS NULL) AS unread FROM gone)
     UPDATE feeds SET last = feeds.last + found.unread::integer,
            forgotten = CASE WHEN found.unread THEN feeds.last + 1
                             ELSE greatest(feeds.forgotten, found.last) END
       FROM found WHERE feeds.enterprise_id = $1 AND found.unread IS NOT NULL`,
    [enterpriseId, before],
  );
  return true;
}
