import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import pg from 'pg';
import type { Recording, Row } from './recording.js';

/**
 * The other side of the comparison: locks the case and writes the rows that the product writes
 * for the same event, in the ordinary way and with no checks at all.
 */
const { DATABASE_URL, POOL_SIZE, RECORDING = '' } = process.env;
const recording = JSON.parse(readFileSync(RECORDING, 'utf8')) as Recording;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE) });
const app = fastify();

app.post<{ Params: { id: string } }>('/api/v1/cases/:id/events', async ({ params: { id } }) => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const found = await client.query<{ kind: string; version: number }>(
      'SELECT kind, version FROM cases WHERE id = $1 FOR UPDATE',
      [id],
    );
    const { kind = '', version = 0 } = found.rows[0] ?? {};
    const rows = recording[`${kind}:${version}`];
    if (!rows) throw new Error(`Nothing is recorded for ${kind} at version ${version}.`);
    await updateCase(client, id, rows.case);
    await insert(client, 'case_history', [{ ...rows.history, case_id: id }]);
    await insert(
      client,
      'clocks',
      rows.clocks.map((clock) => ({ ...clock, case_id: id })),
      replace,
    );
    await insert(
      client,
      'notices',
      rows.notices.map((notice) => letter(notice, id)),
    );
    await client.query('COMMIT');
    return { id, version: rows.case['version'], state: rows.case['state'] };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
});

const changing = ['status', 'stages', 'next_stage_at', 'attempts', 'last_error', 'ended_at'];
const replace = `ON CONFLICT ON CONSTRAINT pk_clocks DO UPDATE SET
  ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`;

function letter(notice: Row, caseId: string): Row {
  const id = randomUUID();
  const length = String(notice['return_token']).length;
  return {
    ...notice,
    case_id: caseId,
    id,
    message_id: `<${id}@bench.example>`,
    return_token: randomUUID().replaceAll('-', '').slice(0, length),
  };
}

/** What an event can change of a case. */
const moving = [
  'state',
  'escalation',
  'version',
  'snapshot',
  'last_hash',
  'unit_id',
  'co_unit_ids',
  'acceptor_officer_id',
  'handler_officer_id',
  'solved',
  'satisfied',
  'closed_for',
  'updated_at',
  'urgent_at',
  'ended_at',
  'oldest_due_on',
  'hands',
];
const updateMoving = `UPDATE cases SET
  ${moving.map((column, index) => `${column} = $${index + 2}`).join(', ')} WHERE id = $1`;

async function updateCase(client: pg.ClientBase, id: string, row: Row): Promise<void> {
  await client.query(updateMoving, [id, ...moving.map((column) => row[column])]);
}

async function insert(
  client: pg.ClientBase,
  table: string,
  rows: readonly Row[],
  onConflict = '',
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {});
  const values: unknown[] = [];
  const tuples = rows.map((row) => {
    const slots = columns.map((column) => {
      const value = row[column];
      // `pg` would take a list for an array of PostgreSQL.
      values.push(Array.isArray(value) ? JSON.stringify(value) : value);
      return `$${values.length}`;
    });
    return `(${slots.join(', ')})`;
  });
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${tuples.join(', ')} ${onConflict}`,
    values,
  );
}

process.once('SIGTERM', () => {
  void app
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0));
});
console.log(`The bare handler listens at ${await app.listen({ host: '127.0.0.1', port: 0 })}`);
