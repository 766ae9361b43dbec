import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { keyScopes, roles } from '../../src/definition/index.js';
import {
  accessMatrix,
  callers,
  openPages,
  scopesFor,
  verdictsFor,
  type Caller,
} from '../../src/identity/access-matrix.js';
import { workflows } from '../../workflows/index.js';
import { AccessThings } from '../support/access-things.js';
import { AccessWalk, expectedOn } from '../support/access-walk.js';
import { problemsOfMatrix, routesOf } from '../support/check-access-matrix.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let product: RunningProduct;
let document: OpenAPIObject;
let things: AccessThings;
let walk: AccessWalk;
let before: object;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as OpenAPIObject;
  things = await AccessThings.make(product, database.dataSource.manager);
  walk = new AccessWalk(product.url, things, routesOf(document));
  before = await stored();
});
afterAll(async () => {
  await product.close();
  await database.close();
});

/** Everything about cases; a leave that the walk withdraws is told of in a letter. */
async function stored(): Promise<object> {
  const { notices: _, ...counts } = await product.counts();
  const { promise, debt } = things;
  const versions = [promise, debt].map(
    async ({ id }) => (await product.api.case('admin', id)).version,
  );
  return { counts, versions: await Promise.all(versions) };
}

const whoAreLetInto = (route: string): readonly Caller[] =>
  callers.filter((caller) => verdictsFor(accessMatrix[route]!, caller).inside === 'ok');

describe('the access matrix', () => {
  it('declares every route of the interface, and no other', () => {
    expect(problemsOfMatrix(document)).toEqual([]);
  });

  it('would be found incomplete, with the line that is missing', () => {
    const { 'GET /api/v1/cases/{id}/clocks': clocks, ...others } = accessMatrix;
    expect(problemsOfMatrix(document, { ...others, 'GET /api/v1/gone': clocks! })).toEqual([
      'There is no GET /api/v1/gone: take its line out of `accessMatrix` in src/identity/access-matrix.ts.',
      "GET /api/v1/cases/{id}/clocks is not declared. Add to `accessMatrix` in src/identity/access-matrix.ts: 'GET /api/v1/cases/{id}/clocks': { to: [/* the roles that may */], key: 'read', of: 'case' },",
    ]);
  });

  it('and the pages that it names are all that is served', () => {
    const declared = [...Object.keys(accessMatrix), ...openPages];
    // One route serves the calculators that workflows declare.
    const calculators = workflows.flatMap((workflow) => workflow.calculators ?? []);
    const served = product.routes
      .filter((route) => !route.startsWith('GET /api/docs/'))
      .flatMap((route) =>
        route.endsWith('/calculators/{name}')
          ? calculators.map(({ name }) => route.replace('{name}', name))
          : [route],
      );
    expect(served.toSorted()).toEqual(declared.toSorted());
  });
});

describe('what is open to API keys', () => {
  /**
   * Written out on purpose: who opens a route to keys changes a line here, and somebody looks at it.
   * Acts stand in workflows/key-scopes.spec.ts.
   */
  const decided: Readonly<Record<string, readonly string[]>> = {
    'GET /api/v1/accounts/me': keyScopes,
    'GET /api/v1/bodies': ['file'],
    'POST /api/v1/complaints': ['file'],
    'GET /api/v1/cases': ['read'],
    'GET /api/v1/cases/counts': ['read'],
    'GET /api/v1/cases/{id}': ['read'],
    'POST /api/v1/cases/{id}/events': ['supplement', 'money', 'answers'],
    'GET /api/v1/cases/{id}/ledger': ['read'],
    'GET /api/v1/cases/{id}/ledger/sheet.xlsx': ['read', 'documents'],
    'GET /api/v1/cases/{id}/ledger/sheet.html': ['read', 'documents'],
    'GET /api/v1/portfolio.xlsx': ['documents'],
    'GET /api/v1/cases/{id}/history': ['read'],
    'GET /api/v1/cases/{id}/clocks': ['read'],
    'GET /api/v1/cases/{id}/notices': ['read'],
    'POST /api/v1/cases/{id}/evidence': ['evidence'],
    'GET /api/v1/cases/{id}/evidence': ['read', 'evidence'],
    'GET /api/v1/cases/{id}/evidence/{evidenceId}': ['evidence'],
    'GET /api/v1/events': ['read'],
    'POST /api/v1/uploads': ['evidence'],
    'GET /api/v1/uploads': ['evidence'],
    'DELETE /api/v1/uploads/{id}': ['evidence'],
    'GET /api/v1/cases/{id}/documents': ['documents'],
    'GET /api/v1/cases/{id}/documents/{documentId}': ['documents'],
  };

  it('is what was decided on', () => {
    const declared = Object.entries(accessMatrix)
      .map(([route, access]) => [route, scopesFor(access)] as const)
      .filter(([, scopes]) => scopes.length > 0);
    expect(Object.fromEntries(declared)).toEqual(decided);
  });

  it('is said of each act in the document, too', () => {
    for (const { events } of workflows) {
      for (const [type, { keyScope, by, through }] of Object.entries(events)) {
        // Files have a route of their own.
        if (!by.includes('enterprise') || through !== undefined) continue;
        const name = type.replaceAll(/(?:^|\.)(\w)/g, (_, letter: string) => letter.toUpperCase());
        const schema = document.components?.schemas?.[`${name}Event`] as Record<string, unknown>;
        expect([type, schema['x-api-key-scope']]).toEqual([type, keyScope]);
      }
    }
  });
});

