import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { inputLimits } from '../../src/definition/input-limits.js';
import { INPUT_CHECKED, type InputWork } from '../../src/definition/validate-input.js';
import {
  accessMatrix,
  callers,
  openPages,
  verdictsFor,
  type Caller,
} from '../../src/identity/access-matrix.js';
import { AccessThings, type Address } from '../support/access-things.js';
import { routesOf } from '../support/check-access-matrix.js';
import { anArrears, changed } from '../support/complaints.js';
import { hostileBodies, inheritedNames } from '../support/hostile-bodies.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** No answer to what is refused is longer; a list of all acts of a kind has some thousands. */
const LONGEST_REFUSAL = 32 * 1024;

let database: TestDatabase;
let product: RunningProduct;
let document: OpenAPIObject;
let things: AccessThings;
let work: InputWork[] = [];
const listen = (done: unknown): void => {
  work.push(done as InputWork);
};

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as OpenAPIObject;
  things = await AccessThings.make(product, database.dataSource.manager);
  subscribe(INPUT_CHECKED, listen);
});
afterAll(async () => {
  unsubscribe(INPUT_CHECKED, listen);
  await product.close();
  await database.close();
});
beforeEach(() => {
  work = [];
});

/** Somebody who is let in, and what is in scope; nobody where everybody is. */
async function visitorOf(route: string): Promise<readonly [Caller, Address]> {
  const access = accessMatrix[route];
  if (!access) throw new Error(`${route} is not declared.`);
  const caller =
    callers.findLast((each) => verdictsFor(access, each).inside === 'ok') ?? 'enterprise';
  const subject = access.of ?? access.lists;
  if (!subject) return [caller, { path: {} }];
  return [caller, (await things.of(subject, caller)).inside];
}

const placed = (route: string, { path }: Address, change = (value: string) => value): string => {
  const [, address = ''] = route.split(' ');
  return address.replaceAll(/\{(\w+)\}/g, (_, name: string) => change(path[name] ?? 'interest'));
};

