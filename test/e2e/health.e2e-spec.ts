import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { productionSettings } from '../support/production-settings.js';
import { SilentProxy } from '../support/silent-proxy.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

/** Nothing here waits for less than this; a slow machine only takes longer. */
const PATIENCE = { timeout: 120_000 };

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-health-'));
  database = await openTestDatabase();
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const settings = (more: Record<string, string>) => ({
  ...productionSettings(database.url, dataDir),
  PROBE_LISTEN: '127.0.0.1:0',
  ...more,
});

function proxyBefore({ url }: TestDatabase): Promise<SilentProxy> {
  return SilentProxy.before(`${new URL(url).searchParams.get('host') ?? ''}/.s.PGSQL.5432`);
}

const urlThrough = ({ port }: SilentProxy) =>
  `postgresql://postgres@127.0.0.1:${port}${new URL(database.url).pathname}`;

interface Ready {
  readonly status: string;
  readonly checks: readonly {
    readonly name: string;
    readonly status: string;
    readonly detail?: string;
  }[];
}

const readiness = async (url: string) => {
  const response = await fetch(`${url}/readyz`);
  return { code: response.status, body: (await response.json()) as Ready };
};
const failing = async (url: string) =>
  (await readiness(url)).body.checks.flatMap(({ name, status }) =>
    status === 'failing' ? [name] : [],
  );

/** The log of a process that writes JSON: each line must be an object with its level and instant. */
function linesOf(product: ProductProcess) {
  return product
    .printed()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<'level' | 'time' | 'msg', string>);
}

describe('a process with http', () => {
  let product: ProductProcess;
  let proxy: SilentProxy;
  let probe: string;

  beforeAll(async () => {
    const port = await freePort();
    probe = `http://127.0.0.1:${port}`;
    proxy = await proxyBefore(database);
    product = await startProduct(
      settings({
        ROLES: 'http',
        PROBE_LISTEN: `127.0.0.1:${port}`,
        DATABASE_URL: urlThrough(proxy),
      }),
    );
  });
  afterAll(async () => {
    await product.stop('SIGTERM');
    await proxy.close();
  });

  it('tells what it needs, at its own address and at that of the probe', async () => {
    for (const url of [product.url, probe]) {
      const { code, body } = await readiness(url);
      expect({ url, code, status: body.status }).toEqual({ url, code: 200, status: 'ok' });
      expect(body.checks.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['database', 'evidenceStore', 'disk', 'loop: database']),
      );
      expect(body.checks.every(({ detail }) => detail === undefined)).toBe(true);
    }
  });

  it('tells its numbers to the probe alone', async () => {
    expect((await fetch(`${product.url}/metrics`)).status).toBe(404);
    await fetch(`${product.url}/api/v1/cases/0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69`);
    const numbers = await (await fetch(`${probe}/metrics`)).text();
    for (const line of [
      'qingnuo_database_up 1',
      'qingnuo_queue_size{queue="letters"} 0',
      'qingnuo_queue_oldest_seconds{queue="deadlines"} 0',
      'qingnuo_incidents_open{kind="clock"} 0',
      'qingnuo_loop_late{loop="database"} 0',
      'qingnuo_time_wrong 0',
      'qingnuo_deliveries_total{outcome="refused"} 0',
      'qingnuo_http_request_seconds_count{method="GET",route="/api/v1/cases/:id",status="401"} 1',
    ]) {
      expect(numbers).toContain(line);
    }
    expect(numbers).not.toContain('0199a3c2');
  });

  it('gives each answer an id, which a stranger does not choose', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => {
        const headers = { 'x-request-id': 'mine-and-mine' };
        return (await fetch(`${product.url}/healthz`, { headers })).headers.get('x-request-id');
      }),
    );
    expect(new Set(ids).size).toBe(2);
    expect(ids).not.toContain('mine-and-mine');
  });

  it('answers 503 while its database is stopped, says so once, and goes on by itself', async () => {
    const signIn = async () => {
      const body = JSON.stringify({ email: 'nobody@office.example', password: 'wrong-and-wrong' });
      const headers = { 'content-type': 'application/json' };
      const init = { method: 'POST', headers, body };
      return (await fetch(`${product.url}/api/v1/sessions`, init)).status;
    };
    expect(await signIn()).toBe(401);
    await proxy.close();
    await until(async () => (await failing(product.url)).includes('database'), PATIENCE);
    expect([await signIn(), await signIn()]).toEqual([503, 503]);
    await proxy.openAgain();
    await until(async () => (await readiness(product.url)).code === 200, PATIENCE);
    expect(await signIn()).toBe(401);
    const told = linesOf(product).filter(({ msg }) => msg.startsWith('database fails'));
    expect(told).toMatchObject([{ level: 'error' }]);
    expect(product.printed()).not.toMatch(/\bat \w+.*\(/);
  });

  it('says so when the disk has too little space', async () => {
    const full = await startProduct(settings({ ROLES: 'http', DISK_FREE_MIN_MIB: '10000000' }));
    expect(await readiness(full.url)).toMatchObject({
      code: 503,
      body: { code: 'UNAVAILABLE', checks: expect.arrayContaining([failingDisk]) },
    });
    await full.stop('SIGTERM');
  });
  const failingDisk = { name: 'disk', status: 'failing' };
});

