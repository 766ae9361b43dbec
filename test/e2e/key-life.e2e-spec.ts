import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { keyScopes, type KeyScope } from '../../src/definition/index.js';
import { bearer, type Bearer } from '../support/newcomers.js';
import { endKeys, makeKey } from '../support/own-keys.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const owner = 'enterprise1';
const handler = 'handler.arrears.450200';

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
beforeEach(() => endKeys(database));

const newKey = (...scopes: KeyScope[]) => makeKey(product.api, owner, ...scopes);
const get = (key: Bearer, path: string) =>
  product.api.request<Record<string, unknown>>(null, path, key);

describe('GET /accounts/me', () => {
  it('tells a key of every scope what it is', async () => {
    for (const scope of keyScopes) {
      const key = await newKey(scope);
      const { status, body } = await get(key, '/accounts/me');
      expect([scope, status]).toEqual([scope, 200]);
      expect(body).toMatchObject({
        account: { email: `${owner}@demo.qingnuo.example`, role: 'enterprise', language: 'zh-CN' },
        enterprise: { uscc: expect.stringMatching(/^.{18}$/) as unknown },
        unit: null,
        actsFor: [],
        mode: 'demo',
        today: '2026-09-14',
        key: {
          id: key.id,
          name: `ERP ${scope}`,
          prefix: key.prefix,
          scopes: [scope],
          expiresOn: key.expiresOn,
          lastUsedAt: null,
        },
      });
    }
  });

  it('tells an officer the unit, and for whom to act', async () => {
    const me = async (as: string) => product.api.ok<Record<string, unknown>>(as, '/accounts/me');
    const head = await me('head.arrears.450200');
    const { id } = head['account'] as { id: string };
    const mine = await me(handler);
    const deputyId = (mine['account'] as { id: string }).id;
    expect(mine).toMatchObject({ enterprise: null, actsFor: [], key: null });
    expect(mine['unit']).toMatchObject({ name: { zh: expect.any(String) as unknown } });
    const body = { deputyId, fromOn: '2026-09-14', untilOn: '2026-09-18' };
    await product.api.ok('head.arrears.450200', '/leaves', { method: 'POST', body });
    expect((await me(handler))['actsFor']).toMatchObject([
      { accountId: id, role: 'handlerHead', untilOn: '2026-09-18' },
    ]);
    expect((await me('securityauditor'))['account']).toMatchObject({ role: 'securityAuditor' });
    expect((await product.api.request(null, '/accounts/me')).status).toBe(401);
  });
});

describe('a key that opens nothing', () => {
  const challenge = async (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    const answer = await product.api.request(null, '/cases', { headers });
    return [answer.status, answer.body['code'], answer.headers.get('www-authenticate')];
  };
  const invalid = 'Bearer error="invalid_token"';

  it('is told why, if it is one, and nothing if it is none', async () => {
    const key = await newKey('read');
    const { authorization } = key.headers;
    expect(await challenge()).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
    expect(await challenge('Basic YTpi')).toEqual([401, 'UNAUTHENTICATED', 'Bearer']);
    const guess = `Bearer ${key.prefix}_${'x'.repeat(43)}`;
    expect(await challenge(guess)).toEqual([401, 'UNAUTHENTICATED', invalid]);
    expect(await challenge(`Bearer ${'x'.repeat(43)}`)).toEqual([401, 'UNAUTHENTICATED', invalid]);
    expect(await challenge('Bearer x')).toEqual([401, 'UNAUTHENTICATED', invalid]);
    const { dataSource } = database;
    await dataSource.query(`UPDATE api_keys SET expires_on = '2026-01-01' WHERE id = $1`, [key.id]);
    expect(await challenge(authorization)).toEqual([401, 'KEY_EXPIRED', invalid]);
    await product.api.request(owner, `/api-keys/${key.id}`, { method: 'DELETE' });
    expect(await challenge(authorization)).toEqual([401, 'KEY_REVOKED', invalid]);
    expect(await challenge(guess)).toEqual([401, 'UNAUTHENTICATED', invalid]);
  });

  it('does not come of a wrong password beside a good token', async () => {
    const answer = await product.api.request(owner, '/sessions/current/reauthentication', {
      method: 'POST',
      body: { password: 'wrong' },
    });
    expect(answer.body['code']).toBe('CREDENTIALS_REFUSED');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('a key that is made', () => {
  it('is not called a JWT, which it is not', async () => {
    const address = `${product.url}/api/openapi.json`;
    const { components } = (await (await fetch(address)).json()) as OpenAPIObject;
    expect(components?.securitySchemes?.['bearer']).toEqual({
      type: 'http',
      scheme: 'bearer',
      description: 'The token of a session, or an API key.',
    });
  });

  it('by the example of the document is taken, and ends in a year', async () => {
    const address = `${product.url}/api/openapi.json`;
    const document = (await (await fetch(address)).json()) as OpenAPIObject;
    const operation = document.paths['/api/v1/api-keys']?.post;
    const media = (operation?.requestBody as { content: Record<string, { example: object }> })
      .content['application/json'];
    const made = await product.api.request<{ expiresOn: string; createdAt: string }>(
      owner,
      '/api-keys',
      { method: 'POST', body: media?.example },
    );
    expect(made.status).toBe(201);
    const year = (text: string) => Number(text.slice(0, 4));
    expect(year(made.body.expiresOn) - year(made.body.createdAt)).toBe(1);
  });

  it('is replaced over HTTP with an overlap, and both are listed', async () => {
    const key = await newKey('read');
    const rotate = (id: string, body: object) =>
      product.api.request(owner, `/api-keys/${id}/rotation`, { method: 'POST', body });
    for (const overlapDays of [-1, 15, 1.5]) {
      expect(await rotate(key.id, { overlapDays })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'overlapDays' }] },
      });
    }
    const next = await rotate(key.id, {});
    expect(next).toMatchObject({ status: 201, body: { name: 'ERP read', scopes: ['read'] } });
    const both = [key, bearer(String(next.body['key']))];
    for (const each of both) expect((await get(each, '/cases')).status).toBe(200);
    const keys = await product.api.list<{ id: string; replacedBy: string }>(owner, '/api-keys');
    expect(keys.find(({ id }) => id === key.id)?.replacedBy).toBe(next.body['id']);
    expect(await rotate(key.id, {})).toMatchObject({
      status: 409,
      body: { code: 'KEY_NOT_ROTATABLE', reason: 'rotated', replacedBy: next.body['id'] },
    });
    expect(await rotate(String(next.body['id']), { overlapDays: 0 })).toMatchObject({
      status: 201,
    });
    expect((await get(both[1]!, '/cases')).status).toBe(401);
  });
});
