import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request as ask } from 'node:http';
import { text } from 'node:stream/consumers';
import { aPromise } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { accessMatrix } from '../../src/identity/access-matrix.js';

const KIB = 1024;
const absent = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const now = new Date('2026-09-14T10:00:00+08:00');

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, now);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

interface Sent {
  readonly announced: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/**
 * Sends the head of a request and, unless there is a body, nothing of what it announces: an answer
 * that comes all the same has read none of it.
 */
async function send(route: string, { announced, headers = {}, body }: Sent) {
  const [method = '', place = ''] = route.split(' ');
  const path = place.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    /id$/i.test(name) ? absent : 'x',
  );
  return new Promise<{ status: number; code: string }>((resolve, reject) => {
    const sent = ask(
      `${product.url}${path}`,
      {
        method,
        headers: {
          'content-type': 'application/json',
          'content-length': String(announced),
          ...headers,
        },
      },
      (response) => {
        text(response).then((answer) => {
          const type = response.headers['content-type'] ?? '';
          const { code = '' } = type.includes('json')
            ? (JSON.parse(answer) as { code?: string })
            : {};
          resolve({ status: response.statusCode ?? 0, code });
          sent.destroy();
        }, reject);
      },
    );
    sent.on('error', reject);
    if (body === undefined) sent.flushHeaders();
    else sent.end(body);
  });
}

const withBody = (isPublic: boolean) =>
  Object.entries(accessMatrix)
    .filter(([route]) => /^(?:POST|PUT|PATCH) /.test(route))
    .filter(([, { to }]) => (to === 'everybody') === isPublic)
    .map(([route]) => route);

const isForm = (route: string) => /\/evidence$|\/r\//.test(route);

describe('without an account', () => {
  it('no route that needs one reads anything, whatever it is sent', async () => {
    const routes = withBody(false);
    expect(routes.length).toBeGreaterThan(10);
    for (const route of routes) {
      for (const headers of [{}, { authorization: `Bearer ${'x'.repeat(43)}` }]) {
        const answer = await send(route, { announced: 1024 * KIB, headers });
        expect({ route, ...answer }).toEqual({ route, status: 401, code: 'UNAUTHENTICATED' });
      }
    }
  });

  it('no other route reads more than 64 KiB, and none that is not there', async () => {
    const routes = [...withBody(true).filter((route) => !isForm(route)), 'POST /api/v1/nowhere'];
    expect(routes.length).toBeGreaterThan(5);
    for (const route of routes) {
      const answer = await send(route, { announced: 64 * KIB + 1 });
      expect({ route, ...answer }).toEqual({ route, status: 413, code: 'BODY_TOO_LARGE' });
      const body = `{"a":"${'x'.repeat(64 * KIB - 8)}"}`;
      const read = await send(route, { announced: body.length, body });
      expect({ route, isTooLarge: read.status === 413 }).toEqual({ route, isTooLarge: false });
    }
  });

  it('a form behind a link that does not exist is not read', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await send(`POST /r/${'x'.repeat(43)}`, { announced: 50 * 1024 * KIB, headers });
    expect(answer.status).toBe(404);
  });
});

describe('with an account', () => {
  it('a route reads a MiB, and not more', async () => {
    const authorization = `Bearer ${await product.api.token('admin')}`;
    for (const route of withBody(false).filter((each) => !isForm(each))) {
      const headers = { authorization };
      const answer = await send(route, { announced: 1024 * KIB + 1, headers });
      expect({ route, ...answer }).toEqual({ route, status: 413, code: 'BODY_TOO_LARGE' });
    }
  });
});

