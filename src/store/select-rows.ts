import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
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
