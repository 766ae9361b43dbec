import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import type { CaseBody } from '../support/api-client.js';
import { caseWith, refusedAct, type Act } from '../support/case-acts.js';
import { aPromise, changed } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const head = 'head.promise.450100';
const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };
const development = { unitId: unitId('450100', 'development', 'promise-handling') };
const regional = { unitId: unitId('450000', 'investment', 'promise-handling') };

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

const aCase = (past: readonly Act[] = [], complaint?: object) =>
  caseWith(product.api, past, complaint);

const refused = (
  id: string,
  as: string | null,
  body: unknown,
  headers: Record<string, string> = {},
) => refusedAct(product, id, { as, body, headers });

const accepted: readonly Act[] = [[acceptor, 'complaint.accept']];
const handling: readonly Act[] = [
  ...accepted,
  [acceptor, 'referral.send', investment],
  [handler, 'referral.sign'],
];
const result = {
  resultCode: 'verified',
  summary: '属实。',
  publicReply: '承诺属实。',
};
const sentBack: readonly Act[] = [
  [handler, 'result.submit', result],
  [acceptor, 'result.sendBack', { reason: '不完整。' }],
];

describe('an act on a case that was just filed is refused', () => {
  let filed: CaseBody;
  beforeAll(async () => {
    filed = await aCase();
  });

  const reject = { type: 'complaint.reject', payload: { reasonCode: 'outOfScope', note: '无' } };

  it.each<[string, string, object, string, string]>([
    [
      'unlisted reason',
      acceptor,
      { ...reject, payload: { reasonCode: 'tooBusy', note: '忙' } },
      'payload.reasonCode',
      'isIn',
    ],
    [
      'field that the act does not have',
      acceptor,
      { type: 'complaint.accept', payload: { priority: 1 } },
      'payload.priority',
      'unknownField',
    ],
    [
      'missing field',
      acceptor,
      { type: 'supplement.request', payload: {} },
      'payload.items',
      'isArray',
    ],
    ['unknown act', acceptor, { type: 'complaint.lose', payload: {} }, 'type', 'isEventType'],
    [
      'unknown field beside the act',
      acceptor,
      { type: 'complaint.accept', at: 1 },
      'at',
      'unknownField',
    ],
    ['no act', acceptor, { payload: {} }, 'type', 'isString'],
    [
      'half a declaration',
      'enterprise1',
      { type: 'complaint.withdraw', payload: { reason: '已付' } },
      'payload.underPressure',
      'isBoolean',
    ],
  ])('422, %s', async (_what, as, body, path, rule) => {
    const answer = await refused(filed.id, as, body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
    expect(answer.body['errors']).toContainEqual({ path, rule, message: expect.any(String) });
  });

  it('409 in the wrong state, with the acts that would be accepted', async () => {
    const answer = await refused(filed.id, acceptor, {
      type: 'reply.send',
      payload: { text: '好' },
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'EVENT_NOT_ACCEPTED', state: 'submitted' },
    });
    const { availableEvents } = await product.api.case(acceptor, filed.id);
    expect(answer.body['accepted']).toEqual(availableEvents.map(({ type }) => type));
    expect(answer.body['accepted']).toContain('complaint.accept');
  });

  it.each<[string, number, string, string | null, Record<string, string>]>([
    ['of another role', 403, 'FORBIDDEN', 'enterprise1', {}],
    ['of an enterprise that did not file it', 404, 'NOT_FOUND', 'enterprise2', {}],
    ['of a unit that does not have it', 404, 'NOT_FOUND', handler, {}],
    ['of the acceptor of another kind', 404, 'NOT_FOUND', 'acceptor.arrears', {}],
    ['of nobody', 401, 'UNAUTHENTICATED', null, {}],
    ['on a stale version', 412, 'PRECONDITION_FAILED', acceptor, { 'if-match': '"7"' }],
    ['on a version that is none', 422, 'INPUT_INVALID', acceptor, { 'if-match': 'newest' }],
  ])('that is %s: %i', async (_what, status, code, as, headers) => {
    const answer = await refused(filed.id, as, { type: 'complaint.accept', payload: {} }, headers);
    expect(answer).toMatchObject({ status, body: { status, code } });
  });

  it('on a case that is not there: 404, as on one out of scope', async () => {
    const nowhere = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
    for (const id of [nowhere, 'P-2026-450100-000001']) {
      const request = { method: 'POST', body: { type: 'complaint.accept' } };
      const answer = await product.api.request(acceptor, `/cases/${id}/events`, request);
      expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
  });
});

describe('an act that was done', () => {
  it('is answered again under its key, and refused under the key with another body', async () => {
    const { id } = await aCase();
    const headers = { 'idempotency-key': 'check-1' };
    const send = (note: string) =>
      product.api.request(acceptor, `/cases/${id}/events`, {
        method: 'POST',
        body: { type: 'complaint.check', payload: { note } },
        headers,
      });
    const first = await send('已核实');
    expect(first.status).toBe(200);
    const counts = await product.counts();
    const again = await send('已核实');
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(first.body));
    expect(again.headers.get('etag')).toBe('"2"');
    const replayed = [first, again].map((answer) => answer.headers.get('idempotent-replayed'));
    expect(replayed).toEqual([null, 'true']);
    expect(await product.counts()).toEqual(counts);
    const other = await refused(
      id,
      acceptor,
      { type: 'complaint.check', payload: { note: '二' } },
      headers,
    );
    expect(other).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('was done on the version that was read', async () => {
    const { id, version } = await aCase();
    const request = {
      method: 'POST',
      body: { type: 'complaint.accept' },
      headers: { 'if-match': `"${version}"` },
    };
    expect((await product.api.request(acceptor, `/cases/${id}/events`, request)).status).toBe(200);
  });
});

describe('a referral is refused', () => {
  const against = (name: string) => changed(aPromise, 'respondent.name', name);
  const filing = 'promise-handling';

  it.each<[string, string, { unitId: string }, string]>([
    ['to the respondent itself', '南宁市投资促进局', investment, 'unitNotRespondents'],
    ['below the respondent', '南宁市人民政府', development, 'unitNotRespondents'],
    ['below the respondent in full', '广西南宁市人民政府', investment, 'unitNotRespondents'],
    [
      'to a unit for another kind',
      '某管委会',
      { unitId: unitId('450100', 'industry', 'arrears-handling') },
      'unitCompetent',
    ],
    [
      'to an office that handles nothing',
      '某管委会',
      { unitId: unitId('450000', 'investment', 'promise-acceptance') },
      'unitCompetent',
    ],
    ['to nowhere', '某管委会', { unitId: unitId('450100', 'nobody', filing) }, 'unitExists'],
  ])('%s', async (_what, respondent, unit, rule) => {
    const { id } = await aCase(accepted, against(respondent));
    const answer = await refused(id, acceptor, { type: 'referral.send', payload: unit });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'INPUT_INVALID', errors: [{ path: 'payload.unitId', rule }] },
    });
  });

  it('to the unit that has the case already', async () => {
    const { id } = await aCase([...handling, [handler, 'referral.return', { reason: '无权' }]]);
    const answer = await refused(id, acceptor, { type: 'referral.send', payload: investment });
    expect(answer.body['errors']).toMatchObject([{ rule: 'unitChanges' }]);
  });

  it('but goes to a unit of the region where the respondent is the city', async () => {
    const { id } = await aCase(accepted, against('南宁市人民政府'));
    expect(await product.api.act(acceptor, id, 'referral.send', regional)).toMatchObject({
      state: 'referred',
    });
  });
});

