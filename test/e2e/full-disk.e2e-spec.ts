import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { FolderStore } from '../../src/evidence/folder-store.js';
import { caseWith } from '../support/case-acts.js';
import { aPromise } from '../support/complaints.js';
import { filesIn, formOf, handIn } from '../support/evidence.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const stored = async () => [await product.counts(), filesIn(product.dataDir)];

describe('a disk that is full', () => {
  it('of the files: 507 and nothing of it, complaints as ever, and the same file later', async () => {
    const { id } = await caseWith(product.api);
    const key = { 'idempotency-key': 'full-files' };
    const add = () => handIn(product.api, 'enterprise1', id, formOf('a.pdf', pdf('full')), key);
    const words = 'ENOSPC: no space left on device, mkdir';
    const noSpace = Object.assign(new Error(words), { code: 'ENOSPC', syscall: 'mkdir' });
    const put = jest.spyOn(FolderStore.prototype, 'put').mockRejectedValue(noSpace);
    const before = await stored();
    expect(await add()).toMatchObject({ status: 507, body: { code: 'STORAGE_FULL' } });
    expect(await stored()).toEqual(before);
    await product.api.file('enterprise1', aPromise);
    put.mockRestore();
    expect(await add()).toMatchObject({ status: 201 });
  });

  it('of the database: 503 and nothing of it, and the same complaint later', async () => {
    const file = () =>
      product.api.request('enterprise1', '/complaints', {
        method: 'POST',
        body: aPromise,
        headers: { 'idempotency-key': 'full-tables' },
      });
    // What the server says when a table cannot grow.
    await database.dataSource.query(
      `CREATE FUNCTION no_space() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
       CREATE TRIGGER no_space BEFORE INSERT ON case_history EXECUTE FUNCTION no_space()`,
    );
    const before = await product.counts();
    expect(await file()).toMatchObject({
      status: 503,
      body: { code: 'UNAVAILABLE', detail: expect.stringContaining('no space left') },
    });
    expect(await product.counts()).toEqual(before);
    await database.dataSource.query('DROP FUNCTION no_space CASCADE');
    expect(await file()).toMatchObject({ status: 201 });
  });
});
