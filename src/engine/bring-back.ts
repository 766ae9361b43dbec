import type { EntityManager } from 'typeorm';
import { archivedTables, unpacked } from '../store/archived-rows.js';
import type { Case } from './case.entity.js';

/** Brings back what was packed of locked cases: from here on they are like any other. */
export async function bringBack(tx: EntityManager, locked: readonly Case[]): Promise<void> {
  const archived = locked.filter(({ archivedAt }) => archivedAt !== null);
  if (archived.length === 0) return;
  const inserts = archivedTables.map(
    (table) => `${table}_back AS (
      INSERT INTO ${table} SELECT packed.* FROM archived_cases, ${unpacked(table)} AS packed)`,
  );
  const [rows] = await tx.query<[unknown[], number]>(
    `WITH archived_cases AS (
       DELETE FROM archived_cases WHERE case_id = ANY($1) RETURNING *
     ), ${inserts.join(', ')}
     UPDATE cases SET archived_at = NULL WHERE id IN (SELECT case_id FROM archived_cases)
     RETURNING id`,
    [archived.map(({ id }) => id)],
  );
  if (rows.length < archived.length) throw new Error('What was packed of a case is missing.');
  for (const record of archived) record.archivedAt = null;
}
