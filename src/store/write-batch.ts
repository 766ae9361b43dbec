import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { columnNames } from './column-names.js';

/** A statement; its rows are called `row`, and a further condition can follow. */
interface Statement {
  readonly sql: string;
  /** The row's property with the id that a condition asks for; null: it has no rows. */
  readonly owner: string | null;
  readonly joint: 'WHERE' | 'AND';
  readonly rest: string;
}

/** A statement of a batch that another one can wait for. */
export interface Written {
  readonly place: number;
}

/** A new row, without those of its values that are null. */
export type NewRow<Row> = Partial<Row> & {
  readonly [Name in keyof Row as null extends Row[Name] ? never : Name]: Row[Name];
};

/** How rows are inserted, beside what they hold. */
export interface Inserting<Row> {
  /** What follows the rows, for example `ON CONFLICT … DO NOTHING`. */
  readonly onConflict?: string;
  /** An update that makes room for them. */
  readonly after?: Written | null;
  /** What is joined to the rows: one becomes as many as it meets, or none. */
  readonly joined?: string;
  /** Properties that the database works out, from `row` and from tables as they are before the batch. */
  readonly computed?: Readonly<Partial<Record<keyof Row & string, string>>>;
}

/** Which rows are written: those whose owner the query finds. */
interface Condition {
  readonly owner: string;
  readonly query: string;
}

/**
 * Writes that go to the database together, as one statement: either all of them happen or none,
 * and they cost one round trip. None sees what another one writes; constraints are checked when
 * all are done, so a row may refer to one that the same batch inserts.
 */
export class WriteBatch {
  private readonly statements: Statement[] = [];
  private readonly values: unknown[] = [];
  private condition: Condition | null = null;

  constructor(private readonly tx: EntityManager) {}

  /** Adds a statement that writes, as a template: what stands in `${}` becomes a parameter. */
  add({ raw }: TemplateStringsArray, ...values: readonly unknown[]): void {
    const sql = raw
      .map((text, i) => (i < values.length ? text + this.parameter(values[i]) : text))
      .join('');
    this.statements.push({ sql, owner: null, joint: 'AND', rest: '' });
  }

  /**
   * Only rows are written whose owner's `id` this query finds; it may lock what it finds. Inserted
   * rows name their owner by the property `owner`, updated ones are owners themselves.
   *
   * @param query gets a function that makes a parameter of a value
   */
  onlyFor(owner: string, query: (parameter: (value: unknown) => string) => string): void {
    this.condition = { owner, query: query((value) => this.parameter(value)) };
  }

  /**
   * Inserts entities, whose rows travel as one JSON value: the statement is the same for any
   * number of them. The query builder would take a third of the time of an event for it.
   *
   * @param rows what a row does not name is null
   */
  insert<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    rows: readonly NewRow<Row>[],
    { onConflict = '', after, joined = '', computed }: Inserting<Row> = {},
  ): void {
    if (rows.length === 0) return;
    const { table, list, valuesOf } = columnNames(this.tx, entity);
    // The order of statements in a batch is the server's affair, unless one needs the other's rows.
    const waits = after ? ` WHERE (SELECT count(*) FROM write_${after.place}) >= 0` : '';
    this.statements.push({
      sql: `INSERT INTO ${table} (${list}) SELECT ${valuesOf(computed)} FROM ${this.rowsOf(entity, rows)} ${joined}${waits}`,
      owner: this.condition?.owner ?? null,
      joint: after ? 'AND' : 'WHERE',
      rest: onConflict,
    });
  }

  /**
   * Gives each row that is there by its key these properties; null when there is nothing to do.
   *
   * @param key the properties that tell a row from others, its owner's id first
   */
  update<Row extends ObjectLiteral>(
    entity: EntityTarget<Row>,
    key: readonly [keyof Row & string, ...(keyof Row & string)[]],
    properties: readonly (keyof Row & string)[],
    rows: readonly Row[],
  ): Written | null {
    if (rows.length === 0) return null;
    const { table, columnOf } = columnNames(this.tx, entity);
    const set = properties.map((name) => `${columnOf(name)} = row."${name}"`).join(', ');
    const same = key.map((name) => `${table}.${columnOf(name)} = row."${name}"`).join(' AND ');
    const parts = this.rowsOf(entity, rows, [...key, ...properties]);
    this.statements.push({
      sql: `UPDATE ${table} SET ${set} FROM ${parts} WHERE ${same}`,
      owner: key[0],
      joint: 'AND',
      rest: 'RETURNING 1',
    });
    return { place: this.statements.length - 1 };
  }

  /**
   * Answers with the owners' ids that the condition found, of which everything was written; without
   * a condition everything is, and nothing is told.
   */
  async send(): Promise<ReadonlySet<string>> {
    if (this.statements.length === 0) return new Set();
    if (this.condition === null) {
      const writes = this.statements.map(({ sql, rest }) => `${sql} ${rest}`);
      const last = writes.pop() ?? '';
      const first = writes.map((sql, index) => `write_${index} AS (${sql})`);
      const all = first.length === 0 ? last : `WITH ${first.join(', ')} ${last}`;
      await this.tx.query(all, this.values);
      return new Set();
    }
    const writes = this.statements.map(({ sql, owner, joint, rest }) => {
      if (owner === null) throw new Error('A statement without rows cannot wait for a condition.');
      return `${sql} ${joint} row."${owner}" IN (SELECT id FROM holds) ${rest}`;
    });
    const named = writes.map((sql, index) => `write_${index} AS (${sql})`).join(', ');
    const found = await this.tx.query<{ id: string }[]>(
      `WITH holds AS MATERIALIZED (${this.condition.query}), ${named} SELECT id FROM holds`,
      this.values,
    );
    return new Set(found.map(({ id }) => id));
  }

  private rowsOf(
    entity: EntityTarget<ObjectLiteral>,
    rows: readonly ObjectLiteral[],
    only?: readonly string[],
  ): string {
    const { typed } = columnNames(this.tx, entity);
    const parts = rows.map((row) => partOf(row, only ?? Object.keys(row)));
    return `jsonb_to_recordset(${this.parameter(JSON.stringify(parts))}) AS row (${typed(only)})`;
  }

  private parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/** Dates as text already: a batch has few, many times, and JSON would write each of them anew. */
function partOf(row: Readonly<Record<string, unknown>>, names: readonly string[]) {
  const part: Record<string, unknown> = {};
  for (const name of names) {
    const value = row[name];
    part[name] = value instanceof Date ? isoText(value) : value;
  }
  return part;
}

const MOST_DATES = 1_000;
const dates = new Map<number, string>();

function isoText(date: Date): string {
  const known = dates.get(date.getTime());
  if (known !== undefined) return known;
  const text = date.toISOString();
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(date.getTime(), text);
  return text;
}
