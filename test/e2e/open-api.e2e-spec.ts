import { request, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { securityKinds } from '../../src/activity/security-kinds.js';
import { clockStatuses } from '../../src/clocks/clock.entity.js';
import { chartOf, withDescendants } from '../../src/definition/chart.js';
import {
  dayBases,
  governings,
  locales,
  marks,
  policyUnits,
  roles,
  capacities,
  rollRules,
  startRules,
  termUnits,
  warningUnits,
} from '../../src/definition/index.js';
import { modes } from '../../src/config/config.js';
import { keyScopes } from '../../src/definition/key-scope.js';
import { addressSources } from '../../src/definition/service-address.js';
import { enterpriseStandings } from '../../src/engine/party-directory.js';
import { operationsOf } from '../../src/http/openapi/open-api.js';
import { problemKinds, type ProblemCode } from '../../src/http/problem.js';
import { receiptManners } from '../../src/parties/enterprise-contact.js';
import { historyChains } from '../../src/cases/case-history.view.js';
import { accountStatuses } from '../../src/identity/account.entity.js';
import { keyEnds } from '../../src/identity/api-key.entity.js';
import { checkStatuses } from '../../src/health/readiness.js';
import { incidentKinds } from '../../src/incidents/incident.entity.js';
import { endpointStatuses } from '../../src/notices/webhook-endpoint.entity.js';
import { noticeStatuses } from '../../src/notices/notice.entity.js';
import { policyOrigins } from '../../src/policies/clock-policy.entity.js';
import { linkUses } from '../../src/respondents/link-use.entity.js';
import { linkStates } from '../../src/respondents/opened-link.js';
import { accountChanges } from '../../src/staff/account-change.entity.js';
import { invitationStatuses } from '../../src/staff/invitation.view.js';
import { officerRoles } from '../../src/staff/unit-roles.js';
import { ages } from '../../workflows/arrears/ledger/age.js';
import { workflows } from '../../workflows/index.js';
import { AnswerCheck } from '../support/check-answers.js';
import { problemsOfOpenApi } from '../support/check-open-api.js';
import { unitTasks } from '../../src/parties/unit.entity.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let product: RunningProduct;
let document: OpenAPIObject;
let check: AnswerCheck;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  document = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as OpenAPIObject;
  check = new AnswerCheck(document);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

/** The lists that the product itself works by; an enum of an answer is one of them, whole. */
const sources: Readonly<Record<string, readonly string[]>> = {
  unitTasks,
  accountStatuses,
  addressSources,
  accountChanges,
  ages: Object.keys(ages),
  capacities: Object.keys(capacities),
  clockStatuses,
  dayBases: dayBases.map(String),
  enterpriseStandings,
  governings,
  healthy: ['ok'],
  incidentKinds,
  checkStatuses,
  invitationStatuses,
  keyEnds,
  keyScopes,
  levels: workflows.flatMap(({ machine }) =>
    withDescendants(chartOf(machine))
      .filter(({ path }) => path.at(-2) === 'escalation')
      .map(({ key }) => key),
  ),
  linkStates,
  linkUses,
  locales,
  marks,
  modes,
  noticeStatuses,
  endpointStatuses,
  historyChains,
  receiptManners,
  officerRoles,
  policyOrigins,
  policyUnits,
  problems: Object.keys(problemKinds),
  roles,
  rollRules,
  securityKinds,
  startRules,
  termUnits,
  warningUnits,
};

interface Found {
  readonly place: string;
  readonly values: readonly string[];
}

/** Every enum under a part of the document, followed through its references. */
function enumsOf(part: unknown, place: string, seen: Set<string>): Found[] {
  if (typeof part !== 'object' || part === null) return [];
  const { $ref, enum: values, ...rest } = part as Record<string, unknown>;
  if (typeof $ref === 'string') {
    if (seen.has($ref)) return [];
    seen.add($ref);
    const target = $ref
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);
    return enumsOf(target, $ref.replace('#/components/', ''), seen);
  }
  const own = Array.isArray(values) ? [{ place, values: values.filter(isNamed).map(String) }] : [];
  return [
    ...own,
    ...Object.entries(rest)
      .filter(([key]) => !key.startsWith('example'))
      .flatMap(([key, inner]) => enumsOf(inner, `${place}/${key}`, seen)),
  ];
}

