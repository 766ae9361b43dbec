import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fuzz, type Outcome } from '../../fuzz/fuzz.js';
import { readOptions } from '../../fuzz/options.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let product: RunningProduct;
let outcome: Outcome;

beforeAll(async () => {
  database = await openTestDatabase();
  const start = new Date('2026-09-14T10:00:00+08:00');
  product = await RunningProduct.start(database, start);
  // Time is no matter here: what a busy machine takes says nothing.
  const target = {
    base: product.url,
    delay: () => Promise.resolve(null),
    stop: () => Promise.resolve(),
  };
  outcome = await fuzz(target, { requests: 400, seed: 7 });
});
afterAll(async () => {
  await product.close();
  await database.close();
});

describe('requests that nobody would send', () => {
  it('are all answered as the document tells, none with a failure', () => {
    expect(outcome.findings).toEqual([]);
  });

  it('reach the product: some succeed, most are refused, and histories are there to look at', () => {
    const answered = Object.entries(outcome.statuses).map(([status, times]) => ({ status, times }));
    const count = (kind: string) =>
      answered
        .filter(({ status }) => status.startsWith(kind))
        .reduce((sum, { times }) => sum + times, 0);
    expect(count('2')).toBeGreaterThan(50);
    expect(count('4')).toBeGreaterThan(100);
    expect(count('5')).toBe(0);
    expect(outcome.cases).toBeGreaterThan(0);
    expect(outcome.reached).toBeGreaterThan(20);
  });
});

describe('the command line of the fuzz', () => {
  it.each([
    [['--requests', '0'], '--requests must be a whole number from 1'],
    [['--seed', '-1'], 'seed'],
    [['--url', 'https://qingnuo.example'], '--url must be http:// on this machine'],
    [['--url', 'http://192.0.2.1:3000'], '--url must be http:// on this machine'],
    [['--speed', '2'], 'speed'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('has the values of the documentation without any', () => {
    expect(readOptions([])).toEqual({ requests: 20_000, seed: 7, url: null });
    expect(readOptions(['--url', 'http://localhost:4000/'])).toMatchObject({
      url: 'http://localhost:4000',
    });
  });
});
