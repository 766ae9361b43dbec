import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { accessMatrix, callers, verdictsFor } from '../../src/identity/access-matrix.js';
import { AccessThings, type Address } from '../support/access-things.js';
import { routesOf } from '../support/check-access-matrix.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/**
 * What an example may be refused for: it names a thing that is not there, or the state of the one
 * that is. Its shape, its dates and its words must be such as the server takes.
 */
const ABOUT_THINGS = new Set([
  // The name of a receiver that nobody has.
  'isPublicAddress',
  ...['isUnit', 'caseInScope', 'anotherPerson', 'policyNeeded'],
  ...['LIKELY_DUPLICATE', 'USCC_REGISTERED', 'CODE_REFUSED', 'NOT_FOUND', 'EVENT_NOT_ACCEPTED'],
]);

/** The acts of cases are examples of the workflows, and each is played in `story.e2e-spec.ts`. */
const PLAYED = '/cases/{id}/events';

let database: TestDatabase;
let product: RunningProduct;
let document: OpenAPIObject;
let things: AccessThings;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as OpenAPIObject;
  things = await AccessThings.make(product, database.dataSource.manager);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

interface Example {
  readonly name: string;
  readonly value: unknown;
}

function examplesOf(route: string): readonly Example[] {
  const body = routesOf(document).get(route)?.operation.requestBody;
  const json = body && 'content' in body ? body.content['application/json'] : undefined;
  if (!json) return [];
  const named = Object.entries(json.examples ?? {}).map(([name, example]) => ({
    name,
    value: (example as { readonly value: unknown }).value,
  }));
  return named.length > 0 ? named : [{ name: 'example', value: json.example }];
}

/** As whoever may send it, to what is in scope. */
async function send(route: string, value: unknown) {
  const access = accessMatrix[route];
  if (!access) throw new Error(`${route} is not declared.`);
  const caller =
    callers.findLast((each) => verdictsFor(access, each).inside === 'ok') ?? 'enterprise';
  const subject = access.of ?? access.lists;
  const { path }: Address = subject ? (await things.of(subject, caller)).inside : { path: {} };
  const [method = '', address = ''] = route.split(' ');
  const url = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => path[name] ?? 'interest');
  const headers = { 'content-type': 'application/json', ...(await things.authorization(caller)) };
  const body = JSON.stringify(value);
  const answer = await fetch(product.url + url, { method, headers, body });
  const text = await answer.text();
  return { status: answer.status, text };
}

function reasonsOf(text: string): readonly string[] {
  const { code = '', errors = [] } = JSON.parse(text) as {
    readonly code?: string;
    readonly errors?: readonly { readonly rule: string }[];
  };
  return errors.length > 0 ? errors.map(({ rule }) => rule) : [code];
}

const routes = Object.keys(accessMatrix).filter((route) => !route.endsWith(PLAYED));

describe('an example of the document', () => {
  it.each(routes)('of %s is taken by the server', async (route) => {
    for (const { name, value } of examplesOf(route)) {
      const { status, text } = await send(route, value);
      const reasons = status < 300 ? [] : reasonsOf(text);
      const wrong = reasons.filter((reason) => !ABOUT_THINGS.has(reason));
      expect([name, wrong]).toEqual([name, []]);
    }
  });

  it('stands with more than half of what has a body', () => {
    const withBody = routes.filter((route) => examplesOf(route).length > 0);
    expect(withBody.length).toBeGreaterThan(25);
  });
});
