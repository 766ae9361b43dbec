import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/store/data-source-options.js';
import { openDataSource } from '../../../src/store/open-data-source.js';
import { aPromise } from '../../support/complaints.js';
import { runOn } from '../../support/postgres-server.js';
import { RunningProduct } from '../../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const OWNER = 'qingnuo_owner';
const RUNTIME = 'qingnuo';
const NAME = 'qingnuo_by_roles';

/** Beside the database of the two roles, whose server it shares. */
let database: TestDatabase;

const url = (role: string) =>
  database.url.replace('postgres@', `${role}@`).replace(/\/test_\w+\?/, `/${NAME}?`);
const open = (role: string) =>
  openDataSource({ databaseUrl: url(role), databasePoolSize: 2, dataDir: '', mode: 'demo' });
const as = (role: string, statement: string) => runOn(url(role), statement);

beforeAll(async () => {
  database = await openTestDatabase();
  for (const role of [OWNER, RUNTIME]) await runOn(database.url, `CREATE ROLE ${role} LOGIN`);
  await runOn(database.url, `CREATE DATABASE ${NAME} OWNER ${OWNER}`);
});
afterAll(async () => {
  await runOn(database.url, `DROP DATABASE ${NAME} WITH (FORCE)`);
  for (const role of [OWNER, RUNTIME]) await runOn(database.url, `DROP ROLE ${role}`);
  await database.close();
});

/** The tests of this file are one story: each goes on where the one before it ended. */
describe('a role that may change rows alone', () => {
  it('is told to let the owner migrate an empty database', async () => {
    await expect(open(RUNTIME)).rejects.toMatchObject({
      name: 'MigrationsPending',
      message: expect.stringContaining('run `npm run migrate` with the DATABASE_URL of its owner'),
    });
  });

  it('starts on what the owner has migrated, and leads a case through it', async () => {
    await (await open(OWNER)).destroy();
    await as(OWNER, readFileSync('docs/deploy/roles.sql', 'utf8'));
    const product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'), {
      DATABASE_URL: url(RUNTIME),
    });
    const { id } = await product.api.file('enterprise1', aPromise);
    const [unitId] = await product.api.unitIds('promise', '450100');
    await product.api.act('acceptor.promise', id, 'complaint.accept');
    await product.api.act('acceptor.promise', id, 'referral.send', { unitId });
    const { state } = await product.api.act('handler.promise.450100', id, 'referral.sign');
    expect(state).toBe('handling');
    const passed = await product.api.pass('P60D');
    expect(passed.clocksFired).toBeGreaterThan(0);
    expect(passed.noticesSent).toBeGreaterThan(0);
    await product.close();
  });

  it.each([
    'CREATE TABLE another ()',
    'ALTER TABLE cases ADD COLUMN another text',
    'DROP TABLE sessions',
    'TRUNCATE sessions',
    'DELETE FROM migrations',
    'INSERT INTO migrations (timestamp, name) SELECT 1, 1',
    'UPDATE case_history SET seq = seq',
    'DELETE FROM case_history',
    'DELETE FROM cases',
    'UPDATE security_events SET seq = seq',
  ])('may not %s', async (statement) => {
    await expect(as(RUNTIME, statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('is told to let the owner migrate when the schema is of before', async () => {
    const owner = new DataSource(dataSourceOptions({ url: url(OWNER), poolSize: 1 }));
    await owner.initialize();
    await owner.undoLastMigration();
    await expect(open(RUNTIME)).rejects.toMatchObject({
      name: 'MigrationsPending',
      message: expect.stringContaining('(1 migrations wait'),
    });
    await owner.destroy();
    await (await open(OWNER)).destroy();
    await (await open(RUNTIME)).destroy();
  });
});
