import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../src/store/migrations/index.js';
import { runOperatorCommand } from '../support/command.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { eventsOf } from '../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;

const settings = () => ({
  NODE_ENV: 'production',
  HOST: '127.0.0.1',
  SMTP_URL: 'smtps://127.0.0.1:9',
  PUBLIC_URL: 'https://qingnuo.example',
  MAIL_FROM: 'no-reply@qingnuo.example',
  DATABASE_URL: database.url,
  SWEEP_INTERVAL_SECONDS: '1',
  DISPATCH_INTERVAL_SECONDS: '1',
});

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const migrate = (...args: string[]) =>
  runOperatorCommand('src/migrate-command.ts', args, settings());
const query = (sql: string) => database.dataSource.query<object[]>(sql);
const names = () => query('SELECT name FROM migrations ORDER BY id');
const later = (besideOld: boolean) =>
  query(
    `INSERT INTO migrations (name, timestamp, beside_old)
     VALUES ('Later1990000000000', 1990000000000, ${String(besideOld)})`,
  );

describe('npm run migrate', () => {
  it('tells what is pending and writes nothing, then does it, then has nothing to do', async () => {
    await database.dataSource.undoLastMigration();
    const before = await names();
    const pending = await migrate('--check');
    expect(pending).toMatchObject({ status: 0, errors: '' });
    expect(pending.output).toMatch(/^\w+\d{13}: the version before .*\n1 pending; nothing was/);
    expect(await names()).toEqual(before);

    const done = await migrate();
    expect(done).toMatchObject({ status: 0, errors: '' });
    expect(done.output).toMatch(/^\w+\d{13}: the version before .*\n1 applied\.\n$/);
    expect(await names()).toHaveLength(migrations.length);
    const last = (await eventsOf(database.dataSource)).at(-1);
    expect(last).toMatchObject({ kind: 'schema.migrated', details: { migrations: 1 } });

    const nothing = { status: 0, output: 'The schema is up to date.\n', errors: '' };
    expect(await migrate()).toEqual(nothing);
    expect(await migrate('--check')).toEqual(nothing);
  });

  it('ends with 1 on the database of a later version, and with 2 when it is called wrongly', async () => {
    await later(true);
    for (const args of [[], ['--check']]) {
      const refused = await migrate(...args);
      expect(refused).toMatchObject({ status: 1, output: '' });
      expect(refused.errors).toContain('by a later version of the product (Later1990000000000)');
    }
    await query(`DELETE FROM migrations WHERE name LIKE 'Later%'`);
    const wrong = await migrate('--now');
    expect(wrong).toMatchObject({ status: 2, output: '' });
    expect(wrong.errors).toMatch(/^npm run migrate /m);
  });
});

describe('a process whose database another one migrates', () => {
  let product: ProductProcess;

  beforeAll(async () => {
    product = await startProduct(settings());
  });
  afterAll(async () => {
    await product.stop('SIGTERM');
  });

  const ask = (path: string) => fetch(`${product.url}${path}`);
  const statuses = async () => {
    const answers = await Promise.all(['/healthz', '/readyz', '/api/v1/policies'].map(ask));
    return answers.map(({ status }) => status);
  };
  const told = (words: string) => product.printed().split(words).length - 1;

  it('goes on where that is allowed, answers 503 where it is not, and says each once', async () => {
    expect(await statuses()).toEqual([200, 200, 200]);
    await later(true);
    await until(() => told('this one may go on') > 0);
    expect(await statuses()).toEqual([200, 200, 200]);

    await query(`UPDATE migrations SET beside_old = false WHERE name LIKE 'Later%'`);
    await until(async () => (await ask('/readyz')).status === 503);
    expect(await statuses()).toEqual([200, 503, 503]);
    const answer = await ask('/api/v1/policies');
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'UNAVAILABLE',
      detail: expect.stringContaining('(Later1990000000000), beside which this one cannot work'),
    });

    await query(`DELETE FROM migrations WHERE name LIKE 'Later%'`);
    await until(async () => (await ask('/readyz')).status === 200);
    expect(await statuses()).toEqual([200, 200, 200]);
    expect([told('this one may go on'), told('this one cannot work')]).toEqual([1, 1]);
  });
});
