import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { operationsOf, type PlacedOperation } from '../../src/http/openapi/open-api.js';
import { accessMatrix } from '../../src/identity/access-matrix.js';
import { MOST_ITEMS } from '../../src/http/listed.js';
import { aPromise } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface List {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
}

let database: TestDatabase;
let product: RunningProduct;
let document: OpenAPIObject;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as OpenAPIObject;
  const filed = await product.api.file('enterprise1', aPromise);
  caseId = filed.id;
  await product.api.request('enterprise1', '/api-keys', {
    method: 'POST',
    body: { name: 'ERP', scopes: ['read'], password: 'Qingnuo-demo-1' },
  });
  // A minute ends when its letters have left: nothing changes by itself from here on.
  await product.api.pass('PT1M');
});
afterAll(async () => {
  await product.close();
  await database.close();
});

/** Every operation whose answer is a list. */
function lists(): readonly (PlacedOperation & { readonly view: Schema })[] {
  const schemas = (document.components?.schemas ?? {}) as Readonly<Record<string, Schema>>;
  return operationsOf(document).flatMap((placed) => {
    const answer = placed.operation.responses['200'] as
      { content?: Record<string, { schema?: Schema }> } | undefined;
    const schema = answer?.content?.['application/json']?.schema;
    const view = schema?.$ref ? schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;
    const isOfMany = placed.method === 'get' && !placed.path.endsWith('}');
    const isList = isOfMany && view?.properties?.['items']?.type === 'array';
    return isList ? [{ ...placed, view }] : [];
  });
}

const routeOf = ({ method, path }: PlacedOperation) => `${method.toUpperCase()} ${path}`;

/** Accounts of the demonstration that see most. */
const whoMay: Readonly<Record<string, string>> = {
  enterprise: 'enterprise1',
  acceptor: 'acceptor.promise',
  acceptorHead: 'head.promise',
  supervisor: 'supervisor',
  auditor: 'auditor',
  admin: 'admin',
};

/** It has no end at which one could stop asking: it goes on by `after`, which is always given. */
const FEED = 'GET /api/v1/events';

/** What a list has to be asked with. */
const queries: Readonly<Record<string, string>> = { uscc: '91450100MA0TEXT013' };

describe('every list of the interface', () => {
  it('says how long it is at most, and how to go on', () => {
    expect(lists().length).toBeGreaterThan(20);
    const unbounded = lists().filter((placed) => {
      const { view, operation } = placed;
      const most = view.properties?.['items']?.maxItems ?? Infinity;
      const asked = (operation.parameters ?? []).map((each) => ('name' in each ? each.name : ''));
      const goesOn = routeOf(placed) === FEED ? 'after' : 'cursor';
      const isPaged = ['limit', goesOn].every((name) => asked.includes(name));
      return most > MOST_ITEMS || !isPaged || !view.properties?.['nextCursor'];
    });
    expect(unbounded.map(routeOf)).toEqual([]);
    expect(JSON.stringify(document)).not.toContain('x-listed');
  });

  it('keeps to it: page by page it is the whole list', async () => {
    const wrong: string[] = [];
    let longer = 0;
    for (const placed of lists().filter((each) => routeOf(each) !== FEED)) {
      const access = accessMatrix[routeOf(placed)];
      const role = Object.keys(whoMay).find(
        (each) => access?.to === 'everybody' || access?.to.some((to) => to === each),
      );
      if (
        role === undefined ||
        (placed.path.includes('{') && !placed.path.includes('/cases/{id}'))
      ) {
        continue;
      }
      const path = placed.path.replace('/api/v1', '').replace('{id}', caseId);
      const as = access?.to === 'everybody' ? null : (whoMay[role] ?? null);
      const needed = (placed.operation.parameters ?? []).flatMap((each) =>
        'name' in each && each.required && each.in === 'query' ? [each.name] : [],
      );
      const given = needed.map((name) => `${name}=${queries[name] ?? ''}&`).join('');
      const read = async (page: string) => {
        const query = `${given}${page}`;
        const { status, body } = await product.api.request<List>(as, `${path}?${query}`);
        if (status !== 200) wrong.push(`${path}?${query}: ${status}`);
        return body;
      };
      const { items } = await read('');
      let cursor: string | null = null;
      for (const item of items.slice(0, 3)) {
        const page: List = await read(`limit=1${cursor === null ? '' : `&cursor=${cursor}`}`);
        if (JSON.stringify(page.items) !== JSON.stringify([item]))
          wrong.push(`${path}: another item`);
        cursor = page.nextCursor;
      }
      if (items.length > 1) longer += 1;
      if (items.length <= 3 && cursor !== null) wrong.push(`${path}: goes on behind its end`);
      for (const query of ['limit=0', 'limit=100000', 'limit=x', 'cursor=nobody']) {
        const { status } = await product.api.request(as, `${path}?${given}${query}`);
        if (status !== 422) wrong.push(`${path}?${query}: ${status}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(longer).toBeGreaterThan(5);
  });
});
