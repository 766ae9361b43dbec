import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { archivedTables, withArchived } from './archived-rows.js';
import { columnNames } from './column-names.js';

/**
 * Reads whole entities without what the query builder does for relations and change tracking:
 * on the path of every event that is half the time of a read.
 *
 * @param rest what follows `FROM table`, for example `WHERE id = $1 FOR UPDATE`
 */
export function selectRows<Row extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  rest: string,
  values: readonly unknown[],
): Promise<Row[]> {
  const { table, selection } = columnNames(tx, entity);
  return tx.query<Row[]>(`SELECT ${selection} FROM ${table} ${rest}`, [...values]);
}

/** What {@link selectRows} reads of one case, also where the case was archived. */
export function selectOfCase<Row extends ObjectLiteral>(
  tx: EntityManager,
  entity: EntityTarget<Row>,
  caseId: string,
  order: string,
): Promise<Row[]> {
  const { table: name, selection } = columnNames(tx, entity);
  const table = archivedTables.find((each) => each === name);
  if (!table) throw new Error(`${name} is not packed with a case.`);
  const rows = withArchived(table, '$1');
  return tx.query<Row[]>(`SELECT ${selection} FROM ${rows} ORDER BY ${order}`, [caseId]);
}
