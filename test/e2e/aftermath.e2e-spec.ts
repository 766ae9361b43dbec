import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseBody } from '../support/api-client.js';
import { answeredAsDisputed, caseWith, refusedAct, type Act } from '../support/case-acts.js';
import { oldDebt } from '../support/complaints.js';
import { namesIn, postBook } from '../support/post-book.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const helper = 'handler.promise.450200';

interface Outcome extends CaseBody {
  readonly closed: boolean;
  readonly solved: boolean | null;
  readonly satisfied: boolean | null;
}

let database: TestDatabase;
let product: RunningProduct;
let unitId: string;
let helping: string;
let arrearsUnit: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-03-02T10:00:00+08:00'));
  unitId = (await product.api.unitIds('promise', '450100'))[0] ?? '';
  arrearsUnit = (await product.api.unitIds('arrears', '450100'))[0] ?? '';
  helping = (await product.api.unitIds('promise', '450200'))[0] ?? '';
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const result = { resultCode: 'verified', summary: '未拨付。', publicReply: '承诺属实。' };
const survey = (solved: boolean) => ({ contacted: true, solved, satisfied: solved });
const objection = { reason: '未说明何时兑付。' };

const referred = (): Act[] => [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', { unitId }],
  [handler, 'referral.sign'],
];
const replied = (by = acceptor): Act[] => [
  ...referred(),
  [handler, 'result.submit', result],
  [by, 'reply.send', { text: '承诺属实。' }],
];
const resultIn = (): Act[] => replied().slice(0, -1);

describe('a broken promise, from its reply to its end', () => {
  let filed: CaseBody;
  const act = (as: string, type: string, payload?: object) =>
    product.api.act(as, filed.id, type, payload);

  it('waits for the unit that helps, or says why not', async () => {
    filed = await caseWith(product.api, [
      [acceptor, 'complaint.accept'],
      [acceptor, 'referral.send', { unitId, coUnitIds: [helping] }],
      [handler, 'referral.sign'],
    ]);
    expect(await product.api.case(helper, filed.id)).toMatchObject({
      coUnits: [{ id: helping }],
      availableEvents: [{ type: 'cooperation.answer' }],
    });
    const hasty = { as: handler, body: { type: 'result.submit', payload: result } };
    expect((await refusedAct(product, filed.id, hasty)).body).toMatchObject({
      status: 422,
      errors: [{ path: 'payload.withoutCoUnits', rule: 'waitsForCoUnits' }],
    });
    const meddling = { as: helper, body: { type: 'result.submit', payload: result } };
    expect((await refusedAct(product, filed.id, meddling)).status).toBe(403);
    await act(helper, 'cooperation.answer', { answer: '无用地障碍。' });
    expect((await act(handler, 'result.submit', result)).state).toBe('resultIn');
  });

  it('is objected to, handled again and closed as solved, with an order on the way', async () => {
    const steps: [string, string, string, object?][] = [
      [acceptor, 'reply.send', 'replied', { text: '承诺属实。' }],
      ['enterprise1', 'survey.answer', 'followUp', survey(false)],
      ['enterprise1', 'objection.file', 'reexamination', objection],
      [
        'head.promise',
        'reexamination.decide',
        'handling',
        { outcome: 'rehandle', reason: '未说明日期。' },
      ],
      [handler, 'result.submit', 'resultIn', result],
      [
        'supervisor',
        'rectification.order',
        'rectifying',
        { requirement: '拨付到位。', dueOn: '2026-06-30' },
      ],
      [handler, 'rectification.report', 'rectifying', { progress: '已列入计划。' }],
      [handler, 'rectification.fulfil', 'fulfilled', { summary: '已到账。' }],
      ['enterprise1', 'rectification.confirm', 'followUp'],
      ['enterprise1', 'survey.answer', 'followUp', survey(true)],
    ];
    for (const [as, type, state, payload] of steps) {
      expect([type, (await act(as, type, payload)).state]).toEqual([type, state]);
    }
    expect(await act(acceptor, 'case.close')).toMatchObject({
      state: 'closed',
      escalation: 'none',
      closed: true,
      solved: true,
      satisfied: true,
    } satisfies Partial<Outcome>);
  });

  it('has told each side of each step', async () => {
    await product.api.pass('PT1M');
    const book = namesIn(await postBook(product.api, filed));
    expect(book[helper]).toEqual(['cooperationAsked']);
    expect(book['enterprise1']).toEqual(
      expect.arrayContaining([
        'objectedToEnterprise',
        'rehandledToEnterprise',
        'rectificationToEnterprise',
        'rectificationFulfilled',
        'closed',
      ]),
    );
    expect(book['head.promise']).toContain('objected');
  });
});

