import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { demoDomain, demoPassword } from '../../seeds/demo-accounts.js';
import { RecordCheck } from '../../src/activity/record-check.js';
import { recordedRoutes, type Recorded } from '../../src/activity/recorded-routes.js';
import type { SecurityEvent } from '../../src/activity/security-event.entity.js';
import { accessMatrix, type Caller } from '../../src/identity/access-matrix.js';
import { AccessThings, type Address } from '../support/access-things.js';
import { AccessWalk } from '../support/access-walk.js';
import { routesOf } from '../support/check-access-matrix.js';
import { formOf, handIn } from '../support/evidence.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { checkOf, endOf, eventsOf } from '../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const auditor = 'securityauditor';
const password = demoPassword;

let database: TestDatabase;
let product: RunningProduct;
let things: AccessThings;
let walk: AccessWalk;
let before: number;

/** Each request comes from another address: strangers have a row for each refusal up to a number. */
const sendAsIs = globalThis.fetch;
let requests = 0;
let client: string | null = null;
const fromElsewhere: typeof fetch = (input, init) => {
  requests += 1;
  const headers = new Headers(init?.headers);
  headers.set('x-forwarded-for', client ?? `10.0.${requests >> 8}.${requests & 255}`);
  return sendAsIs(input, { ...init, headers });
};

beforeAll(async () => {
  globalThis.fetch = fromElsewhere;
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'), {
    TRUSTED_PROXIES: '127.0.0.1',
  });
  const document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as OpenAPIObject;
  things = await AccessThings.make(product, database.dataSource.manager);
  walk = new AccessWalk(product.url, things, routesOf(document));
  for (const as of [auditor, 'admin', 'enterprise1', 'handler.promise.450100']) {
    await product.api.response(as, '/sessions');
  }
});
afterAll(async () => {
  globalThis.fetch = sendAsIs;
  await product.close();
  await database.close();
});
beforeEach(async () => {
  before = (await endOf(database.dataSource)).seq;
});

const rows = () => eventsOf(database.dataSource, before);

/** Whose requests are walked: one of each sort. */
const walked: readonly Caller[] = ['nobody', 'key:read', 'enterprise', 'handler', 'admin'];

/** What the declaration and the answer together ask for; nothing of the product decides it. */
function expectedKinds(declared: Recorded, status: number): readonly string[] {
  if ('unrecorded' in declared) {
    if (declared.unrecorded === 'health') return [];
    return [401, 403, 429].includes(status) ? ['access.refused'] : [];
  }
  if ([401, 403, 404, 410, 429].includes(status)) return [declared.refused ?? 'access.refused'];
  return status >= 400 || declared.inHistory ? [] : [declared.kind];
}

describe.each(Object.entries(accessMatrix))('%s', (route, access) => {
  it('leaves exactly the rows that are declared, of everybody, allowed and refused', async () => {
    const declared = recordedRoutes[route]!;
    for (const caller of walked) {
      const subject = access.of ?? access.lists;
      const found = subject ? await things.of(subject, caller) : null;
      for (const thing of found ? [found.inside, found.outside] : [null]) {
        before = (await endOf(database.dataSource)).seq;
        const { status } = await walk.ask(route, caller, thing);
        const written = await rows();
        const kinds = written.map(({ kind }) => kind);
        // A code that was refused is a refusal, too.
        if (status !== 422) {
          expect([caller, status, ...kinds]).toEqual([
            caller,
            status,
            ...expectedKinds(declared, status),
          ]);
        }
        for (const row of written) requireFacts(row, { route, caller, status, thing });
      }
    }
  });
});

