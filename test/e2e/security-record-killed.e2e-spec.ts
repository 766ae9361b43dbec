import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { ApiClient } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { runOperatorCommand } from '../support/command.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { dataDirAt } from '../support/running-product.js';
import { checkOf, eventsOf } from '../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { until } from '../support/until.js';

let database: TestDatabase;
let dataDir: string;
let settings: Record<string, string>;
let product: ProductProcess;

beforeAll(async () => {
  database = await openTestDatabase();
  dataDir = dataDirAt(new Date('2026-09-14T10:00:00+08:00'));
  settings = { DATABASE_URL: database.url, DATA_DIR: dataDir };
  product = await startProduct(settings);
});
afterAll(async () => {
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

it('SIGKILL loses no row of an answer that somebody got, and the chain stays whole', async () => {
  const api = new ApiClient(product.url);
  const { id } = await api.file('enterprise1', aPromise);
  let got = 0;
  const read = async () => {
    for (;;) {
      const { status } = await api.response('enterprise1', `/cases/${id}`);
      if (status === 200) got += 1;
    }
  };
  const readers = Promise.allSettled(Array.from({ length: 16 }, read));
  await until(() => got > 200);
  expect(await product.stop('SIGKILL')).toBeNull();
  await readers;

  const rows = (await eventsOf(database.dataSource)).filter(({ kind }) => kind === 'case.read');
  // One that was committed may have had its answer cut off.
  expect(rows.length).toBeGreaterThanOrEqual(got);
  expect(rows.length).toBeLessThanOrEqual(got + 16);
  expect((await checkOf(database.dataSource)).broken).toBeNull();
});

it('the operator verifies the chain, which is recorded, and sees when it was altered', async () => {
  const verify = () =>
    runOperatorCommand('src/activity/verify-record.ts', [], {
      NODE_ENV: 'demonstration',
      ...settings,
    });
  const whole = await verify();
  expect(whole).toMatchObject({ status: 0, errors: '' });
  expect(whole.output).toContain('the chain is whole');
  const last = (await eventsOf(database.dataSource)).at(-1);
  expect(last).toMatchObject({ kind: 'record.verified', role: 'operator', accountId: null });

  const altered = (last?.seq ?? 0) - 5;
  await database.transactions.run(async (tx) => {
    await tx.query('ALTER TABLE security_events DISABLE TRIGGER USER');
    await tx.query("UPDATE security_events SET client = '203.0.113.9' WHERE seq = $1", [altered]);
    await tx.query('ALTER TABLE security_events ENABLE TRIGGER USER');
  });
  const broken = await verify();
  expect(broken.status).toBe(1);
  expect(broken.output).toContain(`BROKEN: event ${altered} has another content`);
});
