import { describe, expect, it } from '@jest/globals';
import { RefusalFlood } from './refusal-flood.js';

const at = (seconds: number) => new Date(Date.UTC(2026, 8, 14) + seconds * 1000);

describe('refusals without an account', () => {
  it('have a row each up to sixty a minute, and one for all that came beyond', () => {
    const flood = new RefusalFlood();
    const rows = Array.from({ length: 100 }, () => flood.hasRow('203.0.113.7', at(0)));
    expect(rows.filter(Boolean)).toHaveLength(60);
    expect(flood.hasRow('203.0.113.8', at(0))).toBe(true);
    expect(flood.over(at(59))).toEqual([]);
    expect(flood.over(at(60))).toEqual([{ client: '203.0.113.7', since: at(0), count: 40 }]);
    expect(flood.over(at(60))).toEqual([]);
    expect(flood.hasRow('203.0.113.7', at(61))).toBe(true);
  });

  it('of very many clients count together', () => {
    const flood = new RefusalFlood();
    const rows = Array.from({ length: 11_000 }, (_, i) => flood.hasRow(`client ${i}`, at(0)));
    expect(rows.filter(Boolean)).toHaveLength(10_060);
    expect(flood.over(at(60))).toEqual([{ client: 'many clients', since: at(0), count: 940 }]);
  });
});