function requireFacts(
  row: SecurityEvent,
  asked: {
    readonly route: string;
    readonly caller: Caller;
    readonly status: number;
    readonly thing: Address | null;
  },
): void {
  const { route, caller, status, thing } = asked;
  expect(row).toMatchObject({ route, status });
  expect(row.client).toMatch(/^10\.0\./);
  const { of, to } = accessMatrix[route]!;
  const isKnown = caller !== 'nobody' && status !== 401;
  // Where everybody may, nobody has to be asked who they are.
  if (to === 'everybody' && !isKnown) return;
  expect([route, caller, row.accountId !== null]).toEqual([route, caller, isKnown]);
  if (isKnown) expect(row.role).toBe(caller === 'key:read' ? 'enterprise' : caller);
  expect(row.keyId !== null).toBe(isKnown && caller === 'key:read');
  if (of === 'case' || of === 'measure') expect(row.caseId).toBe(thing?.path['id']);
}

describe('what people do', () => {
  const single = async () => {
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    return row!;
  };
  const send = (as: string | null, method: string, path: string, body?: object) =>
    product.api.response(as, path, { method, ...(body && { body }) });

  it('signs in, fails to, and signs out', async () => {
    const email = `credit@${demoDomain}`;
    const opened = await send(null, 'POST', '/sessions', { email, password });
    const { token, account } = (await opened.json()) as { token: string; account: { id: string } };
    expect(await single()).toMatchObject({
      kind: 'session.opened',
      accountId: account.id,
      role: 'creditOfficer',
      status: 201,
      details: { address: `c***@${demoDomain}` },
    });
    before += 1;
    await send(null, 'POST', '/sessions', { email, password: 'wrong' });
    expect(await single()).toMatchObject({
      kind: 'session.refused',
      accountId: null,
      status: 401,
      code: 'CREDENTIALS_REFUSED',
      details: { address: `c***@${demoDomain}`, attempted: 'session.opened' },
    });
    before += 1;
    const headers = { authorization: `Bearer ${token}` };
    await fetch(`${product.url}/api/v1/sessions/current`, { method: 'DELETE', headers });
    expect(await single()).toMatchObject({ kind: 'session.ended', accountId: account.id });
    before += 1;
    await fetch(`${product.url}/api/v1/sessions/current`, { method: 'DELETE', headers });
    expect(await single()).toMatchObject({ kind: 'access.refused', accountId: null, status: 401 });
  });

  it('acts on a case: the history has it, the record has what was refused', async () => {
    const { id } = things.promise;
    const withdrawal = {
      type: 'complaint.withdraw',
      payload: { reason: '已和解', underPressure: false },
    };
    await send('handler.promise.450100', 'POST', `/cases/${id}/events`, withdrawal);
    expect(await single()).toMatchObject({
      kind: 'access.refused',
      code: 'FORBIDDEN',
      caseId: id,
      details: { attempted: 'case.acted' },
    });
    before += 1;
    const file = await handIn(product.api, 'enterprise1', id, formOf('说明.pdf', pdf()));
    expect(file.status).toBe(201);
    expect(await rows()).toEqual([]);
  });

  it('reads a list, a file and a sheet', async () => {
    const list = await send('enterprise1', 'GET', '/cases?kind=promise&q=示例装备');
    const { items } = (await list.json()) as { items: object[] };
    expect(await single()).toMatchObject({
      kind: 'case.listed',
      details: { kind: 'promise', qLength: 4, listed: items.length },
    });
    before += 1;
    const { id, evidenceId } = things.promise;
    await (await send('enterprise1', 'GET', `/cases/${id}/evidence/${evidenceId}`)).blob();
    expect(await single()).toMatchObject({ kind: 'file.read', caseId: id, subject: evidenceId });
    before += 1;
    await (await send('enterprise1', 'GET', '/portfolio.xlsx')).blob();
    expect(await single()).toMatchObject({ kind: 'sheet.exported' });
  });

  it('administers: who, to whom, and which role', async () => {
    const [unitId] = await product.api.unitIds('promise', '450100');
    const invited = await send('admin', 'POST', '/invitations', {
      email: 'newcomer@office.example',
      name: '新同事',
      role: 'handler',
      unitId,
      language: 'zh-CN',
    });
    const { id } = (await invited.json()) as { id: string };
    expect(await single()).toMatchObject({
      kind: 'invitation.made',
      role: 'admin',
      subject: id,
      details: { role: 'handler', unitId, address: 'n***@office.example' },
    });
    before += 1;
    await send('admin', 'DELETE', `/invitations/${id}`);
    expect(await single()).toMatchObject({ kind: 'invitation.revoked', subject: id });
  });

  it('tries a code that opens nothing', async () => {
    await send(null, 'POST', '/password-resets/complete', {
      code: 'K7Q2M9XWPLRT',
      password: 'some new password 7',
    });
    expect(await single()).toMatchObject({ kind: 'access.refused', code: 'CODE_REFUSED' });
  });

  it('opens a link that there is not, and an address that there is not', async () => {
    await fetch(`${product.url}/r/${'x'.repeat(43)}`);
    expect(await single()).toMatchObject({
      kind: 'access.refused',
      route: 'GET /r/{token}',
      details: { attempted: 'link.opened' },
    });
    before += 1;
    await fetch(`${product.url}/admin.php?token=x`);
    expect(await single()).toMatchObject({ kind: 'access.refused', route: null, status: 404 });
  });
});