describe('an overdue payment', () => {
  const clerk = 'handler.arrears.450100';
  interface Counts {
    readonly ended: number;
    readonly byClosedFor: readonly { readonly key: string; readonly count: number }[];
  }
  const grounds = async () =>
    (await product.api.ok<Counts>('acceptor.arrears', '/cases/counts')).byClosedFor;

  it('that stays disputed is closed by showing the way to a court, and counted as that', async () => {
    expect(await grounds()).toEqual([]);
    const { id } = await caseWith(
      product.api,
      [
        ...answeredAsDisputed(arrearsUnit, clerk),
        [clerk, 'dispute.guide', { disputed: '验收是否合格。', forum: '合同约定的仲裁委员会' }],
        ['acceptor.arrears', 'case.close'],
      ],
      { kind: 'arrears', ...oldDebt },
    );
    expect(await grounds()).toEqual([{ key: 'guided', count: 1 }]);
    const listed = (ground: string) =>
      product.api.ok<{ items: readonly CaseBody[] }>(
        'acceptor.arrears',
        `/cases?closedFor=${ground}`,
      );
    expect((await listed('guided')).items).toMatchObject([
      { id, closed: true, closedFor: { code: 'guided' }, solved: null },
    ]);
    expect((await listed('solved')).items).toEqual([]);
  });

  it('is mediated, and closed on the word of the enterprise alone', async () => {
    const { id } = await caseWith(
      product.api,
      [
        ...answeredAsDisputed(arrearsUnit, clerk),
        [clerk, 'mediation.open', { body: '市工商联', undisputedPart: 'none' }],
        [clerk, 'mediation.agree', { terms: '三十日内付清。', principal: '10.00' }],
      ],
      { kind: 'arrears', ...oldDebt },
    );
    const close = { as: 'acceptor.arrears', body: { type: 'case.close' } };
    expect((await refusedAct(product, id, close)).body).toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
      reasons: [{ en: expect.stringContaining('not paid to zero') as unknown }],
    });
    await product.api.act('enterprise1', id, 'survey.answer', survey(true));
    expect((await refusedAct(product, id, close)).status).toBe(409);
    // Nobody waives anything: what the enterprise has said and what came in are enough.
    const payment = { on: '2026-03-02', amount: '10.00' };
    await product.api.act('enterprise1', id, 'payment.record', payment);
    expect(await product.api.act('acceptor.arrears', id, 'case.close')).toMatchObject({
      state: 'closed',
      solved: true,
    });
  });
});

