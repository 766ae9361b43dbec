import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { EventFeed } from '../../../src/feed/event-feed.js';
import type { Principal } from '../../../src/identity/principal.js';
import { accountOf, at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;
let feed: EventFeed;

const { enterpriseId } = accountOf('enterprise1');
const enterprise = { enterpriseId, role: 'enterprise' } as Principal;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-14'));
  feed = new EventFeed(database.transactions);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** A reader that asks from where it stopped, and what it has come to. */
function reader() {
  const seen: string[] = [];
  let after: string | undefined;
  const read = async (limit = 7) => {
    const page = await feed.page(enterprise, { limit, ...(after !== undefined && { after }) });
    seen.push(...page.items.map(({ id }) => id));
    after = page.nextCursor;
    return page.items;
  };
  return { seen, read };
}

async function idsInOrder(): Promise<string[]> {
  const rows = await database.dataSource.query<{ id: string }[]>(
    'SELECT id FROM feed_events ORDER BY position',
  );
  return rows.map(({ id }) => id);
}

it('passes by nothing that is committed later than what was written after it', async () => {
  const { seen, read } = reader();
  const early = await office.file('promise');
  await read();
  let commit = (): void => undefined;
  let isWritten = (): void => undefined;
  const asked = new Promise<void>((resolve) => (commit = resolve));
  const written = new Promise<void>((resolve) => (isWritten = resolve));
  const slow = database.transactions.run(async (tx) => {
    await tx.query(
      `INSERT INTO feed_events
       SELECT case_id, seq + 1, gen_random_uuid(), enterprise_id, NULL,
              'slow.commit', NULL, state, awaits, awaits_until, at
         FROM feed_events WHERE case_id = $1`,
      [early],
    );
    isWritten();
    await asked;
  });
  await written;
  await office.file('promise');
  expect((await read()).map(({ type }) => type)).toEqual(['complaint.file']);
  expect(await read()).toEqual([]);
  commit();
  await slow;
  expect((await read()).map(({ type }) => type)).toEqual(['slow.commit']);
  expect(seen).toEqual(await idsInOrder());
});

it('comes to several readers once each and in one order, while cases are filed at once', async () => {
  const readers = [reader(), reader(), reader()];
  let isOver = false;
  const reading = readers.map(async ({ read }) => {
    while (!isOver) await read();
    while ((await read()).length > 0);
  });
  const filings = Array.from({ length: 40 }, async (_, index) => {
    const id = await office.file('promise', { key: `at-once-${index}` });
    await office.act(id, 'complaint.accept');
    return id;
  });
  const filed = await Promise.all(filings);
  isOver = true;
  await Promise.all(reading);
  const ids = await idsInOrder();
  expect(ids.length).toBeGreaterThanOrEqual(2 * filed.length);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { seen } of readers) expect(seen).toEqual(ids);
  const rows = await database.dataSource.query<{ types: string[] }[]>(
    `SELECT array_agg(type ORDER BY position) AS types FROM feed_events
      WHERE case_id = ANY($1) GROUP BY case_id`,
    [filed],
  );
  expect(rows).toHaveLength(filed.length);
  for (const { types } of rows) expect(types).toEqual(['complaint.file', 'complaint.accept']);
});