interface Sent {
  readonly method: string;
  readonly caller: Caller;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(address: string, { method, caller, body, headers }: Sent) {
  const response = await fetch(`${product.url}${address}`, {
    method,
    redirect: 'manual',
    headers: {
      ...headers,
      ...(await things.authorization(caller)),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body ?? null,
  });
  return { status: response.status, text: await response.text() };
}

/** What is wrong with an answer to hostile input; nothing, when nothing is. */
function faultsOf({ status, text }: { status: number; text: string }): readonly string[] {
  const { errors = [] } = status === 422 ? (JSON.parse(text) as { errors?: object[] }) : {};
  return [
    ...(status >= 500 ? [`status ${status}`] : []),
    ...(status >= 400 && text.length > LONGEST_REFUSAL ? [`${text.length} characters`] : []),
    ...(errors.length > 20 ? [`${errors.length} errors`] : []),
  ];
}

function workDone(): InputWork {
  const most = (of: (each: InputWork) => number) => Math.max(0, ...work.map(of));
  const done = { nodes: most(({ nodes }) => nodes), errors: most(({ errors }) => errors) };
  work = [];
  return done;
}

const routes = Object.keys(accessMatrix);

describe('a hostile body', () => {
  it.each(routes)('%s', async (route) => {
    const { operation } = routesOf(document).get(route) ?? {};
    const body = operation?.requestBody;
    const json = body && 'content' in body ? body.content['application/json'] : undefined;
    const [caller, thing] = await visitorOf(route);
    const { schemas = {} } = document.components ?? {};
    const schema = (json?.schema ?? {}) as Record<string, unknown>;
    const [example = {}] = [json?.example, ...Object.values(json?.examples ?? {})] as object[];
    const found: string[] = [];
    for (const each of json ? hostileBodies(schema, schemas as never, example) : []) {
      const [method = ''] = route.split(' ');
      const headers = /cases|complaints|measures/.test(route)
        ? { 'idempotency-key': `hostile-${String(Math.random())}` }
        : {};
      const answer = await send(placed(route, thing), { method, caller, body: each.json, headers });
      const done = workDone();
      const isFew = done.nodes <= 2 * inputLimits.nodes && done.errors <= 20;
      const faults = [...faultsOf(answer), ...(isFew ? [] : [JSON.stringify(done)])];
      found.push(...faults.map((fault) => `${each.what}: ${fault}`));
    }
    expect(found).toEqual([]);
  });
});

const hostileTexts = [
  '%00',
  '%EF%BF%BF',
  '%EF%BF%BE',
  '%F0%9F%BF%BE',
  '%ED%A0%80',
  '%01',
  '%C2%85',
  encodeURIComponent('\u0315\u0316'.repeat(100)),
  'x'.repeat(99),
  'x'.repeat(2_000),
  ...inheritedNames,
  '9999-12-31',
  '0001-01-01',
];

describe('a hostile address', () => {
  it.each(routes.filter((route) => route.includes('{')))('%s', async (route) => {
    const [method = ''] = route.split(' ');
    const [caller] = await visitorOf(route);
    const found: string[] = [];
    for (const hostile of hostileTexts) {
      const address = placed(route, { path: {} }, () => hostile);
      const answer = await send(address, { method, caller });
      if (answer.status < 400 || answer.status >= 500) found.push(`${hostile}: ${answer.status}`);
    }
    expect(found).toEqual([]);
  });

  it.each(openPages)('page %s', async (route) => {
    const [method = ''] = route.split(' ');
    const found: string[] = [];
    for (const hostile of hostileTexts) {
      const address = placed(route, { path: {} }, () => hostile);
      const query = `?code=${hostile}&to=${hostile}&view=${hostile}`;
      const answer = await send(`${address}${query}`, { method, caller: 'nobody' });
      if (answer.status >= 500) found.push(`${hostile}: ${answer.status}`);
    }
    expect(found).toEqual([]);
  });

  it.each(routes.filter((route) => route.startsWith('GET ')))('query of %s', async (route) => {
    const { operation } = routesOf(document).get(route) ?? {};
    const names = (operation?.parameters ?? []).flatMap((it) =>
      'in' in it && it.in === 'query' ? [it.name] : [],
    );
    const [caller, thing] = await visitorOf(route);
    const found: string[] = [];
    for (const name of [...names, ...inheritedNames]) {
      const texts = names.includes(name) ? hostileTexts : ['x'];
      for (const hostile of texts) {
        const address = `${placed(route, thing)}?${name}=${hostile}`;
        const answer = await send(address, { method: 'GET', caller });
        found.push(...faultsOf(answer).map((fault) => `${name}=${hostile}: ${fault}`));
        const done = workDone();
        if (done.nodes > inputLimits.nodes) found.push(JSON.stringify(done));
      }
    }
    expect(found).toEqual([]);
  });
});

describe('a name that every object inherits is no', () => {
  it.each(inheritedNames)('act, kind or type: %s', async (name) => {
    const { promise } = things;
    const ask = async (as: Caller, address: string, body: object) => {
      const sent = { method: 'POST', caller: as, body: JSON.stringify(body) };
      const { status, text } = await send(`/api/v1${address}`, sent);
      const { errors } = JSON.parse(text) as { errors?: { path: string; rule: string }[] };
      return [status, errors?.[0]?.rule];
    };
    const act = { type: name, payload: {} };
    expect(await ask('enterprise', `/cases/${promise.id}/events`, act)).toEqual([
      422,
      'isEventType',
    ]);
    expect(await ask('acceptor', `/measures/${promise.measureId}/events`, act)).toEqual([
      422,
      'isEventType',
    ]);
    expect(await ask('enterprise', '/complaints', { kind: name })).toEqual([422, 'isKind']);
    const measure = { type: name, caseIds: [promise.id] };
    expect(await ask('acceptor', '/measures', measure)).toEqual([422, 'isIn']);
  });
});

describe('a day at the end of the calendar', () => {
  const last = changed(anArrears, 'contract.agreedDays', 3660);

  it.each([
    ['claim.items[0].triggeredOn', '9999-12-31', 'isBusinessDate'],
    ['claim.items[0].triggeredOn', '9999-12-01', 'isBusinessDate'],
    ['claim.items[0].triggeredOn', '2199-12-31', 'notInFuture'],
    ['contract.signedOn', '2199-12-31', 'notInFuture'],
  ])('in %s (%s) is refused as %s', async (path, day, rule) => {
    const body = JSON.stringify(changed(last, path, day));
    const answer = await send('/api/v1/complaints', { method: 'POST', caller: 'enterprise', body });
    expect(answer.status).toBe(422);
    const { errors } = JSON.parse(answer.text) as { errors: object[] };
    expect(errors).toContainEqual({ path, rule, message: expect.any(String) });
  });
});
