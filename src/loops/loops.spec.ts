import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { loadConfig } from '../config/load-config.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Transactions } from '../store/transactions.js';
import { Loops } from './loops.js';
import { Outages } from './outages.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a process that stands still', () => {
  it('begins no work, but for what looks whether it still has to', async () => {
    const transactions = { standing: true };
    const loops = new Loops(loadConfig({}), new Outages(), transactions as Transactions);
    const rounds = { work: 0, look: 0 };
    const count = (name: keyof typeof rounds) => async () => {
      rounds[name] += 1;
    };
    loops.add({ name: 'work', role: 'sweeper', everyMs: 100, round: count('work') });
    loops.add({ name: 'look', role: null, everyMs: 100, evenStanding: true, round: count('look') });
    loops.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(350);
    expect(rounds).toEqual({ work: 0, look: 3 });
    // Whoever watches the process is not told that its loops hang.
    expect(loops.states.map(({ isFailing }) => isFailing)).toEqual([false, false]);
    transactions.standing = false;
    await jest.advanceTimersByTimeAsync(200);
    expect(rounds).toEqual({ work: 2, look: 5 });
    await loops.beforeApplicationShutdown();
  });
});

describe('a round that is under way when its process has to stand still', () => {
  it.each([
    ['what it cannot do any more, which is told already', new DomainError('UNAVAILABLE', 'x'), []],
    ['anything else', new Error('x'), ['work']],
  ])('fails with %s', async (_what, error, told) => {
    const transactions = { standing: false };
    const outages = new Outages();
    const loops = new Loops(loadConfig({}), outages, transactions as Transactions);
    const round = () => {
      transactions.standing = true;
      return Promise.reject(error);
    };
    loops.add({ name: 'work', role: 'sweeper', everyMs: 100, round });
    loops.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(150);
    expect(outages.names).toEqual(told);
    await loops.beforeApplicationShutdown();
  });
});

describe('work that a process begins by itself', () => {
  it('is begun by a loop, wherever it is', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => join('src', file));
    const saying = (words: string) =>
      sources.filter((file) => readFileSync(file, 'utf8').includes(words));
    expect(saying('setInterval(')).toEqual([]);
    expect(saying('loops.add(').length).toBeGreaterThan(5);
    expect(saying('evenStanding: true')).toEqual(['src/health/schema-loop.ts']);
  });
});
