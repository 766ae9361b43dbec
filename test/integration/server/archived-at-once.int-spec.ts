import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CaseArchiving } from '../../../src/engine/case-archiving.js';
import { Transactions } from '../../../src/store/transactions.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const CASES = 12;
const BEFORE = at('2024-01-01');

let database: TestDatabase;
let office: EngineUnderTest;
const ids: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-03-02'));
  for (let count = 0; count < CASES; count += 1) {
    const id = await office.file('promise');
    await office.act(id, 'complaint.withdraw');
    ids.push(id);
  }
  await office.lettersLeave();
  await database.dataSource.query(`UPDATE cases SET ended_at = '2023-01-01'`);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

it('a case that somebody has locked is left for the next time, and is read meanwhile', async () => {
  const archiving = office.part(CaseArchiving);
  const [locked = ''] = ids;
  const holder = database.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM cases WHERE id = $1 FOR UPDATE', [locked]);
  const { clocks } = await office.stored(locked);
  expect(await archiving.archive(BEFORE)).toMatchObject({ cases: CASES - 1 });
  expect((await office.stored(locked)).clocks).toEqual(clocks);
  await holder.rollbackTransaction();
  await holder.release();
  expect(await archiving.archive(BEFORE)).toMatchObject({ cases: 1 });
  expect((await office.stored(locked)).clocks).toEqual(clocks);
});

it('two that archive at once, while somebody acts, pack each case once or leave it', async () => {
  const other = await database.connect();
  // Each comes back.
  for (const id of ids) await office.act(id, 'retaliation.report');
  await database.dataSource.query(`UPDATE cases SET ended_at = '2023-01-01'`);
  await office.lettersLeave();
  await database.dataSource.query('UPDATE clocks SET ended_at = now() WHERE ended_at IS NULL');
  const rows = () =>
    database.dataSource.query<object[]>(
      `SELECT case_id, name, generation FROM clocks UNION ALL
       SELECT case_id, k ->> 'name', (k ->> 'generation')::integer
         FROM archived_cases, jsonb_array_elements(clocks) AS k ORDER BY 1, 2, 3`,
    );
  const before = await rows();
  const here = office.part(CaseArchiving);
  const there = new CaseArchiving(new Transactions(other));
  const [first, second] = await Promise.all([
    here.archive(BEFORE, { batch: 1 }),
    there.archive(BEFORE, { batch: 1 }),
    ...ids.map((id) => office.act(id, 'complaint.withdraw').catch(() => undefined)),
  ]);
  expect(first.cases + second.cases).toBeGreaterThan(0);
  expect(await rows()).toEqual(before);
  const marked = await database.dataSource.query<{ marked: boolean; packed: boolean }[]>(
    `SELECT archived_at IS NOT NULL AS marked,
            EXISTS (SELECT FROM archived_cases WHERE case_id = id) AS packed FROM cases`,
  );
  expect(marked.filter((each) => each.marked !== each.packed)).toEqual([]);
  await other.destroy();
});
