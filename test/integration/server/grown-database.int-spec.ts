import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { growTo } from '../../../bench/grow.js';
import { EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const CASES = 9;

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const office = await EngineUnderTest.start(database);
  for (const _ of [1, 2]) {
    await office.play(await office.file('promise'), 'assignment.take', 'complaint.check');
  }
  await office.close();
});
afterAll(() => database.close());

it('has whole copies of its cases, whose letters come back by tokens of their own', async () => {
  await growTo(database.url, CASES);
  const [counts] = await database.dataSource.query<[Record<string, number>]>(
    `SELECT (SELECT count(*)::int FROM cases) AS cases,
            count(*)::int AS letters, count(DISTINCT return_token)::int AS tokens,
            count(*) FILTER (WHERE return_token ~ '^[0-9a-f]{32}$')::int AS "wellFormed"
       FROM notices`,
  );
  const letters = counts['letters'] ?? 0;
  expect(letters).toBeGreaterThan(CASES);
  expect(counts).toEqual({ cases: CASES, letters, tokens: letters, wellFormed: letters });
});

it('has the indexes that it had', async () => {
  const indexes = await database.dataSource.query<{ name: string }[]>(
    `SELECT indexname AS name FROM pg_indexes WHERE tablename = 'notices' ORDER BY 1`,
  );
  expect(indexes.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['ix_notices_next_attempt', 'uq_notices_return_token']),
  );
});
