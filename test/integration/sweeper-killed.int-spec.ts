import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

const project = fileURLToPath(new URL('../../', import.meta.url));
const midnight = at('2026-10-09', '24:00');

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** A sweeper in a process of its own that is killed with a case claimed and nothing committed. */
async function killedAtWork(): Promise<void> {
  const program = ['--import', './test/support/typescript.mjs', 'test/support/fire-and-hang.ts'];
  const args = [...program, database.url, midnight.toISOString(), database.kind];
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  await until(() => printed.includes('claimed') || child.exitCode !== null, { timeout: 120_000 });
  child.kill('SIGKILL');
  await ended;
  expect(printed).toBe('claimed\n');
}

describe('a process that is killed between claiming a case and committing', () => {
  it('leaves nothing done and nothing lost: the next sweep does it, once', async () => {
    office.time.advanceTo(at('2026-09-18'));
    const id = await office.file('arrears');
    await office.act(id, 'assignment.take');
    office.time.advanceTo(at('2026-10-08', '09:00'));
    await office.sweeper.runOnce();
    const before = await office.stored(id);

    await killedAtWork();
    expect(await office.stored(id)).toEqual(before);
    office.time.advanceTo(new Date(midnight.getTime() - 1));
    expect(await office.sweeper.runOnce()).toBe(0);

    office.time.advanceTo(midnight);
    // The database lets go of the dead client's lock when it hears of its end.
    await until(async () => (await office.sweeper.runOnce()) === 1);
    expect(await office.sweeper.runOnce()).toBe(0);
    const { history } = await office.stored(id);
    expect(history.slice(before.history.length)).toMatchObject([
      { event: expect.stringMatching(/^xstate\.after\.review\./), occurredOn: '2026-10-09' },
    ]);
    expect(await office.letters(id, `event:${history.length}`)).toEqual([
      'urging→acceptor',
      'urgingToHead→acceptorHead',
    ]);
  });
});
