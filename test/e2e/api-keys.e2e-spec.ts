import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf } from '../../src/http/openapi/open-api.js';
import type { CaseBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { bearer, mailsTo, post, signIn, type Bearer } from '../support/newcomers.js';
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
    expect(after).toMatchObject({ status: 401, body: { code: 'KEY_REVOKED' } });
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

  it('is told of by letter, and ends with a changed password unless its owner keeps it', async () => {
    const { api } = product;
    const email = 'enterprise1@demo.qingnuo.example';
    const session = await signIn(api, email, 'Qingnuo-demo-1');
    const change = (current: string, password: string, keep: object) =>
      api.request(null, '/accounts/me/password', {
        method: 'PUT',
        body: { current, password, ...keep },
        ...session,
      });
    const key = await newKey('read');
    const mails = await mailsTo(api, email);
    const made = mails.find(({ text }) => text.includes(key.prefix));
    expect(made?.subject).toBe('清诺：您的账号新建了接口密钥');
    expect(made?.text).toContain(`DELETE /api/v1/api-keys/${key.id}`);
    expect(made?.text).not.toContain(key.key);

    const read = async () => (await api.request(null, '/cases', key)).status;
    const next = 'correct-horse-battery';
    expect((await change('Qingnuo-demo-1', next, { keepKeys: true })).status).toBe(204);
    expect(await read()).toBe(200);
    expect((await change(next, 'another-horse-battery', {})).status).toBe(204);
    expect(await read()).toBe(401);
    const listed = await api.request<{ items: KeyBody[] }>(null, '/api-keys', session);
    const own = listed.body.items.find(({ id }) => id === key.id);
    expect(own).toMatchObject({ endReason: 'passwordChanged' });
    const letter = (await mailsTo(api, email)).find(({ text }) => text.includes('同时失效'));
    expect(letter?.text).toContain(key.prefix);
  });

  it('is made only with a password that was proved just now', async () => {
    const { api } = product;
    const session = await signIn(api, 'enterprise2@demo.qingnuo.example', 'Qingnuo-demo-1');
    const ask = (path: string, body: object) =>
      api.request(null, path, { method: 'POST', body, ...session });
    const make = () => ask('/api-keys', { name: 'ERP', scopes: ['read'] });
    await database.dataSource.query(
      `UPDATE sessions SET authenticated_at = authenticated_at - interval '10 minutes'`,
    );
    const before = await product.counts();
    const refused = { status: 403, body: { code: 'REAUTHENTICATION_REQUIRED' } };
    expect(await make()).toMatchObject(refused);
    const prove = (password: string) => ask('/sessions/current/reauthentication', { password });
    expect(await prove('wrong')).toMatchObject({ status: 401 });
    expect(await make()).toMatchObject(refused);
    expect(await product.counts()).toEqual(before);
    expect((await prove('Qingnuo-demo-1')).status).toBe(204);
    expect((await make()).status).toBe(201);
    for (let i = 0; i < 10; i += 1) await prove('wrong');
    const slowed = await prove('Qingnuo-demo-1');
    expect(slowed).toMatchObject({ status: 429, body: { retryAfter: 1 } });
  });
});
