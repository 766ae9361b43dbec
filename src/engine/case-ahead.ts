import type { EntityManager } from 'typeorm';
import { Clock } from '../clocks/clock.entity.js';
import { groupBy } from '../kernel/group-by.js';
import { selectRows } from '../store/select-rows.js';
import type { WriteBatch } from '../store/write-batch.js';
import { Case } from './case.entity.js';
import type { Outcome } from './commands.js';
import type { LetterDirectory } from './party-directory.js';

/** A case that was read without a lock, and whom to ask about people meanwhile. */
export interface CaseAhead {
  readonly read: Outcome;
  readonly directory: LetterDirectory;
}

/** The case is locked by somebody else, or is not any more as it was read. */
export class CaseMovedOn extends Error {
  override readonly name = 'CaseMovedOn';
}

/** Cases with their clocks as they stand now, by id; not locked. */
export async function readCases(
  tx: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Outcome>> {
  const [records, clocks] = await Promise.all([
    selectRows(tx, Case, 'WHERE id = ANY($1)', [ids]),
    selectRows(tx, Clock, 'WHERE case_id = ANY($1) ORDER BY armed_at, name, generation', [ids]),
  ]);
  const clocksOf = groupBy(clocks, ({ caseId }) => caseId);
  return new Map(
    records.map((record) => [record.id, { record, clocks: clocksOf.get(record.id) ?? [] }]),
  );
}

/**
 * Lets the batch write only if the case and its clocks still stand as they were read, and locks
 * them, the case first. An event gives the case another version, anything else that happens to a
 * clock moves its next moment. Nothing is waited for: what is locked counts as moved on.
 */
export function onlyAsRead(batch: WriteBatch, { record, clocks }: Outcome): void {
  const open = clocks
    .filter(({ endedAt }) => endedAt === null)
    .map(({ name, generation, nextStageAt }) => ({ name, generation, at: nextStageAt }));
  batch.onlyIf`WITH locked AS (
      SELECT id FROM cases WHERE id = ${record.id} AND version = ${record.version}
      FOR UPDATE SKIP LOCKED)
    SELECT id FROM locked WHERE ${open.length} = (
      SELECT count(*) FROM (
        SELECT FROM locked
          JOIN clocks k ON k.case_id = locked.id AND k.ended_at IS NULL
          JOIN json_to_recordset(${JSON.stringify(open)})
            AS as_read (name text, generation integer, at timestamptz)
            ON as_read.name = k.name AND as_read.generation = k.generation
           AND as_read.at IS NOT DISTINCT FROM k.next_stage_at
           FOR UPDATE OF k SKIP LOCKED) AS unmoved)`;
}
