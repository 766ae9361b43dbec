import type { EntityManager } from 'typeorm';
import { NOT_STANDING } from '../restores/while-standing.js';

/** More than the longest page; the rest has its places with the next one. */
const MOST_PLACED = 5_000;

/**
 * Locks the feed of an enterprise until the transaction ends, and makes it if it is not there yet.
 *
 * @returns its last place; null on a database that was restored, where nothing is written
 */
export async function lockFeed(tx: EntityManager, enterpriseId: string): Promise<number | null> {
  const [row] = await tx.query<{ last: number }[]>(
    `INSERT INTO feeds (enterprise_id, last, forgotten) SELECT $1, 0, 0 WHERE ${NOT_STANDING}
     ON CONFLICT (enterprise_id) DO UPDATE SET last = feeds.last RETURNING last`,
    [enterpriseId],
  );
  return row?.last ?? null;
}

/**
 * Gives places in the feed to what has none, by time, and within a case by its history, whatever the
 * clock of a machine said. Whoever writes events waits for nobody, and whoever reads passes by nothing: what is committed late gets a later
 * place, and two readers place one after the other.
 */
export async function placeEvents(tx: EntityManager, enterpriseId: string): Promise<void> {
  const last = await lockFeed(tx, enterpriseId);
  if (last === null) return;
  // A statement of its own: it sees what the reader before has placed.
  await tx.query(
    `WITH unplaced AS (
       SELECT case_id, seq, (row_number() OVER (ORDER BY latest, case_id, seq))::integer AS n
         FROM (SELECT case_id, seq, max(at) OVER (PARTITION BY case_id ORDER BY seq) AS latest
                 FROM feed_events WHERE enterprise_id = $1 AND position IS NULL
                ORDER BY latest, case_id, seq LIMIT ${MOST_PLACED}) first),
     placed AS (
       UPDATE feed_events e SET position = $2::integer + n FROM unplaced u
        WHERE e.case_id = u.case_id AND e.seq = u.seq RETURNING 1)
     UPDATE feeds SET last = last + (SELECT count(*)::integer FROM placed)
      WHERE enterprise_id = $1`,
    [enterpriseId, last],
  );
}
