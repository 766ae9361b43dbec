import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { usualDatabase, type Pooler } from '../../../src/config/database-settings.js';
import { dataSourceOptions } from '../../../src/store/data-source-options.js';
import { migrations } from '../../../src/store/migrations/index.js';
import { openDataSource } from '../../../src/store/open-data-source.js';
import { hasPgBouncer, PgBouncer } from '../../support/pgbouncer.js';
import { RunningProduct } from '../../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const modes = ['session', 'transaction'] as const;
const described = hasPgBouncer() ? describe : describe.skip;

let database: TestDatabase;
let bouncer: PgBouncer;
const opened: DataSource[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(() => Promise.all(opened.splice(0).map((it) => it.destroy())));
afterAll(() => database.close());

const name = () => new URL(database.url).pathname.slice(1);
const start = (mode: (typeof modes)[number]) =>
  PgBouncer.start(mode, new URL(database.url).searchParams.get('host') ?? '');
const settings = (pooler: Pooler) => ({ ...usualDatabase, pooler });

async function open(pooler: Pooler): Promise<DataSource> {
  const dataSource = await openDataSource({
    databaseUrl: bouncer.url(name()),
    databasePoolSize: 3,
    dataDir: '',
    mode: 'demo',
    database: settings(pooler),
  });
  opened.push(dataSource);
  return dataSource;
}

/** A process of its own asks for something else: the number of its round and its own factor. */
async function ask(dataSource: DataSource, factor: number): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(
    Array.from({ length: 60 }, async (_, round) => {
      const rows = await dataSource.query<{ product: number }[]>(
        `SELECT $1::integer * ${factor} AS product`,
        [round],
      );
      return rows[0]?.product === round * factor;
    }),
  );
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 'failed'));
}

describe.each(modes)('PgBouncer with %s pooling', (mode) => {
  described('where it is installed', () => {
    beforeAll(async () => {
      bouncer = await start(mode);
    });
    afterAll(() => bouncer.stop());

    it('lets a start migrate, once, whoever starts beside it', async () => {
      for (const _ of migrations) await database.dataSource.undoLastMigration();
      const started = await Promise.all([open(mode), open(mode), open(mode)]);
      for (const dataSource of started) {
        expect(await dataSource.query('SELECT name FROM migrations')).toHaveLength(
          migrations.length,
        );
      }
    });

    it('answers each process what it asked for', async () => {
      const [one, two] = await Promise.all([open(mode), open(mode)]);
      const answers = await Promise.all([ask(one, 2), ask(two, 3), ask(one, 5), ask(two, 7)]);
      expect(new Set(answers.flat())).toEqual(new Set([true]));
    });

    it('carries the whole product', async () => {
      const product = await RunningProduct.start(database, new Date('2026-03-02T02:00:00Z'), {
        DATABASE_URL: bouncer.url(name()),
        DATABASE_POOLER: mode,
      });
      const answer = await fetch(`${product.url}/readyz`);
      expect(answer.status).toBe(200);
      expect(await product.counts()).toMatchObject({ cases: 0 });
      await product.close();
    });
  });
});

described('a session of the server', () => {
  afterEach(() => bouncer.stop());
  const ofSession = async (dataSource: DataSource) => {
    const [row] = await dataSource.query<[Record<string, string>]>(
      `SELECT current_setting('jit') AS jit, current_setting('statement_timeout') AS statement`,
    );
    return row;
  };

  it('is set by the product where it is its own', async () => {
    bouncer = await start('session');
    for (const pooler of ['none', 'session'] as const) {
      expect(await ofSession(await open(pooler))).toEqual({ jit: 'off', statement: '45s' });
    }
  });

  it('is as the role has it where it is not', async () => {
    bouncer = await start('transaction');
    expect(await ofSession(await open('transaction'))).toEqual({ jit: 'on', statement: '0' });
  });
});

described('a pooler in transaction mode that nobody told of', () => {
  beforeAll(async () => {
    bouncer = await start('transaction');
  });
  afterAll(() => bouncer.stop());

  it.each(['none', 'session'] as const)('is refused with DATABASE_POOLER=%s', async (pooler) => {
    await expect(open(pooler)).rejects.toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringContaining('DATABASE_POOLER=transaction'),
    });
  });

  it('never runs the statement of another process, even where it was not seen', async () => {
    const address = { url: bouncer.url(name()), poolSize: 3, settings: settings('none') };
    const processes = [1, 2].map(() => new DataSource(dataSourceOptions(address)));
    opened.push(...processes);
    for (const each of processes) await each.initialize();
    const [one, two] = processes;
    const answers = await Promise.all([ask(one!, 2), ask(two!, 3), ask(one!, 5), ask(two!, 7)]);
    // Some fail, which is why the start refuses it.
    expect(answers.flat()).not.toContain(false);
    expect(answers.flat()).toContain(true);
  });
});
