import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.dataSource.query('DELETE FROM case_numbers'));

function put(tx: EntityManager, series: string, last: number): Promise<unknown> {
  return tx.query('INSERT INTO case_numbers (series, last) VALUES ($1, $2)', [series, last]);
}

async function lastOf(series: string): Promise<number | undefined> {
  const [row] = await database.transactions.manager.query<{ last: number }[]>(
    'SELECT last FROM case_numbers WHERE series = $1',
    [series],
  );
  return row?.last;
}

describe('Transactions', () => {
  it('commits what was written and gives back the answer', async () => {
    const answer = await database.transactions.run(async (tx) => {
      await put(tx, 'A', 1);
      await put(tx, 'B', 2);
      return 'done';
    });
    expect([answer, await lastOf('A'), await lastOf('B')]).toEqual(['done', 1, 2]);
  });

  it('leaves nothing when the work fails, and fails with the same error', async () => {
    const failure = new Error('of the work');
    const work = database.transactions.run(async (tx) => {
      await put(tx, 'A', 1);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await lastOf('A')).toBeUndefined();
  });

  it('leaves nothing when a statement fails', async () => {
    const work = database.transactions.run(async (tx) => {
      await put(tx, 'A', 1);
      await put(tx, 'A', 2);
    });
    await expect(work).rejects.toThrow('pk_case_numbers');
    expect(await lastOf('A')).toBeUndefined();
    await database.transactions.run((tx) => put(tx, 'A', 3));
    expect(await lastOf('A')).toBe(3);
  });

  it('loses no update when many lock the same row at once', async () => {
    await database.transactions.run((tx) => put(tx, 'A', 0));
    const increment = (fails: boolean) =>
      database.transactions.run(async (tx) => {
        const [row] = await tx.query<{ last: number }[]>(
          'SELECT last FROM case_numbers WHERE series = $1 FOR UPDATE',
          ['A'],
        );
        await tx.query('UPDATE case_numbers SET last = $1 WHERE series = $2', [row!.last + 1, 'A']);
        if (fails) throw new Error('changed its mind');
      });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => increment(index % 3 === 0)),
    );
    expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(40);
    expect(await lastOf('A')).toBe(40);
  });

  it('keeps the statements of connections apart outside transactions', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        database.dataSource.query<{ index: number; text: string }[]>(
          'SELECT $1::int AS index, $2::text AS text',
          [index, 'x'.repeat(index * 500)],
        ),
      ),
    );
    answers.forEach(([row], index) => {
      expect([row?.index, row?.text.length]).toEqual([index, index * 500]);
    });
  });

  it('reads calendar dates as text and instants as dates', async () => {
    const [row] = await database.dataSource.query<unknown[]>(
      "SELECT date '2026-02-28' AS day, timestamptz '2026-02-28T23:30:00+08:00' AS at",
    );
    expect(row).toEqual({ day: '2026-02-28', at: new Date('2026-02-28T15:30:00Z') });
  });
});
