import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { RateLimits, type Allowance } from '../../src/identity/rate-limits.js';
import { Transactions } from '../../src/store/transactions.js';
import { refusal } from '../support/front-desk.js';
import { ManualTime } from '../support/manual-time.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const MINUTE_MS = 60_000;

let database: TestDatabase;
let other: DataSource;
let time: ManualTime;
/** Two processes on one database. */
let here: RateLimits;
let there: RateLimits;

beforeAll(async () => {
  database = await openTestDatabase();
  other = await database.connect();
});
afterAll(async () => {
  await other.destroy();
  await database.close();
});
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM rate_limits');
  time = new ManualTime('2026-03-02T01:00:10Z');
  here = new RateLimits(database.transactions, time);
  there = new RateLimits(new Transactions(other), time);
});

const allowance = (units: number, name = 'account'): Allowance => ({
  name,
  units,
  windowMs: MINUTE_MS,
});

/** How many of so many requests pass, one after the other, in turn at both processes. */
async function passed(limit: Allowance, whose: string, requests: number, cost = 1) {
  let count = 0;
  for (let request = 0; request < requests; request += 1) {
    const process = request % 2 === 0 ? here : there;
    const isPassed = await process.spend(limit, whose, cost).then(
      () => true,
      () => false,
    );
    if (isPassed) count += 1;
  }
  return count;
}

describe('an allowance', () => {
  it.each([1, 2, 7, 40, 250])('of %i units is one for all processes', async (units) => {
    expect(await passed(allowance(units), 'a', units * 3 + 2)).toBe(units);
  });

  it('of which one unit is left lets the next request pass', async () => {
    const limit = allowance(40);
    for (let count = 0; count < 39; count += 1) await here.spend(limit, 'a', 1);
    await expect(here.spend(limit, 'a', 1)).resolves.toBeUndefined();
    await expect(here.spend(limit, 'a', 1)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  it('is not exceeded by requests that come at once', async () => {
    const limit = allowance(50);
    const spent = await Promise.allSettled(
      Array.from({ length: 200 }, (_, n) => (n % 2 === 0 ? here : there).spend(limit, 'a', 1)),
    );
    expect(spent.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
  });

  it('says when it is whole again, and then it is', async () => {
    const limit = allowance(5);
    expect(await passed(limit, 'a', 20)).toBe(5);
    const { code, details } = await refusal(here.spend(limit, 'a', 1));
    expect({ code, details }).toEqual({ code: 'TOO_MANY_REQUESTS', details: { retryAfter: 50 } });
    time.advance({ seconds: 49 });
    expect(await passed(limit, 'a', 4)).toBe(0);
    time.advance({ seconds: 1 });
    expect(await passed(limit, 'a', 20)).toBe(5);
  });

  it('is nobody else’s', async () => {
    const limit = allowance(5);
    expect(await passed(limit, 'a stranger', 20)).toBe(5);
    expect(await passed(limit, 'a', 5)).toBe(5);
    expect(await passed(allowance(5, 'address'), 'a stranger', 5)).toBe(5);
  });

  it('pays for what is dear with more units, but is never too small for one request', async () => {
    expect(await passed(allowance(100), 'a', 30, 10)).toBe(10);
    expect(await passed(allowance(5), 'b', 3, 10)).toBe(1);
  });

  it('of no units is no limit', async () => {
    expect(await passed(allowance(0), 'a', 50)).toBe(50);
    expect(await database.dataSource.query('SELECT FROM rate_limits')).toEqual([]);
  });

  it('is charged for what has happened, down to nothing', async () => {
    const limit = allowance(30);
    await here.charge(limit, 'a', 20);
    await here.charge(limit, 'a', 20);
    await expect(here.spend(limit, 'a', 1)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  it('costs a round trip for each tenth of a minute’s, and one until it is whole when it is spent', async () => {
    const { manager } = database.transactions;
    const asked = jest.spyOn(manager, 'query');
    const limit = allowance(10_000);
    for (let count = 0; count < 5_000; count += 1) await here.spend(limit, 'a', 1);
    expect(asked.mock.calls.length).toBe(5);
    asked.mockClear();
    const small = allowance(3);
    for (let count = 0; count < 500; count += 1) await here.spend(small, 'b', 1).catch(() => null);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(4);
    asked.mockRestore();
  });

  it('of a long window is hardly touched by processes that end with what they had taken', async () => {
    const limit = { ...allowance(600), windowMs: 60 * MINUTE_MS };
    for (let life = 0; life < 50; life += 1) {
      await new RateLimits(database.transactions, time).spend(limit, 'a', 1);
    }
    const left = async () => {
      const rows = await database.dataSource.query<{ taken: number }[]>(
        'SELECT taken FROM rate_limits',
      );
      return limit.units - (rows[0]?.taken ?? 0);
    };
    expect(await left()).toBe(550);
    // A minute's goes in tenths.
    for (let life = 0; life < 5; life += 1) {
      await new RateLimits(database.transactions, time).spend(allowance(600), 'b', 1);
    }
    expect(await passed(allowance(600), 'b', 600)).toBeLessThan(400);
  });

  it('says what is left of it and for how long, and asks the database nothing for that', async () => {
    const limit = allowance(100);
    expect(here.remaining(limit, 'a')).toEqual({ units: 100, seconds: 50 });
    for (let count = 0; count < 7; count += 1) await here.spend(limit, 'a', 1);
    await here.spend(limit, 'a', 10);
    time.advance({ seconds: 20, ms: 1 });
    const asked = jest.spyOn(database.transactions.manager, 'query');
    expect(here.remaining(limit, 'a')).toEqual({ units: 83, seconds: 30 });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    // Another process knows what was taken, not what of it was spent: never more than there is.
    await there.spend(limit, 'a', 1);
    const { units } = there.remaining(limit, 'a');
    expect(units).toBeLessThanOrEqual(82);
    expect(units).toBeGreaterThan(60);
    await here.charge(limit, 'a', 100);
    expect(here.remaining(limit, 'a')).toEqual({ units: 0, seconds: 30 });
    time.advance({ seconds: 30 });
    expect(here.remaining(limit, 'a').units).toBe(100);
  });

  it('leaves no row behind that counts no more', async () => {
    await here.spend(allowance(10), 'a', 1);
    await here.forget(2 * MINUTE_MS);
    expect(await database.dataSource.query('SELECT FROM rate_limits')).toHaveLength(1);
    time.advance({ minutes: 3 });
    await here.forget(2 * MINUTE_MS);
    expect(await database.dataSource.query('SELECT FROM rate_limits')).toEqual([]);
  });

  it('of a process whose clock is behind is the same', async () => {
    const behind = new ManualTime('2026-03-02T00:59:58Z');
    const late = new RateLimits(new Transactions(other), behind);
    const limit = allowance(10);
    for (let count = 0; count < 10; count += 1) await here.spend(limit, 'a', 1);
    await expect(late.spend(limit, 'a', 1)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });
});