describe('a process without http, whose database falls silent', () => {
  it('says so to the probe and once in the log, and goes on by itself', async () => {
    const proxy = await proxyBefore(database);
    const product = await startProduct(
      settings({
        ROLES: 'sweeper,dispatcher',
        DATABASE_URL: urlThrough(proxy),
        DATABASE_QUERY_TIMEOUT_SECONDS: '3',
        DATABASE_STATEMENT_TIMEOUT_SECONDS: '2',
        DATABASE_CONNECT_TIMEOUT_SECONDS: '3',
        SWEEP_INTERVAL_SECONDS: '1',
        DISPATCH_INTERVAL_SECONDS: '1',
        LOOP_LIMIT_SECONDS: '4',
      }),
    );
    await until(async () => (await readiness(product.url)).code === 200, PATIENCE);

    proxy.swallowsNew = true;
    proxy.silence();
    await until(async () => (await failing(product.url)).includes('database'), PATIENCE);
    const about = (word: string) =>
      linesOf(product).filter(({ msg }) => msg.startsWith(`database ${word}`));
    await until(async () => about('fails').length > 0, PATIENCE);
    expect(about('fails')).toMatchObject([{ level: 'error' }]);
    expect(about('works')).toEqual([]);
    expect(product.printed()).not.toMatch(/\bat \w+.*\(/);

    proxy.swallowsNew = false;
    await until(async () => (await readiness(product.url)).code === 200, PATIENCE);
    await until(async () => about('works').length > 0, PATIENCE);
    expect(about('fails')).toHaveLength(1);
    for (const { time } of linesOf(product)) {
      expect(new Date(time).toISOString()).toBe(time);
    }

    await product.stop('SIGTERM');
    await proxy.close();
  });

  it('ends when it is asked to, although what it waits for never comes', async () => {
    const proxy = await proxyBefore(database);
    // Longer than anybody waits for the end of a process.
    const patient = { DATABASE_QUERY_TIMEOUT_SECONDS: '600', LOOP_LIMIT_SECONDS: '601' };
    const product = await startProduct(
      settings({ ROLES: 'sweeper,dispatcher', DATABASE_URL: urlThrough(proxy), ...patient }),
    );
    proxy.swallowsNew = true;
    proxy.silence();
    await until(async () => (await failing(product.url)).includes('database'), PATIENCE);
    expect(await product.stop('SIGTERM')).toBe(1);
    expect(linesOf(product).at(-1)).toMatchObject({ level: 'error', part: 'Stop' });
    await proxy.close();
  });
});
