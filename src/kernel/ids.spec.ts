import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { newId } from './ids.js';

const at = new Date('2026-03-02T01:00:00.123Z');

describe('an identifier', () => {
  it('is a version 7 that begins with its milliseconds', () => {
    const id = newId(at);
    expect([validate(id), version(id)]).toEqual([true, 7]);
    expect(parseInt(id.slice(0, 13).replace('-', ''), 16)).toBe(at.getTime());
  });

  it('sorts by its making, also within one millisecond', () => {
    const made = Array.from({ length: 20_000 }, () => newId(at));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
    expect(made.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(newId(new Date(at.getTime() + 1)) > made.at(-1)!).toBe(true);
  });

  it('begins elsewhere in another millisecond, so that processes do not meet', () => {
    const counters = Array.from({ length: 50 }, (_, n) =>
      newId(new Date(at.getTime() + 1000 + n)).slice(14, 23),
    );
    expect(new Set(counters).size).toBeGreaterThan(45);
  });
});
