import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { growTo } from '../bench/grow.js';
import type { Figure } from '../bench/table.js';
import { freePort } from '../test/support/free-port.js';
import type { ProductProcess } from '../test/support/product-process.js';
import type { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import type { DebianPostgres } from './debian-postgres.js';
import { Filings } from './filings.js';
import { DATABASE, withInstallation } from './installation.js';
import { compare, failing, letterAfter, refusals, seconds, signIn } from './reckoning.js';

/** Cases whose deadlines all lie within the jump. */
const CASES = 2_000;
const MODELS = 20;
const JUMP_MS = 400 * 86_400_000;
const JUMPED_FOR_MS = 15_000;
const PATIENCE = { timeout: 120_000 };

interface Scene {
  readonly server: DebianPostgres;
  readonly mail: TestMailServer;
  readonly web: ProductProcess;
  /** The process with the sweeper, whose clock jumps. */
  readonly worker: ProductProcess;
  readonly jump: (ms: number) => void;
}

/** The clock of the sweeper's machine jumps 400 days ahead, and back; nobody confirms anything. */
export const clock = (): Promise<readonly Figure[]> =>
  withInstallation(async ({ server, mail, folder, start }) => {
    const file = join(folder, 'shift');
    const jump = (ms: number) => {
      writeFileSync(file, String(ms));
    };
    jump(0);
    const web = await start({ ROLES: 'http' });
    await fill(server, web.url);
    const worker = await start({
      ROLES: 'sweeper,dispatcher',
      SWEEP_INTERVAL_SECONDS: '1',
      PROBE_LISTEN: `127.0.0.1:${await freePort()}`,
      NODE_OPTIONS: '--import=./test/support/shifted-clock.mjs',
      CLOCK_SHIFT_FILE: file,
    });
    return suffer({ server, mail, web, worker, jump });
  });

/** Cases with deadlines: some that are filed, and copies of them. */
async function fill(server: DebianPostgres, base: string): Promise<void> {
  const models = new Filings([base], await signIn(base), 4);
  await until(() => models.acknowledged.length >= MODELS, PATIENCE);
  await models.end();
  await growTo(server.url(DATABASE), CASES);
}

async function suffer({ server, mail, web, worker, jump }: Scene): Promise<readonly Figure[]> {
  await until(async () => (await failing(worker.url))?.length === 0, PATIENCE);
  const before = await stateOf(server);
  const filings = new Filings([web.url], await signIn(web.url), 1);
  const begun = performance.now();
  jump(JUMP_MS);
  await until(async () => (await failing(worker.url))?.includes('time'), PATIENCE);
  const said = performance.now() - begun;
  await pause(Math.max(0, JUMPED_FOR_MS - said));
  const meanwhile = await stateOf(server);
  const others = await failing(web.url);
  const returned = performance.now();
  jump(0);
  await until(async () => (await failing(worker.url))?.length === 0, PATIENCE);
  await until(async () => (await stateOf(server)).incidents === 0, PATIENCE);
  const whole = performance.now() - returned;
  const letter = await letterAfter(mail, web.url);
  await filings.end();
  const after = await stateOf(server);
  const lapses = after.lapses - before.lapses;
  const { lost } = await compare(server, filings);
  if (lapses + lost > 0 || meanwhile.incidents !== 1) process.exitCode = 1;
  return [
    { name: 'deadlines within the jump', value: String(before.due) },
    { name: 'lapses and warnings', value: String(lapses), target: '0' },
    { name: 'until /readyz of the sweeper says time', value: seconds(said) },
    { name: 'incidents of kind time meanwhile', value: String(meanwhile.incidents), target: '1' },
    {
      name: 'checks that fail in the process with http',
      value: others === null ? 'no answer' : others.join(', '),
    },
    { name: 'filed meanwhile there', value: String(filings.acknowledged.length) },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'other answers there', value: refusals(filings) },
    { name: 'from the return until ready, incident closed', value: seconds(whole) },
    { name: 'a letter asked for afterwards', value: `delivered in ${seconds(letter)}` },
  ];
}

/** What the sweeper could have done and did: every moment of a deadline leaves a later one, or none. */
async function stateOf(server: DebianPostgres) {
  const [row] = await server.query<{ due: number; lapses: number; incidents: number }>(
    `SELECT (SELECT count(*)::int FROM clocks
              WHERE next_stage_at < now() + interval '400 days') AS due,
            (SELECT count(*)::int FROM case_history WHERE event LIKE 'xstate.after.%') AS lapses,
            (SELECT count(*)::int FROM incidents
              WHERE kind = 'time' AND resolved_at IS NULL) AS incidents`,
    DATABASE,
  );
  return row ?? { due: 0, lapses: 0, incidents: 0 };
}
