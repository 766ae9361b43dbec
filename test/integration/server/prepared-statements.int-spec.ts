import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const addition = 'SELECT $1::integer + $2::integer AS sum';

it('a statement with parameters is prepared once for each connection', async () => {
  await database.transactions.run(async (tx) => {
    for (const term of [1, 2, 3]) {
      expect(await tx.query(addition, [term, 1])).toEqual([{ sum: term + 1 }]);
    }
    expect(await preparedOn(tx)).toBe(1);
  });
});

it('a statement that failed can be sent again on the same connection', async () => {
  const text = 'SELECT 1 / $1::integer AS quotient';
  const once = (divisor: number) => database.transactions.run((tx) => tx.query(text, [divisor]));
  await expect(once(0)).rejects.toThrow('division by zero');
  expect(await once(1)).toEqual([{ quotient: 1 }]);
});

async function preparedOn(tx: EntityManager): Promise<number> {
  const rows = await tx.query<{ statement: string }[]>(
    'SELECT statement FROM pg_prepared_statements',
  );
  return rows.filter(({ statement }) => statement === addition).length;
}
