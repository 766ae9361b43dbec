import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataSource } from '../../../src/store/open-data-source.js';
import { until } from '../../support/until.js';

const KILLS = 3;
const ROWS_BEFORE_A_KILL = 40;

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-kill-'));
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

function writer(): { child: ChildProcess; acknowledged: () => number[] } {
  const child = spawn(
    process.execPath,
    ['--import', './test/support/typescript.mjs', 'test/support/write-rows.ts', dataDir],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  // Only whole lines: the last one may be cut off by the kill.
  return { child, acknowledged: () => output.split('\n').slice(0, -1).map(Number) };
}

describe('the embedded database', () => {
  it('has every acknowledged row, and no half of a transaction, after SIGKILL', async () => {
    const acknowledged: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const run = writer();
      await until(() => run.acknowledged().length >= ROWS_BEFORE_A_KILL, { timeout: 120_000 });
      run.child.kill('SIGKILL');
      await once(run.child, 'close');
      acknowledged.push(...run.acknowledged());
    }

    const store = await openDataSource({
      databaseUrl: null,
      databasePoolSize: 2,
      dataDir,
      mode: 'demo',
    });
    const pairs = await store.query<{ last: number; halves: number }[]>(
      'SELECT last, count(*)::int AS halves FROM case_numbers GROUP BY last',
    );
    await store.destroy();
    const stored = new Set(pairs.map((pair) => pair.last));
    expect(pairs.filter((pair) => pair.halves !== 2)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS * ROWS_BEFORE_A_KILL);
    expect(acknowledged.filter((number) => !stored.has(number))).toEqual([]);
  });
});
