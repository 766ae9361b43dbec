import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RepeatingWork } from './repeating-work.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('work that is done again and again', () => {
  it('pauses between the end of a run and the next', async () => {
    let runs = 0;
    const ends: (() => void)[] = [];
    const work = new RepeatingWork(
      () => {
        runs += 1;
        return new Promise<void>((resolve) => ends.push(resolve));
      },
      100,
      { failed: () => undefined },
    );
    work.start(0);
    await jest.advanceTimersByTimeAsync(0);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(1);
    ends[0]?.();
    await jest.advanceTimersByTimeAsync(99);
    expect(runs).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(runs).toBe(2);
  });

  it('tells of a failure once, and of its end', async () => {
    const told: string[] = [];
    const outcomes = [true, false, false, true, true, false];
    const work = new RepeatingWork(
      () => (outcomes.shift() === true ? Promise.resolve() : Promise.reject(new Error('away'))),
      100,
      { failed: (error) => told.push(String(error)), works: () => told.push('works') },
    );
    work.start();
    await jest.advanceTimersByTimeAsync(600);
    await work.stop();
    expect(told).toEqual(['Error: away', 'works', 'Error: away']);
  });

  it('waits at its end for the run that is under way, and begins no other', async () => {
    let end = (): void => undefined;
    let runs = 0;
    const work = new RepeatingWork(
      () => {
        runs += 1;
        return new Promise<void>((resolve) => {
          end = resolve;
        });
      },
      100,
      { failed: () => undefined },
    );
    work.start(0);
    await jest.advanceTimersByTimeAsync(0);
    let stopped = false;
    const stopping = work.stop().then(() => {
      stopped = true;
    });
    await jest.advanceTimersByTimeAsync(1_000);
    expect(stopped).toBe(false);
    end();
    await stopping;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(runs).toBe(1);
  });
});
