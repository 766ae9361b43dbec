import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { archivedTables, type ArchivedTable } from '../store/archived-rows.js';
import { Transactions } from '../store/transactions.js';
import { FIRST_ID } from './case-recounts.js';

/** Cases that are packed in one transaction. */
const BATCH = 100;
/** Cases that are counted in one statement. */
const AT_ONCE = 1_000;

export interface ArchivedCount {
  readonly cases: number;
  readonly clocks: number;
  readonly letters: number;
}

const none: ArchivedCount = { cases: 0, clocks: 0, letters: 0 };

interface Archiving {
  readonly batch?: number;
  /** Called after each batch with what is archived so far. */
  readonly onProgress?: (count: ArchivedCount) => void;
}

/**
 * It ended before the day, and nothing about it is under way: no act is awaited, no letter waits,
 * nobody has to look at anything, nothing can be taken back that time has done to it, and no measure
 * about it is open.
 */
const IS_OVER = `c.ended_at < $1 AND c.archived_at IS NULL
  AND NOT EXISTS (SELECT FROM clocks WHERE case_id = c.id AND ended_at IS NULL)
  AND NOT EXISTS (SELECT FROM notices WHERE case_id = c.id AND status = 'pending')
  AND NOT EXISTS (SELECT FROM incidents WHERE case_id = c.id AND resolved_at IS NULL)
  AND NOT EXISTS (SELECT FROM case_images WHERE case_id = c.id)
  AND NOT EXISTS (SELECT FROM cases m WHERE m.about_ids @> ARRAY[c.id] AND m.about_ids <> '{}'
                     AND m.ended_at IS NULL)`;

/**
 * Archives cases (归档) that ended long ago: their clocks and letters, which are most of what a case
 * takes, leave the tables that are worked on and are packed into one row. Whoever reads the case
 * reads them there (`archived-rows.ts`); whoever locks it to change it has them back before anything
 * else happens (`bring-back.ts`).
 */
@Injectable()
export class CaseArchiving {
  constructor(private readonly transactions: Transactions) {}

  /** What `archive` would pack. */
  preview(before: Date): Promise<ArchivedCount> {
    const { manager } = this.transactions;
    return walk(async (after) => {
      const ids = await endedCases(manager, { before, after, limit: AT_ONCE });
      return { ...(await counted(manager, ids)), last: ids.at(-1) ?? null };
    });
  }

  /**
   * Packs each case that ended before the instant. It may be interrupted at any moment and begun
   * again; a case that somebody has locked is left for the next time.
   */
  archive(before: Date, { batch = BATCH, onProgress }: Archiving = {}): Promise<ArchivedCount> {
    return walk(
      (after) =>
        this.transactions.run(async (tx) => {
          // Locked first, so that what is looked at then stays as it is until it is packed.
          const ids = await endedCases(tx, { before, after, limit: batch, lock: true });
          return { ...(await packed(tx, before, ids)), last: ids.at(-1) ?? null };
        }),
      onProgress,
    );
  }
}

interface Step extends ArchivedCount {
  /** The last case that was looked at; null: there are no more. */
  readonly last: string | null;
}

/** Short statements one after the other, by the cases' ids. */
async function walk(
  step: (after: string) => Promise<Step>,
  onProgress?: (count: ArchivedCount) => void,
): Promise<ArchivedCount> {
  let total = none;
  for (let after: string | null = FIRST_ID; after !== null;) {
    const { last, cases, clocks, letters }: Step = await step(after);
    after = last;
    total = {
      cases: total.cases + cases,
      clocks: total.clocks + clocks,
      letters: total.letters + letters,
    };
    onProgress?.(total);
  }
  return total;
}

interface Part {
  readonly before: Date;
  readonly after: string;
  readonly limit: number;
  readonly lock?: boolean;
}

async function endedCases(tx: EntityManager, { before, after, limit, lock = false }: Part) {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT c.id FROM cases c WHERE ${IS_OVER} AND c.id > $2
      ORDER BY c.id LIMIT $3 ${lock ? 'FOR UPDATE SKIP LOCKED' : ''}`,
    [before, after, limit],
  );
  return rows.map(({ id }) => id);
}

async function counted(tx: EntityManager, ids: readonly string[]): Promise<ArchivedCount> {
  const [count = none] = await tx.query<ArchivedCount[]>(
    `SELECT cardinality($1::uuid[]) AS cases,
            (SELECT count(*)::integer FROM clocks WHERE case_id = ANY($1)) AS clocks,
            (SELECT count(*)::integer FROM notices
              WHERE case_id = ANY($1) AND endpoint_id IS NULL) AS letters`,
    [ids],
  );
  return count;
}

/** Of a letter that has left no HTML is kept; of before, some have it still. */
const packedRow: Readonly<Record<ArchivedTable, string>> = {
  clocks: 'to_jsonb(taken_clocks)',
  notices: `to_jsonb(taken_notices) ||
    CASE WHEN status = 'sent' THEN '{"html_body": null}'::jsonb ELSE '{}' END`,
};

/** One statement: whoever reads without a lock finds the rows here or there. */
async function packed(
  tx: EntityManager,
  before: Date,
  ids: readonly string[],
): Promise<ArchivedCount> {
  const parts = archivedTables.flatMap((table) => [
    `taken_${table} AS (
       DELETE FROM ${table} WHERE case_id IN (TABLE over) RETURNING *)`,
    `packed_${table} AS (
       SELECT case_id, jsonb_agg(${packedRow[table]}) AS list
         FROM taken_${table} GROUP BY case_id)`,
  ]);
  const [count = none] = await tx.query<ArchivedCount[]>(
    `WITH over AS MATERIALIZED (
       SELECT c.id FROM cases c WHERE ${IS_OVER} AND c.id = ANY($2)
     ), ${parts.join(', ')}, marked AS (
       UPDATE cases SET archived_at = now() WHERE id IN (TABLE over)
     ), kept AS (
       INSERT INTO archived_cases (case_id, archived_at, clocks, notices)
       SELECT over.id, now(), coalesce(k.list, '[]'), coalesce(n.list, '[]')
         FROM over LEFT JOIN packed_clocks k ON k.case_id = over.id
              LEFT JOIN packed_notices n ON n.case_id = over.id
     )
     SELECT (SELECT count(*)::integer FROM over) AS cases,
            (SELECT count(*)::integer FROM taken_clocks) AS clocks,
            (SELECT count(*)::integer FROM taken_notices WHERE endpoint_id IS NULL) AS letters`,
    [before, ids],
  );
  return count;
}
