import pg from 'pg';
import type { HttpClient } from './http-client.js';
import { lifecycles } from './lifecycles.js';

/** A row as PostgreSQL says it in JSON. */
export type Row = Readonly<Record<string, unknown>>;

/** What one event wrote: the case as it became, and the rows that are new or changed. */
export interface RecordedEvent {
  readonly case: Row;
  readonly history: Row;
  readonly clocks: readonly Row[];
  readonly notices: readonly Row[];
}

/** Each event of each lifecycle, by the case's kind and its version before: `promise:3`. */
export type Recording = Readonly<Record<string, RecordedEvent>>;

/**
 * Takes one case of each kind through its lifecycle and reads back what the product wrote at
 * each step, so that the bare handler can write rows of the same number and size.
 *
 * @param caseIds a fresh case of each lifecycle, in their order
 */
export async function record(
  databaseUrl: string,
  client: HttpClient,
  tokens: ReadonlyMap<string, string>,
  caseIds: readonly string[],
): Promise<Recording> {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  const recording: Record<string, RecordedEvent> = {};
  for (const [index, { kind, acts }] of lifecycles.entries()) {
    const caseId = caseIds[index] ?? '';
    let clocks = await rowsOf(database, 'clocks', caseId);
    for (const { as, type, payload } of acts) {
      await client.post(`/cases/${caseId}/events`, { type, payload }, tokens.get(as));
      const [record = {}] = await rowsOf(database, 'cases', caseId, 'id');
      const version = Number(record['version']);
      const history = await rowsOf(database, 'case_history', caseId);
      const notices = await rowsOf(database, 'notices', caseId);
      const before = new Set(clocks.map((clock) => JSON.stringify(clock)));
      clocks = await rowsOf(database, 'clocks', caseId);
      recording[`${kind}:${version - 1}`] = {
        case: record,
        history: history.find(({ seq }) => seq === version) ?? {},
        clocks: clocks.filter((clock) => !before.has(JSON.stringify(clock))),
        notices: notices.filter(({ cause }) => cause === `event:${version}`),
      };
    }
  }
  await database.end();
  return recording;
}

async function rowsOf(
  database: pg.Client,
  table: string,
  caseId: string,
  key = 'case_id',
): Promise<readonly Row[]> {
  const { rows } = await database.query<{ row: Row }>(
    // Ended clocks first: only one generation of a clock may run at a time.
    `SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${key} = $1
     ORDER BY to_jsonb(t) -> 'ended_at' = 'null', to_jsonb(t)`,
    [caseId],
  );
  return rows.map(({ row }) => row);
}
