import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { problemsOfOpenApi } from '../support/check-open-api.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const MIB = 1024 * 1024;

let database: TestDatabase;
let product: ProductProcess;

beforeAll(async () => {
  database = await openTestDatabase();
  // So that a test can come from several addresses.
  product = await startProduct({ DATABASE_URL: database.url, TRUSTED_PROXIES: '127.0.0.1' });
});
afterAll(async () => {
  await product.stop('SIGTERM');
  await database.close();
});

const api = (path: string, init: RequestInit = {}) => fetch(`${product.url}/api/v1${path}`, init);

function signIn(
  account: string,
  password = 'Qingnuo-demo-1',
  address = '203.0.113.1',
): Promise<Response> {
  return api('/sessions', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': address },
    body: JSON.stringify({ email: `${account}@demo.qingnuo.example`, password }),
  });
}

async function bearer(account: string): Promise<{ headers: Record<string, string> }> {
  const { token } = (await (await signIn(account)).json()) as { token: string };
  return { headers: { Authorization: `Bearer ${token}` } };
}

describe('a session', () => {
  it('opens, is asked for, and closes', async () => {
    const opened = await signIn('handler.arrears.450300');
    expect(opened.status).toBe(201);
    expect(await opened.json()).toMatchObject({
      account: { role: 'handler', name: '桂林市工业和信息化局 经办', language: 'zh-CN' },
    });
    const session = await bearer('handler.arrears.450300');
    expect((await api('/units', session)).status).toBe(200);
    expect((await api('/sessions/current', { ...session, method: 'DELETE' })).status).toBe(204);
    const after = await api('/units', session);
    expect(after.status).toBe(401);
    expect(after.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  });

  it('is refused in one message, and after ten failures for a while', async () => {
    const wrong = await signIn('observer', 'wrong', '203.0.113.2');
    const unknown = await signIn('nobody', 'wrong', '203.0.113.2');
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toEqual(await unknown.json());
    for (let i = 1; i < 10; i += 1) await signIn('observer', 'wrong', `203.0.113.1${i}`);
    const slowed = await signIn('observer', undefined, '203.0.113.3');
    expect(slowed.status).toBe(429);
    expect(slowed.headers.get('retry-after')).toBe('1');
    expect((await signIn('auditor', undefined, '203.0.113.3')).status).toBe(201);
  });

  it('is refused for a while to an address with ten failures, whatever the account', async () => {
    for (let i = 0; i < 10; i += 1) {
      expect((await signIn(`nobody${i}`, 'wrong', '203.0.113.4')).status).toBe(401);
    }
    const slowed = await signIn('auditor', undefined, '203.0.113.4');
    expect(slowed.status).toBe(429);
    expect(await slowed.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', retryAfter: 1 });
    expect((await signIn('auditor', undefined, '203.0.113.5')).status).toBe(201);
  });
});

describe('units', () => {
  it('are shown to officers, not to enterprises', async () => {
    const list = await api('/units?kind=promise&cityCode=450100', await bearer('acceptor.promise'));
    const { items } = (await list.json()) as { items: { organisation: string }[] };
    expect(items.map(({ organisation }) => organisation)).toContain('南宁市投资促进局');
    expect((await api('/units', await bearer('enterprise1'))).status).toBe(403);
  });
});

describe('bad input', () => {
  const json = { 'Content-Type': 'application/json' };

  it.each([
    ['malformed JSON', 400, 'MALFORMED_REQUEST', '{', json],
    ['a body over the limit', 413, 'BODY_TOO_LARGE', `"${'x'.repeat(MIB)}"`, json],
    ['another media type', 415, 'UNSUPPORTED_MEDIA_TYPE', 'a=b', { 'Content-Type': 'text/plain' }],
    ['an unknown field', 422, 'INPUT_INVALID', '{"admin":true}', json],
  ])('such as %s is answered with %i', async (_what, status, code, body, headers) => {
    const answer = await api('/sessions', { method: 'POST', headers, body });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await answer.json()).toMatchObject({ status, code });
  });

  it('such as an unknown address is answered with 404', async () => {
    expect(await (await api('/nothing')).json()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });
});

describe('the OpenAPI document', () => {
  it('is sound and has an example for everything', async () => {
    const answer = await fetch(`${product.url}/api/openapi.json`);
    expect(await problemsOfOpenApi((await answer.json()) as OpenAPIObject)).toEqual([]);
  });

  it('has a page of its own', async () => {
    const page = await fetch(`${product.url}/api/docs`);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  });
});

describe('health', () => {
  it('is told to everybody', async () => {
    expect(await (await fetch(`${product.url}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
  });
});
