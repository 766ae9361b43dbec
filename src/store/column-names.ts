import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

/** How a statement names the table and the columns of an entity. */
export interface ColumnNames {
  readonly table: string;
  /** `case_id, name` */
  readonly list: string;
  /** `case_id AS "caseId", name AS "name"` */
  readonly selection: string;
  /** `"caseId", "name"`, some of them worked out by an expression. */
  readonly valuesOf: (computed?: Readonly<Partial<Record<string, string>>>) => string;
  /** `"caseId" uuid, "name" text`, of all properties or of some. */
  readonly typed: (only?: readonly string[]) => string;
  /** The column of a property: `case_id`. */
  readonly columnOf: (property: string) => string;
}

const known = new WeakMap<EntityMetadata, ColumnNames>();

export function columnNames(tx: EntityManager, entity: EntityTarget<ObjectLiteral>): ColumnNames {
  const metadata = tx.dataSource.getMetadata(entity);
  const found = known.get(metadata);
  if (found) return found;
  const { columns } = metadata;
  const join = (name: (column: ColumnMetadata) => string) => columns.map(name).join(', ');
  const byProperty = new Map(columns.map((column) => [column.propertyName, column]));
  const all = join(typed);
  const properties = join((column) => `"${column.propertyName}"`);
  const names: ColumnNames = {
    table: metadata.tableName,
    list: join((column) => column.databaseName),
    selection: join((column) => `${column.databaseName} AS "${column.propertyName}"`),
    valuesOf: (computed) =>
      computed
        ? join(({ propertyName }) => computed[propertyName] ?? `"${propertyName}"`)
        : properties,
    typed: (only) => (only ? only.map((name) => typed(of(byProperty, name))).join(', ') : all),
    columnOf: (property) => of(byProperty, property).databaseName,
  };
  known.set(metadata, names);
  return names;
}

function of(columns: ReadonlyMap<string, ColumnMetadata>, property: string): ColumnMetadata {
  const column = columns.get(property);
  if (!column) throw new Error(`No column belongs to the property ${property}.`);
  return column;
}

// A length is left to the table: a text that is too long is to be refused, not cut off.
function typed({ propertyName, type, isArray }: ColumnMetadata): string {
  return `"${propertyName}" ${type === 'char' ? 'text' : String(type)}${isArray ? '[]' : ''}`;
}
