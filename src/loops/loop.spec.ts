import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Loop, type LoopPlan } from './loop.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/** A loop, and what it tells. */
function loopOf(plan: Partial<LoopPlan> & Pick<LoopPlan, 'round'>) {
  const told: string[] = [];
  const loop = new Loop(
    { name: 'work', everyMs: 100, limitMs: 10_000, ...plan },
    {
      failed: (error) => told.push(String(error)),
      silent: () => told.push('silent'),
      works: () => told.push('works'),
    },
  );
  return { loop, told };
}

/** Rounds that end when the test says so. */
function endless() {
  const ends: (() => void)[] = [];
  return { ends, round: () => new Promise<void>((resolve) => ends.push(resolve)) };
}

describe('a loop', () => {
  it('pauses between the end of a round and the next', async () => {
    const { ends, round } = endless();
    loopOf({ round, firstMs: 0 }).loop.start();
    await jest.advanceTimersByTimeAsync(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(99);
    expect(ends).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(ends).toHaveLength(2);
  });

  it('tells of each failure, and of the first round that works again', async () => {
    const outcomes = [true, false, false, true, true, false];
    const { loop, told } = loopOf({
      round: () =>
        outcomes.shift() === true ? Promise.resolve() : Promise.reject(new Error('away')),
    });
    loop.start();
    await jest.advanceTimersByTimeAsync(600);
    await loop.stop();
    expect(told).toEqual(['Error: away', 'Error: away', 'works', 'Error: away']);
  });

  it('goes on after a round that throws before it waits', async () => {
    let rounds = 0;
    const { loop, told } = loopOf({
      round: () => {
        rounds += 1;
        throw new Error('at once');
      },
    });
    loop.start();
    await jest.advanceTimersByTimeAsync(300);
    await loop.stop();
    expect(rounds).toBe(3);
    expect(told).toEqual(Array.from({ length: 3 }, () => 'Error: at once'));
  });

  it('waits at its end for the round that is under way, and begins no other', async () => {
    const { ends, round } = endless();
    const { loop } = loopOf({ round, firstMs: 0 });
    loop.start();
    await jest.advanceTimersByTimeAsync(0);
    let stopped = false;
    const stopping = loop.stop().then(() => {
      stopped = true;
    });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped).toBe(false);
    ends[0]?.();
    await stopping;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(ends).toHaveLength(1);
  });
});

describe('a round that hangs', () => {
  it('is given up at its limit, is told, and the next one begins', async () => {
    const { ends, round } = endless();
    const { loop, told } = loopOf({ round, firstMs: 0, limitMs: 1_000 });
    loop.start();
    await jest.advanceTimersByTimeAsync(999);
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(101);
    expect(told).toEqual(['silent']);
    expect(ends).toHaveLength(2);
    expect(loop.state).toMatchObject({ isFailing: true, isLate: true });
    ends[1]?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(told).toEqual(['silent', 'works']);
    expect(loop.state).toMatchObject({ isFailing: false, isLate: false });
  });

  it('says nothing any more when it fails at last', async () => {
    let fail: (error: Error) => void = () => undefined;
    const rounds = [
      () => new Promise<void>((_resolve, reject) => (fail = reject)),
      () => Promise.resolve(),
    ];
    const { loop, told } = loopOf({
      round: () => rounds.shift()?.() ?? Promise.resolve(),
      firstMs: 0,
      limitMs: 1_000,
    });
    loop.start();
    await jest.advanceTimersByTimeAsync(1_200);
    fail(new Error('late'));
    await jest.advanceTimersByTimeAsync(0);
    await loop.stop();
    expect(told).toEqual(['silent', 'works']);
  });

  it('is no such round while it gives signs of life', async () => {
    const lives: (() => void)[] = [];
    const { loop, told } = loopOf({
      round: (alive) => {
        lives.push(alive);
        return new Promise<void>(() => undefined);
      },
      firstMs: 0,
      limitMs: 1_000,
    });
    loop.start();
    await jest.advanceTimersByTimeAsync(900);
    lives[0]?.();
    await jest.advanceTimersByTimeAsync(900);
    expect(told).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(told).toEqual(['silent']);
  });

  it('comes three times, and no fourth is begun until one has ended', async () => {
    const { ends, round } = endless();
    const { loop } = loopOf({ round, firstMs: 0, limitMs: 1_000 });
    loop.start();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(ends).toHaveLength(3);
    expect(loop.state.isLate).toBe(true);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(100);
    expect(ends).toHaveLength(4);
  });
});

describe('a loop that gives signs of life', () => {
  it('is not late, whether its rounds fail or take long', async () => {
    const failing = loopOf({ round: () => Promise.reject(new Error('away')), limitMs: 1_000 });
    const lives: (() => void)[] = [];
    const long = loopOf({
      round: (alive) => {
        lives.push(alive);
        return new Promise<void>(() => undefined);
      },
      limitMs: 1_000,
    });
    for (const { loop } of [failing, long]) loop.start();
    for (let second = 0; second < 60; second += 1) {
      await jest.advanceTimersByTimeAsync(900);
      lives[0]?.();
      expect([failing.loop.state.isLate, long.loop.state.isLate]).toEqual([false, false]);
    }
    expect(failing.loop.state.isFailing).toBe(true);
    await jest.advanceTimersByTimeAsync(1_101);
    expect(long.loop.state.isLate).toBe(true);
  });

  it('is none by a sign that comes after the end of its round', async () => {
    const lives: (() => void)[] = [];
    const { loop, told } = loopOf({
      round: (alive) => {
        lives.push(alive);
        return Promise.resolve();
      },
      limitMs: 1_000,
    });
    loop.start();
    await jest.advanceTimersByTimeAsync(100);
    for (let count = 0; count < 5; count += 1) lives[0]?.();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(told).toEqual([]);
    expect(lives.length).toBeGreaterThan(40);
    await loop.stop();
  });
});