describe('what is refused after the answer', () => {
  const refused = async (past: Act[], as: string, type: string, payload: object = {}) => {
    const { id } = await caseWith(product.api, past);
    return { id, answer: await refusedAct(product, id, { as, body: { type, payload } }) };
  };

  it('a second survey', async () => {
    const past: Act[] = [...replied(), ['enterprise1', 'survey.answer', survey(false)]];
    const { answer } = await refused(past, 'enterprise1', 'survey.answer', survey(true));
    expect([answer.status, answer.body['code']]).toEqual([409, 'EVENT_NOT_ACCEPTED']);
  });

  it('a re-examination by the officer who decided, while another may', async () => {
    const past: Act[] = [...replied('head.promise'), ['enterprise1', 'objection.file', objection]];
    const decision = { outcome: 'uphold', reason: '事实清楚。' };
    const { id, answer } = await refused(past, 'head.promise', 'reexamination.decide', decision);
    expect(answer).toMatchObject({
      status: 403,
      body: { code: 'DUTIES_SEPARATED', act: 'reply.send' },
    });
    const decided = await product.api.act('supervisor', id, 'reexamination.decide', decision);
    expect(decided).toMatchObject({ state: 'closed', solved: null });
  });

  it('a rectification that was due before', async () => {
    const order = { requirement: '拨付。', dueOn: '2026-03-01' };
    const { answer } = await refused(resultIn(), 'supervisor', 'rectification.order', order);
    expect(answer.body).toMatchObject({
      status: 422,
      errors: [{ path: 'payload.dueOn', rule: 'inFuture' }],
    });
  });

  it('to close without a ground, to hand evidence in as a mere act, to withdraw what is closed', async () => {
    const noGround = await refused(replied(), acceptor, 'case.close');
    expect(noGround.answer.status).toBe(409);
    const bare = await refused([], 'enterprise1', 'evidence.add', { name: 'x.pdf' });
    expect(bare.answer.body).toMatchObject({ status: 422, errors: [{ rule: 'hasOwnRoute' }] });
    const past: Act[] = [
      ...replied(),
      ['enterprise1', 'survey.answer', survey(true)],
      [acceptor, 'case.close'],
    ];
    const withdrawal = { reason: '不再追究。', underPressure: false };
    expect(
      (await refused(past, 'enterprise1', 'complaint.withdraw', withdrawal)).answer.status,
    ).toBe(409);
  });

  it('an assignment to an officer of another unit', async () => {
    const stranger = await database.dataSource.query<{ id: string }[]>(
      `SELECT id FROM accounts WHERE email LIKE 'acceptor.arrears@%'`,
    );
    const colleague = await database.dataSource.query<{ id: string }[]>(
      `SELECT id FROM accounts WHERE email LIKE 'head.promise@%'`,
    );
    const { id } = await caseWith(product.api, [[acceptor, 'assignment.take']]);
    const give = (accountId?: string) => ({ type: 'assignment.give', payload: { accountId } });
    const answer = await refusedAct(product, id, { as: acceptor, body: give(stranger[0]?.id) });
    expect(answer.body).toMatchObject({ status: 422, errors: [{ rule: 'officerOfUnit' }] });
    const given = await product.api.act(acceptor, id, 'assignment.give', {
      accountId: colleague[0]?.id,
    });
    expect(given).toMatchObject({ officers: { acceptor: { id: colleague[0]?.id } } });
  });

  it('an objection on day 31, when one on day 30 was in time', async () => {
    const early = await caseWith(product.api, replied());
    const late = await caseWith(product.api, replied());
    const { clocks } = await product.api.case('admin', late.id);
    expect(clocks.find(({ name }) => name === 'objection')).toMatchObject({ dueOn: '2026-04-01' });
    await product.api.pass('P30D');
    await product.api.act('enterprise1', early.id, 'objection.file', objection);
    await product.api.pass('P1D');
    const body = { type: 'objection.file', payload: objection };
    const answer = await refusedAct(product, late.id, { as: 'enterprise1', body });
    expect([answer.status, answer.body['code']]).toEqual([409, 'EVENT_NOT_ACCEPTED']);
  });

  it('a case that nobody took is told to the head after a day', async () => {
    const { id } = await caseWith(product.api);
    const told = async () =>
      (await product.api.list<{ template: string }>('admin', `/cases/${id}/notices`)).filter(
        ({ template }) => template === 'promise@1/unassignedToAcceptorHead',
      ).length;
    expect(await told()).toBe(0);
    await product.api.pass('P2D');
    expect(await told()).toBe(1);
  });
});