describe.each(Object.entries(accessMatrix))('%s', (route, access) => {
  it('lets in whom the access matrix says', async () => {
    expect(await walk.foundOn(route, access)).toEqual(expectedOn(access));
  });

  it('asks for a proof of the password where the access matrix says so, and nowhere else', async () => {
    const subject = access.of ?? access.lists;
    for (const role of roles) {
      if (verdictsFor(access, role).inside !== 'ok' || access.to === 'everybody') continue;
      const thing = subject ? (await things.of(subject, role)).inside : null;
      const { status, text } = await walk.askStale(route, role, thing);
      // The record of what people do tells of such refusals, too.
      const asked = status === 403 && text.includes('REAUTHENTICATION_REQUIRED');
      expect([role, asked]).toEqual([role, access.fresh ?? false]);
    }
  });

  if (access.of === 'case') {
    it('answers for a case out of scope as for one that there is not', async () => {
      for (const caller of callers) {
        if (verdictsFor(access, caller).outside !== 404) continue;
        const { outside, absent } = await things.of('case', caller);
        const seen = await walk.ask(route, caller, outside);
        expect({ caller, ...seen }).toEqual({ caller, ...(await walk.ask(route, caller, absent)) });
      }
    });
  }
});

describe('within the scope', () => {
  it.each([
    'GET /api/v1/cases/{id}/evidence/{evidenceId}',
    'POST /api/v1/cases/{id}/evidence/{evidenceId}/seal',
    'GET /api/v1/cases/{id}/documents/{documentId}',
    'DELETE /api/v1/cases/{id}/links/{linkId}',
  ])('%s does not find what belongs to another case', async (route) => {
    for (const caller of whoAreLetInto(route)) {
      const { inside } = things.cases(caller);
      const other = inside === things.promise ? things.debt : things.promise;
      const { evidenceId, documentId, linkId } = other;
      const path = { id: inside.id, evidenceId, documentId, linkId };
      const { status } = await walk.ask(route, caller, { path });
      expect([caller, status]).toEqual([caller, 404]);
    }
  });

  it.each(roles)('an act is refused to %s unless the workflow names the role', async (role) => {
    const { id, kind } = things.cases(role).inside;
    const { events } = workflows.find(({ key }) => key === kind)!;
    for (const [type, { by, units, through }] of Object.entries(events)) {
      // Files have routes of their own, and no unit cooperates here.
      if (through !== undefined || units === 'cooperating') continue;
      const { status } = await walk.act(role, id, type);
      expect([type, status === 403]).toEqual([type, !by.includes(role)]);
    }
  });

  it.each([
    ['promise', 'enterprise1'],
    ['debt', 'enterprise2'],
  ] as const)('an act on the %s is open to a key by its own scope alone', async (which, owner) => {
    const { id, kind } = things[which];
    const { events } = workflows.find(({ key }) => key === kind)!;
    const found = new Set<string>();
    for (const scope of keyScopes) {
      const key = await things.keyOf(owner, scope);
      for (const [type, { keyScope, through }] of Object.entries(events)) {
        const { status, text } = await walk.act('nobody', id, type, key);
        const mayDo = keyScope === scope;
        expect([scope, type, status === 403]).toEqual([scope, type, !mayDo]);
        if (mayDo && through === undefined) found.add(type);
        if (mayDo) continue;
        const { code, needs, scopes, detail } = JSON.parse(text) as Record<string, unknown>;
        expect([type, code, needs, scopes]).toEqual([
          type,
          'KEY_NOT_ALLOWED',
          keyScope ?? null,
          [scope],
        ]);
        expect(detail).toMatch(keyScope ?? /^No API key may/);
      }
      // What no workflow knows is refused as that.
      expect((await walk.act('nobody', id, 'complaint.forget', key)).status).toBe(422);
    }
    expect(found.size).toBeGreaterThan(2);
  });

  it('the counts are those of the list', async () => {
    const read = async <Body>(route: string, caller: Caller) =>
      JSON.parse((await walk.ask(route, caller, null)).text) as Body;
    for (const caller of whoAreLetInto('GET /api/v1/cases/counts')) {
      const { items } = await read<{ items: object[] }>('GET /api/v1/cases', caller);
      const counts = await read<{ open: number }>('GET /api/v1/cases/counts', caller);
      expect([caller, counts.open]).toEqual([caller, items.length]);
    }
  });
});

it('nothing was changed by what is refused', async () => {
  expect(await stored()).toEqual(before);
});
