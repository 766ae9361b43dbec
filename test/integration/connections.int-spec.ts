import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const SERIES = 100;
const AT_ONCE = 300;
const POOL_SIZE = 5;

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await openTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: POOL_SIZE });
  // A failure outside any query fails the test by what the queries answer, not the process.
  pool.on('error', () => undefined);
  await pool.query(
    "INSERT INTO case_numbers (series, last) SELECT 'S' || n, n FROM generate_series(1, $1::int) n",
    [SERIES],
  );
});
afterAll(async () => {
  await pool.end();
  await database.close();
});

/** Statements of different text, so that one in the place of another is noticed. */
async function read(turn: number): Promise<string> {
  const wanted = (turn % SERIES) + 1;
  const { rows } = await pool.query<{ last: number }>(
    `SELECT last, ${turn % 7} AS turn FROM case_numbers WHERE series = $1`,
    [`S${wanted}`],
  );
  return rows.length === 1 && rows[0]?.last === wanted ? 'right' : 'wrong';
}

async function transact(turn: number, fails: boolean): Promise<string> {
  const client = await pool.connect();
  try {
    const series = `S${(turn % SERIES) + 1}`;
    await client.query('BEGIN');
    await client.query('SELECT last FROM case_numbers WHERE series = $1 FOR UPDATE', [series]);
    await client.query('UPDATE case_numbers SET last = last + 0 WHERE series = $1', [series]);
    if (fails) await client.query('SELECT 1 / $1::int', [0]);
    await client.query('COMMIT');
    return 'committed';
  } catch (error) {
    await client.query('ROLLBACK');
    return (error as Error).message;
  } finally {
    client.release();
  }
}

/** How often each answer came. */
async function tally(work: readonly Promise<string>[]): Promise<Record<string, number>> {
  const settled = await Promise.allSettled(work);
  const answers = settled.map((it) => (it.status === 'fulfilled' ? it.value : String(it.reason)));
  return Object.fromEntries(
    [...new Set(answers)].map((each) => [each, answers.filter((it) => it === each).length]),
  );
}

const turns = Array.from({ length: AT_ONCE }, (_, turn) => turn);

describe('connections that work at once', () => {
  it('get their own answers while transactions of others end', async () => {
    const work = turns.map((turn) => (turn % 2 ? read(turn) : transact(turn, false)));
    expect(await tally(work)).toEqual({ right: AT_ONCE / 2, committed: AT_ONCE / 2 });
  });

  it('get their own answers while transactions of others fail', async () => {
    const work = turns.map((turn) => (turn % 2 ? read(turn) : transact(turn, turn % 4 === 0)));
    expect(await tally(work)).toEqual({
      right: AT_ONCE / 2,
      committed: AT_ONCE / 4,
      'division by zero': AT_ONCE / 4,
    });
  });

  it('get their own answers while statements of others fail', async () => {
    const divide = () =>
      pool.query('SELECT 1 / $1::int', [0]).then(
        () => 'divided',
        (error: unknown) => (error as Error).message,
      );
    const work = turns.map((turn) => (turn % 5 ? read(turn) : divide()));
    expect(await tally(work)).toEqual({ right: AT_ONCE * 0.8, 'division by zero': AT_ONCE * 0.2 });
  });
});