function isNamed(value: unknown): boolean {
  return value !== null;
}

/** A request as it stands, which `fetch` would mend or refuse. */
function raw(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<{ status: number; headers: Headers; text: string }> {
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(
      product.url,
      { method, path, headers: { ...headers, ...length } },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, headers: asHeaders(response.headers), text });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

function asHeaders(headers: IncomingHttpHeaders): Headers {
  return new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

const nobody = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const json = { 'content-type': 'application/json' };
const tokens = new Map<string, string>();

async function bearer(as: string): Promise<Record<string, string>> {
  const email = `${as}@demo.qingnuo.example`;
  const known = tokens.get(as);
  const token =
    known ??
    (
      await product.api.ok<{ token: string }>(null, '/sessions', {
        method: 'POST',
        body: { email, password: 'Qingnuo-demo-1' },
      })
    ).token;
  tokens.set(as, token);
  return { authorization: `Bearer ${token}` };
}

describe('the OpenAPI document of the whole product', () => {
  it('is sound, and every example fits its schema', async () => {
    expect(await problemsOfOpenApi(document)).toEqual([]);
  });

  it('takes the values of every enum of an answer from where the product has them', () => {
    const seen = new Set<string>();
    const enums = operationsOf(document).flatMap(({ path, method, operation }) =>
      enumsOf(operation.responses, `${method} ${path}`, seen),
    );
    // What a workflow declares of its own answers is the source itself.
    const declared = workflows.flatMap(({ ledger, calculators = [] }) => [
      ledger?.schema,
      ...calculators.map(({ answer }) => answer),
    ]);
    const known = [
      ...Object.values(sources),
      ...declared.flatMap((schema) => enumsOf(schema, '', seen).map(({ values }) => values)),
    ].map((list) => [...new Set(list)].toSorted().join());
    const unknown = enums.filter(
      ({ place, values }) =>
        // The codes of one operation; the next test compares them.
        !place.startsWith('responses/') && !known.includes([...values].toSorted().join()),
    );
    expect(enums.length).toBeGreaterThan(20);
    expect(unknown).toEqual([]);
  });

  it('names codes under their own status, and no operation without the refusals of the server', () => {
    const wrong = operationsOf(document).flatMap(({ path, method, operation }) =>
      Object.entries(operation.responses).flatMap(([status, response]) => {
        const codes =
          response && '$ref' in response ? (response.$ref.split('/').at(-1) ?? '').split('.') : [];
        return codes
          .filter((code) => String(problemKinds[code as ProblemCode][0]) !== status)
          .map((code) => `${method} ${path}: ${code} under ${status}`);
      }),
    );
    const bare = operationsOf(document).filter(({ method, operation: { responses } }) =>
      [400, 408, 431, ...(method === 'get' ? [] : [413, 415])].some((each) => !responses[each]),
    );
    expect([wrong, bare.map(({ path }) => path)]).toEqual([[], []]);
    const named = new Set(
      Object.keys(document.components?.responses ?? {}).flatMap((name) => name.split('.')),
    );
    // Whoever calls an operation of the document does not meet another method's.
    const unmet = ['INTERNAL', 'METHOD_NOT_ALLOWED'];
    const codes = Object.keys(problemKinds).filter((code) => !unmet.includes(code));
    expect(codes.filter((code) => !named.has(code))).toEqual([]);
  });

  it('is found by who knows the host alone, and by who has found its page', async () => {
    const answer = await fetch(`${product.url}/.well-known/api-catalog`);
    expect(answer.headers.get('content-type')).toMatch(/^application\/linkset\+json;/);
    expect(answer.headers.get('link')).toMatch(/rel="api-catalog"$/);
    const { linkset } = (await answer.json()) as {
      linkset: { anchor: string; 'service-desc': { href: string; type: string }[] }[];
    };
    const [description] = linkset[0]?.['service-desc'] ?? [];
    const { pathname } = new URL(description?.href ?? '');
    expect(await (await fetch(product.url + pathname)).json()).toMatchObject({ openapi: '3.1.0' });
    expect(new URL(linkset[0]?.anchor ?? '').pathname).toBe('/api/v1');
    for (const page of ['/account', '/cases/0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69']) {
      expect(await (await fetch(product.url + page)).text()).toContain('/api/openapi.json');
    }
  });

  it('names formats that JSON Schema has, and no other', () => {
    const formats = JSON.stringify(document).match(/"format":"[^"]*"/g) ?? [];
    expect([...new Set(formats)].toSorted()).toEqual(
      ['date', 'date-time', 'email', 'uri', 'uuid'].map((each) => `"format":"${each}"`),
    );
  });

  it('calls no token a JWT', () => {
    expect(JSON.stringify(document.components?.securitySchemes)).not.toMatch(/jwt/i);
  });
});

describe('answers that the document told nothing of once', () => {
  it.each<[string, string, string, string | null, object, string, number]>([
    ['a leave of nobody', 'POST', '/api/v1/leaves', 'admin', json, '{}', 404],
    [
      'units for a case of nobody',
      'GET',
      `/units?caseId=${nobody}`,
      'acceptor.promise',
      {},
      '',
      404,
    ],
    ['an address that is not decodable', 'GET', '/cases/%zz', 'admin', {}, '', 400],
    ['the same, to delete', 'DELETE', '/leaves/%zz', 'admin', {}, '', 400],
    ['too many headers', 'GET', '/workflows', null, { 'x-long': 'x'.repeat(20_000) }, '', 431],
    [
      'the same, to delete',
      'DELETE',
      `/leaves/${nobody}`,
      'admin',
      { 'x-long': 'x'.repeat(20_000) },
      '',
      431,
    ],
    ['cut-off JSON, to delete', 'DELETE', `/leaves/${nobody}`, 'admin', json, '{"a":', 400],
    [
      'another type, to delete',
      'DELETE',
      `/leaves/${nobody}`,
      'admin',
      { 'content-type': 'text/plain' },
      'a',
      415,
    ],
    [
      'a form, to read',
      'GET',
      '/workflows',
      null,
      { 'content-type': 'multipart/form-data; boundary=x' },
      '',
      200,
    ],
    [
      'a form, to delete',
      'DELETE',
      `/leaves/${nobody}`,
      'admin',
      { 'content-type': 'multipart/form-data; boundary=x' },
      'a',
      415,
    ],
  ])('%s: %s %s', async (_, method, where, as, headers, text, status) => {
    const path = where.startsWith('/api') ? where : `/api/v1${where}`;
    const leave = {
      accountId: nobody,
      deputyId: nobody,
      fromOn: '2026-09-14',
      untilOn: '2026-09-14',
    };
    const body = path === '/api/v1/leaves' ? JSON.stringify(leave) : text;
    const sent = { ...(as === null ? {} : await bearer(as)), ...headers };
    const answer = await raw(method, encodeURI(path).replaceAll('%25', '%'), sent, body);
    expect(answer.status).toBe(status);
    expect(check.problemsOf({ method, path, ...answer })).toEqual([]);
  });

  it('is noticed when an answer has another status, type, code or property', () => {
    const path = '/api/v1/workflows';
    const headers = new Headers({ 'content-type': 'application/json; charset=utf-8' });
    const item = { key: 'promise', version: 1, label: { zh: '承诺', en: 'Promise' } };
    const ok = {
      method: 'GET',
      path,
      status: 200,
      headers,
      text: JSON.stringify({ items: [item], nextCursor: null }),
    };
    const problem = (code: string) =>
      JSON.stringify({ type: 'urn:x', title: 'x', status: 400, code, detail: 'x' });
    const refusal = new Headers({ 'content-type': 'application/problem+json' });
    const refused = { ...ok, status: 400, headers: refusal, text: problem('MALFORMED_REQUEST') };
    expect([ok, refused].map((each) => check.problemsOf(each))).toEqual([[], []]);
    const wrong = [
      { ...ok, status: 202 },
      { ...ok, status: 500 },
      { ...ok, text: JSON.stringify({ items: [{ ...item, secret: 1 }] }) },
      { ...ok, text: JSON.stringify({ items: [{ ...item, version: '1' }] }) },
      { ...ok, text: '{"items":' },
      { ...ok, headers: new Headers({ 'content-type': 'text/html' }) },
      { ...refused, text: problem('FORBIDDEN') },
      { ...refused, headers },
    ];
    expect(wrong.map((each) => check.problemsOf(each).length > 0)).toEqual(wrong.map(() => true));
  });
});
