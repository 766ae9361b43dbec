import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from '../../src/http/openapi/open-api.js';
import type { CaseBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { bearer, post, type Bearer } from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface KeyBody {
  readonly id: string;
  readonly key?: string;
  readonly prefix: string;
  readonly lastUsedAt: string | null;
}

let database: TestDatabase;
let product: RunningProduct;
let own: CaseBody;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  own = await product.api.file('enterprise1', aPromise);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

async function newKey(...scopes: string[]): Promise<Bearer & KeyBody> {
  const body = { name: 'ERP', scopes };
  const made = await product.api.ok<KeyBody>('enterprise1', '/api-keys', { method: 'POST', body });
  return { ...made, ...bearer(made.key ?? '') };
}

const notAllowed = { status: 403, body: { code: 'KEY_NOT_ALLOWED' } };

describe('an API key', () => {
  it('files and reads in the name of its enterprise, and nobody else’s', async () => {
    const key = await newKey('file', 'read');
    const filed = await post<CaseBody>(product.api, '/complaints', aPromise, key);
    expect(filed.status).toBe(201);
    const foreign = await product.api.file('enterprise2', aPromise);
    const get = (path: string) => product.api.request(null, path, key);
    for (const path of ['', '/history', '/clocks', '/notices']) {
      expect((await get(`/cases/${filed.body.id}${path}`)).status).toBe(200);
      expect((await get(`/cases/${foreign.id}${path}`)).status).toBe(404);
    }
    expect((await get('/cases')).status).toBe(200);
  });

  it('is held to its scopes', async () => {
    const [filing, reading] = [await newKey('file'), await newKey('read')];
    const before = await product.counts();
    expect(await product.api.request(null, '/cases', filing)).toMatchObject(notAllowed);
    expect(await post(product.api, '/complaints', aPromise, reading)).toMatchObject(notAllowed);
    expect(await product.counts()).toEqual(before);
    expect((await product.api.request(null, '/cases', reading)).status).toBe(200);
    expect((await post(product.api, '/complaints', aPromise, filing)).status).toBe(201);
  });

  it('may do nothing else, whatever the operation', async () => {
    const key = await newKey('file', 'read');
    const document = await (await fetch(`${product.url}/api/openapi.json`)).json();
    const closed = operationsOf(document as OpenAPIObject).filter(
      ({ operation }) => operation.security?.length !== 0 && !('x-api-key-scope' in operation),
    );
    expect(closed.length).toBeGreaterThan(10);
    const before = await product.counts();
    for (const { path, method } of closed) {
      const address = path.replace('/api/v1', '').replaceAll(/\{\w+\}/g, own.id);
      const answer = await product.api.request(null, address, {
        method: method.toUpperCase(),
        ...(method === 'get' || method === 'delete' ? {} : { body: {} }),
        ...key,
      });
      expect([method, path, answer.status, answer.body['code']]).toEqual([
        method,
        path,
        403,
        'KEY_NOT_ALLOWED',
      ]);
    }
    expect(await product.counts()).toEqual(before);
  });

  it('is shown once, says when it was used, and opens nothing when it is revoked', async () => {
    const key = await newKey('read');
    const listed = async () =>
      (await product.api.list<KeyBody>('enterprise1', '/api-keys')).find(({ id }) => id === key.id);
    expect(await listed()).toMatchObject({ prefix: key.prefix, lastUsedAt: null });
    expect(await listed()).not.toHaveProperty('key');
    await product.api.request(null, '/cases', key);
    expect((await listed())?.lastUsedAt).not.toBeNull();

    const revoke = (as: string) =>
      product.api.request(as, `/api-keys/${key.id}`, { method: 'DELETE' });
    expect((await revoke('enterprise2')).status).toBe(404);
    expect((await revoke('admin')).status).toBe(403);
    expect((await revoke('enterprise1')).status).toBe(204);
    const after = await product.api.request(null, '/cases', key);
    expect(after).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
  });

  it.each([
    ['for nothing', { name: 'ERP', scopes: [] }, 'scopes'],
    ['for everything', { name: 'ERP', scopes: ['admin'] }, 'scopes'],
    ['without a name', { name: '', scopes: ['read'] }, 'name'],
    ['of yesterday', { name: 'ERP', scopes: ['read'], expiresOn: '2020-01-01' }, 'expiresOn'],
  ])('is not made %s', async (_, body, path) => {
    const answer = await product.api.request('enterprise1', '/api-keys', { method: 'POST', body });
    expect(answer).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
    expect(answer.body['errors']).toMatchObject([{ path }]);
  });
});
