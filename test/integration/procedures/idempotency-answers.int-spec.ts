import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../../src/config/load-config.js';
import { ForgetOldKeys } from '../../../src/engine/forget-old-keys.js';
import { answerOnce, KEY_DAYS } from '../../../src/engine/idempotency.js';
import { Loops } from '../../../src/loops/loops.js';
import { Outages } from '../../../src/loops/outages.js';
import { ManualTime } from '../../support/manual-time.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const accountId = '0199a1b2-0000-7000-8000-000000000000';

let database: TestDatabase;
let time: ManualTime;

beforeAll(async () => {
  database = await openTestDatabase();
  time = new ManualTime();
});
afterAll(() => database.close());

/** The answer to the request of a key; `work` happens the first time. */
const ask = (key: string, work: () => unknown) =>
  database.transactions.run((tx) =>
    answerOnce(tx, { accountId, key, request: { key }, at: time.now() }, () =>
      Promise.resolve(work()),
    ),
  );
const unasked = () => {
  throw new Error('It was done a second time.');
};
const keys = () =>
  database.dataSource.query<{ key: string }[]>('SELECT key FROM idempotency_keys ORDER BY key');

describe('the answer under a key', () => {
  it.each<[string, unknown]>([
    ['members in the order in which they were given', { z: 1, a: { number: 'P-1', id: 2 }, Ж: [] }],
    ['texts and numbers', { text: '“南宁”\n\u2028\\', sums: [0.1, 1e21, -0.5], none: null }],
    ['nothing', undefined],
  ])('is the same text again: %s', async (key, answer) => {
    await ask(key, () => answer);
    expect(JSON.stringify(await ask(key, unasked))).toBe(JSON.stringify(answer ?? null));
  });

  it('takes a fraction of its length', async () => {
    const links = Array.from({ length: 200 }, (_, no) => ({ no, label: '当前状态', open: true }));
    await ask('long', () => links);
    const [row] = await database.dataSource.query<{ size: number; outcome: unknown }[]>(
      `SELECT pg_column_size(answer) AS size, outcome FROM idempotency_keys WHERE key = 'long'`,
    );
    expect(row?.outcome).toBeNull();
    expect(row?.size).toBeLessThan(JSON.stringify(links).length / 5);
  });

  it('of a row of before is given as it was kept', async () => {
    await ask('before', () => 'new');
    await database.dataSource.query(
      `UPDATE idempotency_keys SET answer = NULL, outcome = '{"a": 1}' WHERE key = 'before'`,
    );
    expect(await ask('before', unasked)).toEqual({ a: 1 });
  });

  it('is kept as long as is promised, and no longer', async () => {
    await database.dataSource.query('DELETE FROM idempotency_keys');
    await ask('first', () => 1);
    time.advance({ ms: 1 });
    await ask('second', () => 2);
    const loops = new Loops(loadConfig({}), new Outages());
    const forget = new ForgetOldKeys(database.transactions, time, loops);
    time.advance({ hours: KEY_DAYS * 24, ms: -1 });
    await forget.runOnce();
    expect(await keys()).toEqual([{ key: 'first' }, { key: 'second' }]);
    time.advance({ ms: 1 });
    await forget.runOnce();
    expect(await keys()).toEqual([{ key: 'second' }]);
  });
});
