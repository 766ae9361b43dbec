import pg from 'pg';

/** Statements of a program are few; texts beyond that are made up by lists of filters and the like. */
const MOST_STATEMENTS = 300;

/**
 * Begins a statement that the server is to plan anew for its values each time, because what is the
 * best way to some of them is the worst to others.
 */
export const PLANNED_FOR_ITS_VALUES = '/* planned for its values */';

const names = new Map<string, string>();

/**
 * A connection on which the server parses and plans each statement with parameters once, not
 * every time: for short statements that is most of its work. Not for the embedded database, where
 * all connections share one session and would take each other's names.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (...parts: unknown[]) => unknown;
    const prepared = (query: unknown, values: unknown, ...rest: unknown[]) =>
      send(named(query, values), values, ...rest);
    this.query = prepared as typeof this.query;
  }
}

function named(query: unknown, values: unknown): unknown {
  if (typeof query !== 'string' || !Array.isArray(values) || values.length === 0) return query;
  if (query.startsWith(PLANNED_FOR_ITS_VALUES)) return query;
  let name = names.get(query);
  if (name === undefined) {
    if (names.size >= MOST_STATEMENTS) return query;
    name = `qingnuo_${names.size}`;
    names.set(query, name);
  }
  return { name, text: query };
}
