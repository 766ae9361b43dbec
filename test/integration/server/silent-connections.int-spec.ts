import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { usualDatabase } from '../../../src/config/database-settings.js';
import { dataSourceOptions } from '../../../src/store/data-source-options.js';
import { troubleOf } from '../../../src/store/database-trouble.js';
import { SilentProxy } from '../../support/silent-proxy.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const POOL = 3;

let database: TestDatabase;
let proxy: SilentProxy;
let dataSource: DataSource;

/** The tests wait for them to pass; long enough for a machine that is busy with other things. */
const settings = { ...usualDatabase, queryTimeoutMs: 3_000, connectTimeoutMs: 3_000 };

beforeAll(async () => {
  database = await openTestDatabase();
  const { pathname, searchParams } = new URL(database.url);
  proxy = await SilentProxy.before(`${searchParams.get('host') ?? ''}/.s.PGSQL.5432`);
  const url = `postgresql://postgres@127.0.0.1:${proxy.port}${pathname}`;
  dataSource = new DataSource(dataSourceOptions({ url, poolSize: POOL, settings }));
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await proxy.close();
  await database.close();
});

const pid = async () => {
  const [row] = await dataSource.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
  return row.pid;
};
/** So many at once, each on a connection of its own. */
const together = (count: number) =>
  Promise.allSettled(
    Array.from({ length: count }, () =>
      dataSource.transaction(async (tx) => {
        await tx.query('SELECT pg_sleep(0)');
        await tx.query('SELECT $1::integer AS one', [1]);
      }),
    ),
  );
const fulfilled = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.filter(({ status }) => status === 'fulfilled').length;

beforeEach(async () => {
  expect(fulfilled(await together(POOL))).toBe(POOL);
});

describe('connections on which nobody answers any more', () => {
  it('fail within the limit, and new ones take their place', async () => {
    proxy.silence();
    const outcomes = await together(POOL);
    expect(fulfilled(outcomes)).toBe(0);
    for (const outcome of outcomes) {
      const reason: unknown = outcome.status === 'rejected' ? outcome.reason : null;
      expect(troubleOf(reason)?.kind).toBe('tooSlow');
    }
    expect(fulfilled(await together(POOL * 2))).toBe(POOL * 2);
  });

  it('fail in the middle of a transaction, too, and are given to nobody after it', async () => {
    let before = 0;
    const work = dataSource.transaction(async (tx) => {
      const [row] = await tx.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
      before = row.pid;
      proxy.silence();
      await tx.query('SELECT $1::integer', [1]);
    });
    await expect(work).rejects.toThrow('Query read timeout');
    // Those that were idle are as silent as this one was.
    await together(POOL);
    const pids = await Promise.all(Array.from({ length: POOL }, pid));
    expect(pids).not.toContain(before);
  });

  it('are not waited for when new ones are swallowed as well', async () => {
    proxy.swallowsNew = true;
    proxy.silence();
    await together(POOL);
    const outcomes = await Promise.allSettled([pid(), pid()]);
    proxy.swallowsNew = false;
    for (const outcome of outcomes) {
      const reason: unknown = outcome.status === 'rejected' ? outcome.reason : null;
      expect(troubleOf(reason)?.kind).toBe('unreachable');
    }
    expect(await pid()).toBeGreaterThan(0);
  });
});

describe('a statement that takes too long', () => {
  it('is ended by the server, and its connection goes on', async () => {
    const work = dataSource.transaction(async (tx) => {
      await tx.query(`SELECT set_config('statement_timeout', '100', true)`);
      await tx.query('SELECT pg_sleep(3600)');
    });
    const error: unknown = await work.catch((reason: unknown) => reason);
    expect(troubleOf(error)).toMatchObject({ kind: 'tooSlow', reason: '57014' });
  });

  it('finds the limits of the settings on every session', async () => {
    const [row] = await dataSource.query<[Record<string, string>]>(
      `SELECT current_setting('statement_timeout') AS statement, current_setting('jit') AS jit,
              current_setting('idle_in_transaction_session_timeout') AS idle`,
    );
    expect(row).toEqual({ statement: '45s', jit: 'off', idle: '90s' });
  });
});
