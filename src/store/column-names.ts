import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

/** How a statement names the table and the columns of an entity. */
export interface ColumnNames {
  readonly table: string;
  /** `case_id, name` */
  readonly list: string;
  /** `case_id AS "caseId", name AS "name"` */
  readonly selection: string;
  /** `"caseId", "name"` */
  readonly properties: string;
  /** `"caseId" uuid, "name" text` */
  readonly typedProperties: string;
}

const known = new WeakMap<EntityMetadata, ColumnNames>();

export function columnNames(tx: EntityManager, entity: EntityTarget<ObjectLiteral>): ColumnNames {
  const metadata = tx.dataSource.getMetadata(entity);
  const found = known.get(metadata);
  if (found) return found;
  const { columns } = metadata;
  const join = (name: (column: EntityMetadata['columns'][number]) => string) =>
    columns.map(name).join(', ');
  const names: ColumnNames = {
    table: metadata.tableName,
    list: join((column) => column.databaseName),
    selection: join((column) => `${column.databaseName} AS "${column.propertyName}"`),
    properties: join((column) => `"${column.propertyName}"`),
    // A length is left to the table: a text that is too long is to be refused, not cut off.
    typedProperties: join(
      ({ propertyName, type, isArray }) =>
        `"${propertyName}" ${type === 'char' ? 'text' : String(type)}${isArray ? '[]' : ''}`,
    ),
  };
  known.set(metadata, names);
  return names;
}