describe('what leaves no row', () => {
  it.each([
    '/healthz',
    '/readyz',
    '/api/v1/workflows',
    '/api/v1/policies',
    '/api/v1/public/dishonesty',
    '/track/P-2026-450100-000001',
    '/api/openapi.json',
  ])('%s', async (path) => {
    expect((await fetch(`${product.url}${path}`)).status).toBe(200);
    expect(await rows()).toEqual([]);
  });
});

it('a stranger fills the record no faster than a row a second', async () => {
  client = '203.0.113.7';
  for (let i = 0; i < 65; i += 1) await (await fetch(`${product.url}/api/v1/cases`)).text();
  expect(await rows()).toHaveLength(60);
  // Somebody who is known has a row each, from the same address.
  await product.api.response('admin', '/security-events');
  expect(await rows()).toHaveLength(61);
  client = null;
});

describe('a secret', () => {
  const secret = 'Zq8-hunter2-hunter2-Zq8';
  const plant = async (path: string, method: string, body?: object) => {
    const response = await fetch(`${product.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secret}${secret}`,
        cookie: `session=${secret}`,
        'x-api-key': secret,
        'idempotency-key': secret,
        'if-match': secret,
        'acting-for': secret,
        referer: `https://a.example/?code=${secret}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    await response.text();
  };

  it('that stands in a header, a body, a query or an address is in no row', async () => {
    for (const route of [...Object.keys(accessMatrix), 'GET /r/{token}', 'GET /track/{number}']) {
      const [method = '', template = ''] = route.split(' ');
      const query = ['q', 'code', 'kind', 'state', 'cursor', 'token', 'from', secret]
        .map((name) => `${name}=${secret}`)
        .join('&');
      const path = `${template.replaceAll(/\{\w+\}/g, secret)}?${query}`;
      const words = ['email', 'password', 'code', 'role', 'unitId', 'name', 'type', 'q', 'year'];
      const body = Object.fromEntries(words.map((name) => [name, secret]));
      await plant(path, method, method === 'GET' || method === 'DELETE' ? undefined : body);
    }
    // The same by somebody who is let in.
    for (const path of ['/cases', '/measures', '/accounts', '/security-events']) {
      for (const name of ['q', 'kind', 'state', 'type', 'status']) {
        for (const as of ['admin', auditor]) {
          await product.api.response(as, `${path}?${name}=${secret}`);
        }
      }
    }
    const written = await rows();
    expect(written.length).toBeGreaterThan(20);
    expect(JSON.stringify(written)).not.toContain('hunter2');
  });
});

describe('the security auditor', () => {
  interface Page {
    readonly items: readonly SecurityEvent[];
    readonly nextCursor: string | null;
  }
  const ask = async (query: string) => {
    const response = await product.api.response(auditor, `/security-events${query}`);
    return { status: response.status, body: (await response.json()) as Page };
  };

  it('reads the record page by page, and that is in it', async () => {
    const { body } = await ask('?limit=2');
    expect(body.items).toHaveLength(2);
    const next = await ask(`?limit=2&cursor=${body.nextCursor ?? ''}`);
    expect(next.body.items[0]!.seq).toBeLessThan(body.items[1]!.seq);
    expect(await rows()).toMatchObject([
      { kind: 'record.read', role: 'securityAuditor', details: { limit: '2', listed: 2 } },
      { kind: 'record.read', details: { listed: 2 } },
    ]);
    const { id } = things.promise;
    const about = await ask(`?caseId=${id}&kind=file.read`);
    expect(about.body.items.length).toBeGreaterThan(0);
    for (const { caseId, kind } of about.body.items)
      expect({ caseId, kind }).toEqual({ caseId: id, kind: 'file.read' });
  });

  it.each([
    '?kind=nothing',
    '?from=yesterday',
    '?to=2026-02-30T00:00:00Z',
    '?accountId=1',
    '?cursor=x',
    '?limit=0',
    '?x=1',
  ])('is refused %s', async (query) => {
    expect((await ask(query)).status).toBe(422);
  });

  it('exports it as lines that are a whole chain', async () => {
    const response = await product.api.response(auditor, '/security-events/export');
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const lines = (await response.text()).trimEnd().split('\n');
    const check = new RecordCheck();
    for (const line of lines) check.add(JSON.parse(line) as SecurityEvent);
    expect(check.report()).toEqual({ events: lines.length, broken: null });
    const [exported] = await rows();
    expect(exported).toMatchObject({ kind: 'record.exported', role: 'securityAuditor' });
    // Everything from before it: its own row was written while the first lines were read.
    const last = JSON.parse(lines.at(-1) ?? '') as SecurityEvent;
    expect(last.seq).toBeGreaterThanOrEqual(exported!.seq - 1);
  });
});

describe('when the record cannot be written', () => {
  const rename = (from: string, to: string) =>
    database.dataSource.query(`ALTER TABLE ${from} RENAME TO ${to}`);

  it('nothing of a case is handed out, and what is public stays open', async () => {
    await rename('security_chain', 'security_chain_away');
    try {
      const { id, evidenceId } = things.promise;
      for (const path of [`/cases/${id}`, '/cases', `/cases/${id}/evidence/${evidenceId}`]) {
        const response = await product.api.response('enterprise1', path);
        const text = await response.text();
        expect([path, response.status]).toEqual([path, 503]);
        expect(JSON.parse(text)).toMatchObject({ code: 'UNAVAILABLE' });
        expect(text).not.toContain(things.promise.number);
        expect(response.headers.get('etag')).toBeNull();
        expect(response.headers.get('content-disposition')).toBeNull();
      }
      for (const path of ['/healthz', '/api/v1/workflows', '/api/v1/public/dishonesty']) {
        expect([path, (await fetch(`${product.url}${path}`)).status]).toEqual([path, 200]);
      }
    } finally {
      await rename('security_chain_away', 'security_chain');
    }
    expect((await product.api.response('enterprise1', '/cases')).status).toBe(200);
  });
});

it('an unknown id of a case is kept, as it is what was tried', async () => {
  const id = randomUUID();
  await product.api.response('enterprise1', `/cases/${id}`);
  expect(await rows()).toMatchObject([{ kind: 'access.refused', caseId: id, status: 404 }]);
});

it('the chain is whole after all of it', async () => {
  const { events, broken } = await checkOf(database.dataSource);
  expect(broken).toBeNull();
  expect(events).toBeGreaterThan(100);
});
