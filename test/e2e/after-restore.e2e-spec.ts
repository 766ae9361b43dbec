import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOperatorCommand } from '../support/command.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { productionSettings } from '../support/production-settings.js';
import { eventsOf } from '../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let folder: string;
let product: ProductProcess;

const settings = () => ({
  ...productionSettings(database.url, folder),
  SWEEP_INTERVAL_SECONDS: '1',
  DISPATCH_INTERVAL_SECONDS: '1',
  PROBE_LISTEN: '127.0.0.1:0',
  LOG_FORMAT: 'text',
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-restored-'));
  database = await openTestDatabase();
  product = await startProduct(settings());
});
afterAll(async () => {
  await product.stop('SIGTERM');
  await database.close();
  rmSync(folder, { recursive: true });
});

const query = <Row>(sql: string) => database.dataSource.query<Row[]>(sql);
const decide = (...args: string[]) =>
  runOperatorCommand('src/after-restore-command.ts', args, settings());
const ask = async (path: string, method = 'GET') => {
  const { url } = product;
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(method === 'POST' && { body: '{}' }),
  });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
};

describe('a process under which the database is restored', () => {
  it('goes on reading, takes nothing, and goes on with all when the operator has decided', async () => {
    const register = () => ask('/api/v1/enterprises', 'POST');
    expect(await register()).toMatchObject({ status: 422 });
    // What a copy of the database says of itself.
    await query('UPDATE restore_watch SET database_id = database_id + 1');
    await until(async () => (await register()).status === 503);
    expect(await register()).toEqual({ status: 503, retryAfter: '60' });
    expect(await ask('/api/v1/policies')).toMatchObject({ status: 200 });
    expect(await ask('/api/v1/sessions', 'POST')).toMatchObject({ status: 422 });
    // By what is read, and by whom, a proxy need not leave it out.
    expect(await ask('/readyz')).toMatchObject({ status: 200 });
    const probe = /health listens at (http:\S+)/.exec(product.printed())?.[1] ?? '';
    const metrics = await (await fetch(`${probe}/metrics`)).text();
    expect(metrics).toMatch(/^qingnuo_database_restored 1$/m);
    expect(product.printed().split('restore fails').length).toBe(2);

    const preview = await decide();
    expect(preview).toMatchObject({ status: 0, output: '' });
    expect(preview.errors).toMatch(/is a copy of the one .*\nThe last it knows .*Nothing of this/);
    const done = await decide('--apply', '--letters', 'send', '--reason', 'a drill');
    expect(done).toMatchObject({ status: 0, errors: expect.stringMatching(/Everything goes on/) });
    await until(async () => (await register()).status === 422);
    expect(product.printed()).toContain('restore works again');
    const last = (await eventsOf(database.dataSource)).at(-1);
    expect(last).toMatchObject({
      kind: 'restore.decided',
      details: { letters: 'send', reason: 'a drill' },
    });
  });

  it('stands when an operator says so before anybody can notice', async () => {
    expect(await decide('--stand', '--reason', 'back to noon')).toMatchObject({ status: 0 });
    expect((await decide()).errors).toContain(
      'An operator said that it was restored: back to noon',
    );
    await until(async () => (await ask('/api/v1/enterprises', 'POST')).status === 503);
  });
});
