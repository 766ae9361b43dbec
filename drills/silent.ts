import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import type { ProductProcess } from '../test/support/product-process.js';
import { SilentProxy } from '../test/support/silent-proxy.js';
import { until } from '../test/support/until.js';
import type { DebianPostgres } from './debian-postgres.js';
import { Filings } from './filings.js';
import { DATABASE, withInstallation } from './installation.js';
import { compare, failing, linesOf, refusals, seconds, signIn } from './reckoning.js';

const CLIENTS = 6;
const CALM_MS = 5_000;
/** How long new connections are swallowed, too. */
const FROZEN_MS = 15_000;
const PATIENCE = { timeout: 120_000 };

/** Shorter than the defaults, so that the drill ends soon. */
const limits = {
  DATABASE_CONNECT_TIMEOUT_SECONDS: '5',
  DATABASE_QUERY_TIMEOUT_SECONDS: '10',
  DATABASE_STATEMENT_TIMEOUT_SECONDS: '8',
  DATABASE_IDLE_TRANSACTION_TIMEOUT_SECONDS: '15',
};

/** The network to the database swallows everything while complaints are filed, without a word. */
export const silent = (): Promise<readonly Figure[]> =>
  withInstallation(async ({ server, start, closeWith }) => {
    const proxy = await SilentProxy.before(server.port);
    closeWith(() => proxy.close());
    const url = `postgresql://postgres@127.0.0.1:${proxy.port}/${DATABASE}`;
    const product = await start({ ...limits, DATABASE_URL: url });
    const figures = await suffer(server, proxy, product);
    return [...figures, ...(await stopFrozen(proxy, product))];
  });

async function suffer(
  server: DebianPostgres,
  proxy: SilentProxy,
  product: ProductProcess,
): Promise<readonly Figure[]> {
  const base = product.url;
  const filings = new Filings([base], await signIn(base), CLIENTS);
  await pause(CALM_MS);
  const frozen = performance.now();
  const before = filings.acknowledged.length;
  proxy.swallowsNew = true;
  proxy.silence();
  await until(async () => (await failing(base))?.includes('database'), PATIENCE);
  const said = performance.now() - frozen;
  await pause(Math.max(0, FROZEN_MS - said));
  const opened = performance.now();
  proxy.swallowsNew = false;
  await until(async () => (await failing(base))?.length === 0, PATIENCE);
  const ready = performance.now() - opened;
  await until(() => filings.acknowledged.some(({ at }) => at > opened), PATIENCE);
  const files = (filings.acknowledged.find(({ at }) => at > opened)?.at ?? Infinity) - opened;
  await pause(CALM_MS);
  await filings.end();
  const { lost, doubled, rows } = await compare(server, filings);
  if (lost + doubled > 0) process.exitCode = 1;
  const count = (word: string) => String(linesOf(product.printed(), `database ${word}`));
  // Told when nobody has met it for a while.
  await until(() => count('works') !== '0', PATIENCE);
  if (count('fails') !== '1' || count('works') !== '1') process.exitCode = 1;
  return [
    { name: 'acknowledged before', value: String(before) },
    { name: 'acknowledged in all', value: String(filings.acknowledged.length) },
    { name: 'rows', value: String(rows) },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'doubled', value: String(doubled), target: '0' },
    { name: 'answers meanwhile', value: refusals(filings) },
    { name: 'until /readyz says it', value: seconds(said) },
    { name: 'from new connections going through until it is ready', value: seconds(ready) },
    { name: 'from new connections going through until it files', value: seconds(files) },
    { name: 'lines at the beginning', value: count('fails'), target: '1' },
    { name: 'lines at the end', value: count('works'), target: '1' },
  ];
}

/** Everything is frozen, somebody waits for an answer, and the process is told to end. */
async function stopFrozen(proxy: SilentProxy, product: ProductProcess): Promise<readonly Figure[]> {
  proxy.swallowsNew = true;
  proxy.silence();
  const waiting = failing(product.url);
  const told = performance.now();
  const code = await product.stop('SIGTERM');
  const took = performance.now() - told;
  await waiting;
  return [{ name: 'SIGTERM while frozen', value: `ends with ${code} after ${seconds(took)}` }];
}