describe('what may be done only so often is refused after that', () => {
  const extension = { days: 15, reason: '核对凭证。' };

  it('an extension beyond the cap, by its last day', async () => {
    const { id } = await aCase(handling);
    const tooLong = { type: 'extension.request', payload: { ...extension, days: 16 } };
    expect(await refused(id, handler, tooLong)).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'payload.days', rule: 'extensionWithinCap' }] },
    });
    await product.api.act(handler, id, 'extension.request', extension);
  });

  it.each<[string, readonly Act[], string, string, object]>([
    [
      'a second extension',
      [...handling, [handler, 'extension.request', extension], [head, 'extension.approve']],
      handler,
      'extension.request',
      { days: 1, reason: '再延。' },
    ],
    [
      'a second demand for material',
      [
        [acceptor, 'supplement.request', { items: ['合同'] }],
        ['enterprise1', 'supplement.submit', { answer: '已补。' }],
      ],
      acceptor,
      'supplement.request',
      { items: ['公章'] },
    ],
    [
      'a third send-back',
      [...handling, ...sentBack, ...sentBack, [handler, 'result.submit', result]],
      acceptor,
      'result.sendBack',
      { reason: '仍不完整。' },
    ],
  ])('%s', async (_what, past, as, type, payload) => {
    const { id } = await aCase(past);
    const answer = await refused(id, as, { type, payload });
    expect(answer).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACCEPTED' } });
    expect(answer.body['accepted']).not.toContain(type);
    // The reason is said in both languages.
    expect(answer.body['reasons']).toMatchObject([
      { zh: expect.any(String), en: expect.any(String) },
    ]);
  });

  it('a return after five working days, not on the fifth', async () => {
    const inTime = await aCase(handling);
    const late = await aCase(handling);
    // Sunday the 20th is a make-up day, and the fifth.
    await product.api.pass('P6D');
    const giveBack = { type: 'referral.return', payload: { reason: '不属职责。' } };
    expect(
      await product.api.act(handler, inTime.id, giveBack.type, giveBack.payload),
    ).toMatchObject({
      state: 'returned',
    });
    await product.api.pass('P1D');
    const answer = await refused(late.id, handler, giveBack);
    expect(answer).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACCEPTED' } });
    expect(answer.body['reasons']).toMatchObject([
      { en: 'The term for an objection by the unit is over.' },
    ]);
  });
});
