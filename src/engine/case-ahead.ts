import type { EntityManager } from 'typeorm';
import { Clock } from '../clocks/clock.entity.js';
import { groupBy } from '../kernel/group-by.js';
import { selectRows } from '../store/select-rows.js';
import { Case } from './case.entity.js';
import type { Outcome } from './commands.js';

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
 * The statement that finds which of the cases still stand with their clocks as they were read, and
 * locks those, the case before its clocks. An event gives the case another version, anything else
 * that happens to a clock moves its next moment. Nothing is waited for: what is locked counts as
 * moved on.
 *
 * @param value makes a parameter of the statement
 */
export function unmoved(read: readonly Outcome[], value: (value: unknown) => string): string {
  const open = read.map(({ clocks }) => clocks.filter(({ endedAt }) => endedAt === null));
  const cases = read.map(({ record: { id, version } }, index) => ({
    id,
    version,
    clocks: open[index]?.length ?? 0,
  }));
  const clocks = open
    .flat()
    .map(({ caseId, name, generation, nextStageAt: at }) => ({ id: caseId, name, generation, at }));
  return `WITH
    read AS MATERIALIZED (
      SELECT id, version, clocks FROM jsonb_to_recordset(${value(JSON.stringify(cases))})
        AS read (id uuid, version integer, clocks integer)),
    locked AS (
      SELECT cases.id FROM read JOIN cases ON cases.id = read.id AND cases.version = read.version
         FOR UPDATE OF cases SKIP LOCKED),
    locked_clocks AS (
      SELECT locked.id FROM locked
        JOIN clocks k ON k.case_id = locked.id AND k.ended_at IS NULL
        JOIN jsonb_to_recordset(${value(JSON.stringify(clocks))})
          AS as_read (id uuid, name text, generation integer, at timestamptz)
          ON as_read.id = k.case_id AND as_read.name = k.name
         AND as_read.generation = k.generation AND as_read.at IS NOT DISTINCT FROM k.next_stage_at
         FOR UPDATE OF k SKIP LOCKED)
    SELECT locked.id FROM locked JOIN read USING (id)
     WHERE read.clocks = (SELECT count(*) FROM locked_clocks WHERE locked_clocks.id = locked.id)`;
}
