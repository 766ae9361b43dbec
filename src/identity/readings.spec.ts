import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { withReadersTable } from '../../docs/readers-table.js';
import { roles } from '../definition/index.js';
import { readings } from './readings.js';
import { rolesThatRead, soughtBy } from './what-is-read.js';

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');

describe('docs/architecture.md', () => {
  it('agrees with the table of readers; `npm run docs` makes it anew', () => {
    expect(page).toBe(withReadersTable(page, readings));
  });

  it('would be found stale if somebody read more', () => {
    const observer = { ...readings.observer, files: 'all' } as const;
    expect(page).not.toBe(withReadersTable(page, { ...readings, observer }));
  });
});

describe('the table of readers', () => {
  it('gives files, notes and the words of letters neither to observers nor to administrators', () => {
    for (const role of ['observer', 'admin'] as const) {
      const { files, acts, letters, trackingCode } = readings[role];
      expect([files, trackingCode, acts.includes('office'), acts.includes('internal')]).toEqual([
        'none',
        'no',
        false,
        false,
      ]);
      expect(['delivery', 'sent']).toContain(letters);
    }
  });

  it('gives the tracking code to the enterprise alone, and a stranger nothing', () => {
    const told = Object.entries(readings).filter(([, read]) => read.trackingCode === 'yes');
    expect(told.map(([standing]) => standing)).toEqual(['owner']);
    const { acts, ...others } = readings.stranger;
    expect(acts).toEqual([]);
    expect(new Set(Object.values(others))).toEqual(new Set(['none', 'no', 'closed']));
  });

  it('decides which roles have a route at all, and what a search matches', () => {
    const without = roles.filter((role) => !rolesThatRead('files').includes(role));
    expect(without).toEqual(['observer', 'admin', 'securityAuditor']);
    const narrow = roles.filter((role) => soughtBy(role) !== 'whole');
    expect(narrow.map((role) => [role, soughtBy(role)])).toEqual([
      ['observer', 'names'],
      ['admin', 'number'],
      ['securityAuditor', 'number'],
    ]);
  });
});