describe('what may be asked for', () => {
  /** The first refusal of as many requests as a window could never hold. */
  async function firstRefusal(request: () => Promise<Response>) {
    for (let count = 0; count < 2_000; count += 1) {
      const answer = await request();
      if (answer.status === 429) return answer;
    }
    throw new Error('Nothing was refused.');
  }

  let own: TestDatabase;
  let limited: RunningProduct;

  beforeAll(async () => {
    own = await openTestDatabase();
    limited = await RunningProduct.start(own, now, {
      RATE_LIMIT_ADDRESS: '40',
      RATE_LIMIT_ACCOUNT: '600',
      RATE_LIMIT_SYSTEM: '30',
      RATE_LIMIT_FILINGS: '2',
      TRUSTED_PROXIES: '127.0.0.1',
    });
  });
  afterAll(async () => {
    await limited.close();
    await own.close();
  });

  it('is limited for an address without an account, and never for one with it', async () => {
    const token = await limited.api.token('enterprise1');
    const calculate = (headers: Record<string, string> = {}) =>
      fetch(`${limited.url}/api/v1/calculators/deadline`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': '192.0.2.9',
          ...headers,
        },
        body: '{"from":"2026-03-02","value":5,"unit":"workingDay"}',
      });
    const refused = await firstRefusal(() => calculate());
    const problem = (await refused.json()) as { code: string; retryAfter: number };
    expect(problem.code).toBe('TOO_MANY_REQUESTS');
    expect(problem.retryAfter).toBeGreaterThanOrEqual(1);
    expect(problem.retryAfter).toBeLessThanOrEqual(60);
    expect(refused.headers.get('retry-after')).toBe(String(problem.retryAfter));
    // The probes and whoever has signed in go on.
    expect((await fetch(`${limited.url}/healthz`)).status).toBe(200);
    expect((await calculate({ authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it('is told to who is known, and to who is refused', async () => {
    const told = ({ headers }: Response) => [
      headers.get('ratelimit-policy'),
      headers.get('ratelimit'),
    ];
    const cases = await limited.api.response('enterprise1', '/cases');
    expect(told(cases)).toEqual([
      '"account";q=600;w=60',
      expect.stringMatching(/^"account";r=5\d\d;t=([1-9]|[1-5]\d|60)$/),
    ]);
    // Nobody who is not known is told how an address stands, unless it is refused.
    const from = { headers: { 'x-forwarded-for': '192.0.2.77' } };
    const ask = () => fetch(`${limited.url}/api/v1/workflows/none`, from);
    expect(told(await ask())).toEqual([null, null]);
    const refused = await firstRefusal(ask);
    expect(told(refused)).toEqual([
      '"address";q=40;w=60',
      `"address";r=0;t=${refused.headers.get('retry-after') ?? ''}`,
    ]);
    expect(told(await fetch(`${limited.url}/healthz`))).toEqual([null, null]);
  });

  it('is a key’s own, and what systems use up nobody else misses', async () => {
    const { api } = limited;
    const newKey = async () => {
      const body = { name: 'ERP', scopes: ['read'] };
      const { key } = await api.ok<{ key: string }>('enterprise1', '/api-keys', {
        method: 'POST',
        body,
      });
      return { headers: { authorization: `Bearer ${key}` } };
    };
    const [busy, quiet] = [await newKey(), await newKey()];
    const first = await api.response(null, '/cases', busy);
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=30;w=60, "keys";q=600;w=60');
    const refused = await firstRefusal(() => api.response(null, '/cases', busy));
    expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+, "keys";r=5\d\d;t=\d+$/);
    expect((await api.request(null, '/cases', quiet)).status).toBe(200);
    const person = await api.response('enterprise1', '/cases');
    expect(person.status).toBe(200);
    expect(person.headers.get('ratelimit-policy')).toBe('"account";q=600;w=60');
    // Together they have as much as the people of the account, and no more.
    const keys = await Promise.all(Array.from({ length: 17 }, newKey));
    const answers: number[] = [];
    for (const key of keys) {
      for (let count = 0; count < 32; count += 1) {
        answers.push((await api.response(null, '/accounts/me', key)).status);
      }
    }
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(600);
    expect((await api.request('enterprise1', '/cases')).status).toBe(200);
  });

  it('is limited for filings of an account, by a limit of their own', async () => {
    const file = () =>
      limited.api.request('enterprise2', '/complaints', { method: 'POST', body: aPromise });
    const answers = [];
    for (let count = 0; count < 8; count += 1) answers.push(await file());
    const filed = answers.map(({ status }) => status);
    expect(filed).toContain(429);
    expect(filed.slice(0, 2)).toEqual([201, 201]);
    const [first, , third] = answers.map(({ headers }) => headers);
    expect(first?.get('ratelimit-policy')).toBe('"account";q=600;w=60, "filings";q=2;w=3600');
    expect(first?.get('ratelimit')).toMatch(/^"account";r=5\d\d;t=\d+, "filings";r=1;t=\d+$/);
    expect(third?.get('ratelimit')).toMatch(/, "filings";r=0;t=\d+$/);
    const read = await limited.api.request('enterprise2', '/cases');
    expect(read.status).toBe(200);
  });

  it.each(['/api/v1/track', '/track'])(
    'is used up twenty times as fast by guesses at %s',
    async (route) => {
      const { number, trackingCode } = await limited.api.file('enterprise1', aPromise);
      const look = async (code: string, from: string) => {
        const headers = { 'x-forwarded-for': from };
        const answer = await fetch(`${limited.url}${route}/${number}?code=${code}`, { headers });
        return answer.status;
      };
      const [guesser, owner] =
        route === '/track' ? ['192.0.2.1', '192.0.2.2'] : ['192.0.2.3', '192.0.2.4'];
      const guesses = [];
      for (let count = 0; count < 6; count += 1) guesses.push(await look('WRNGWRNGWRNG', guesser));
      expect(guesses[0]).toBe(404);
      expect(guesses).toContain(429);
      const looks = [];
      for (let count = 0; count < 12; count += 1) looks.push(await look(trackingCode ?? '', owner));
      expect(looks).toEqual(looks.map(() => 200));
    },
  );
});
