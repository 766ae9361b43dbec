import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Late, Patience } from './patience.js';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('patience with a piece of work', () => {
  it('gives back what comes in time, and what it throws', async () => {
    const patience = new Patience(1_000);
    await expect(patience.with(() => Promise.resolve(7))).resolves.toBe(7);
    await expect(patience.with(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('ends at its limit, and begins nothing beside work that hangs', async () => {
    const patience = new Patience(1_000);
    let end: () => void = () => undefined;
    let begun = 0;
    const work = () => {
      begun += 1;
      return new Promise<void>((resolve) => (end = resolve));
    };
    const first = expect(patience.with(work)).rejects.toBeInstanceOf(Late);
    await jest.advanceTimersByTimeAsync(1_000);
    await first;
    await expect(patience.with(work)).rejects.toBeInstanceOf(Late);
    expect(begun).toBe(1);
    end();
    await jest.advanceTimersByTimeAsync(0);
    const again = patience.with(work);
    end();
    await again;
    expect(begun).toBe(2);
  });
});
