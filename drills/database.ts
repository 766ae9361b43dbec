import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import { until } from '../test/support/until.js';
import { Filings } from './filings.js';
import { withInstallation, type Installation } from './installation.js';
import {
  compare,
  failing,
  linesOf,
  onlyRefusedBy,
  refusals,
  seconds,
  signIn,
} from './reckoning.js';

const CLIENTS = 6;
const CALM_MS = 5_000;
/** How long the database is away. */
const DOWN_MS = 120_000;
const PATIENCE = { timeout: 120_000 };

/** PostgreSQL is stopped for minutes while complaints are filed, and started again. */
export const database = (): Promise<readonly Figure[]> => withInstallation(suffer);

async function suffer({ server, start }: Installation): Promise<readonly Figure[]> {
  const processes = [await start({ ROLES: 'http' }), await start()];
  const bases = processes.map(({ url }) => url);
  const filings = new Filings(bases, await signIn(bases[0] ?? ''), CLIENTS);
  await pause(CALM_MS);
  const stopped = performance.now();
  await server.stop();
  const before = filings.acknowledged.length;
  await allSay(bases, (names) => names.includes('database'));
  const said = performance.now() - stopped;
  await pause(Math.max(0, DOWN_MS - said));
  const started = performance.now();
  await server.startAgain();
  await allSay(bases, (names) => names.length === 0);
  const ready = performance.now() - started;
  await until(
    () =>
      bases.every((base) => filings.acknowledged.some(({ by, at }) => by === base && at > started)),
    PATIENCE,
  );
  const files = performance.now() - started;
  await pause(CALM_MS);
  await filings.end();
  const { lost, doubled, rows } = await compare(server, filings);
  const count = (word: string) =>
    processes.map((each) => linesOf(each.printed(), `database ${word}`)).join(' and ');
  // Told when nobody has met it for a while.
  await until(() => !count('works').includes('0'), PATIENCE);
  const lines = [count('fails'), count('works')];
  const asDocumented = onlyRefusedBy(filings, 503) && lines.every((it) => it === '1 and 1');
  if (lost + doubled > 0 || !asDocumented) process.exitCode = 1;
  return [
    { name: 'database away', value: seconds(started - stopped) },
    { name: 'acknowledged before', value: String(before) },
    { name: 'acknowledged in all', value: String(filings.acknowledged.length) },
    { name: 'rows', value: String(rows) },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'doubled', value: String(doubled), target: '0' },
    { name: 'answers meanwhile', value: refusals(filings), target: '503 only' },
    { name: 'until both say it in /readyz', value: seconds(said) },
    { name: 'from the start until both are ready', value: seconds(ready) },
    { name: 'from the start until both file', value: seconds(files) },
    { name: 'lines at the beginning, of each', value: count('fails'), target: '1 and 1' },
    { name: 'lines at the end, of each', value: count('works'), target: '1 and 1' },
  ];
}

async function allSay(
  bases: readonly string[],
  isSo: (names: readonly string[]) => boolean,
): Promise<void> {
  await until(async () => {
    const told = await Promise.all(bases.map(failing));
    return told.every((names) => names !== null && isSo(names));
  }, PATIENCE);
}
