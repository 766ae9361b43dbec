import { beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { loadConfig } from './load-config.js';

/** Names of settings in a file, in alphabetical order, as often as they stand there. */
function settingsIn(file: string, row: RegExp): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(row)].map(([, name]) => name ?? '').sort();
}

describe('the settings that are read', () => {
  let settings: readonly string[];

  beforeAll(() => {
    const read = new Set<string>();
    const environment = new Proxy<Record<string, string>>(
      {},
      {
        get: (_, name) => {
          read.add(String(name));
          return undefined;
        },
      },
    );
    loadConfig(environment);
    settings = [...read].sort();
  });

  it('are those of .env.example, and no other', () => {
    expect(settingsIn('.env.example', /^# ([A-Z_]+)=/gm)).toEqual(settings);
  });

  it('are those of the table in docs/operations.md, and no other', () => {
    expect(settingsIn('docs/operations.md', /^\| `([A-Z_]+)` +\|/gm)).toEqual(settings);
  });
});
