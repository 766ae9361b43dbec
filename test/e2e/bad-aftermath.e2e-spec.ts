import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts, demoDomain } from '../../seeds/demo-accounts.js';
import { caseWith, refusedAct, type Act } from '../support/case-acts.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const head = 'head.promise.450100';

let database: TestDatabase;
let product: RunningProduct;
let unitId: string;
let helping: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-03-02T10:00:00+08:00'));
  unitId = (await product.api.unitIds('promise', '450100'))[0] ?? '';
  helping = (await product.api.unitIds('promise', '450200'))[0] ?? '';
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const result = { resultCode: 'verified', summary: '未拨付。', publicReply: '承诺属实。' };
const survey = (solved: boolean) => ({ contacted: true, solved, satisfied: solved });
const newFacts = { newFacts: '办结后取得拨款凭证。' };
const accountId = (name: string) =>
  demoAccounts().find(({ email }) => email === `${name}@${demoDomain}`)?.id;
const give = (name: string) => ({ accountId: accountId(name) });

const referred = (): Act[] => [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', { unitId, coUnitIds: [helping] }],
];
const replied = (): Act[] => [
  ...referred(),
  [handler, 'referral.sign'],
  [handler, 'result.submit', { ...result, withoutCoUnits: '已核实。' }],
  [acceptor, 'reply.send', { text: '承诺属实。' }],
];
const closed = (): Act[] => [
  ...replied(),
  ['enterprise1', 'survey.answer', survey(true)],
  [acceptor, 'case.close'],
];
const reopened = (): Act[] => [
  ...closed(),
  ['enterprise1', 'reopening.request', newFacts],
  // Who closed it does not open it again.
  ['head.promise', 'reopening.grant'],
  [handler, 'result.submit', result],
  [acceptor, 'reply.send', { text: '承诺属实。' }],
  ['enterprise1', 'survey.answer', survey(true)],
  [acceptor, 'case.close'],
];

/** A case with a past, and what is answered to an act on it. */
async function refused(past: Act[], as: string, type: string, payload: object = {}) {
  const { id } = await caseWith(product.api, past);
  return { id, answer: await refusedAct(product, id, { as, body: { type, payload } }) };
}

describe('the end of a case', () => {
  it('is undone once on new facts, and not a second time', async () => {
    const { answer } = await refused(reopened(), 'enterprise1', 'reopening.request', newFacts);
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'EVENT_NOT_ACCEPTED',
        state: 'closed',
        reasons: [{ en: 'Reopening may be asked for once.' }],
      },
    });
  });

  it('is not undone without new facts', async () => {
    const { answer } = await refused(closed(), 'enterprise1', 'reopening.request');
    expect(answer).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
    const error = { path: 'payload.newFacts', rule: 'isNotEmpty', message: expect.any(String) };
    expect(answer.body['errors']).toContainEqual(error);
  });

  it('is not said in the place of the enterprise', async () => {
    const inVain = { contacted: false, solved: true };
    const { id, answer } = await refused(replied(), acceptor, 'followUp.record', inVain);
    expect(answer.body).toMatchObject({
      status: 422,
      errors: [{ path: 'payload.contacted', rule: 'saidByTheEnterprise' }],
    });
    const body = { type: 'survey.answer', payload: survey(true) };
    expect((await refusedAct(product, id, { as: acceptor, body })).status).toBe(403);
    const tried = await product.api.act(acceptor, id, 'followUp.record', { contacted: false });
    expect(tried).toMatchObject({ state: 'followUp', closed: false, solved: null });
  });

  it('comes after three follow-ups in vain, and not after two', async () => {
    const inVain = { contacted: false };
    const tried: Act = [acceptor, 'followUp.record', inVain];
    const { id, answer } = await refused([...replied(), tried, tried], acceptor, 'case.close');
    expect(answer.status).toBe(409);
    await product.api.act(acceptor, id, 'followUp.record', inVain);
    expect(await product.api.act(acceptor, id, 'case.close')).toMatchObject({
      closed: true,
      solved: null,
    });
  });
});

describe('a rectification', () => {
  it('is disputed, done again and confirmed by the enterprise, not by who had to do it', async () => {
    const order = { requirement: '拨付到位。', dueOn: '2026-12-31' };
    const { id, answer } = await refused(
      [
        ...replied(),
        ['supervisor', 'rectification.order', order],
        [handler, 'rectification.fulfil', { summary: '到账一半。' }],
        ['enterprise1', 'rectification.dispute', { reason: '仅到账一半。' }],
        [handler, 'rectification.fulfil', { summary: '全部到账。' }],
      ],
      handler,
      'rectification.confirm',
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    const confirmed = await product.api.act('enterprise1', id, 'rectification.confirm');
    expect(confirmed).toMatchObject({ state: 'followUp', closed: false });
    // Put right and confirmed, it may be closed; that it is solved is the enterprise's to say.
    expect(await product.api.act(acceptor, id, 'case.close')).toMatchObject({
      state: 'closed',
      closed: true,
      solved: null,
    });
  });

  it('does not follow what was found to be untrue', async () => {
    const unfounded: Act[] = [
      ...referred(),
      [handler, 'referral.sign'],
      [handler, 'result.submit', { ...result, resultCode: 'unfounded', withoutCoUnits: '无需。' }],
    ];
    const order = { requirement: '拨付到位。', dueOn: '2026-12-31' };
    const { answer } = await refused(unfounded, 'supervisor', 'rectification.order', order);
    expect(answer).toMatchObject({ status: 409, body: { code: 'EVENT_NOT_ACCEPTED' } });
  });
});

describe('the desk of the unit that handles a case', () => {
  it('is for officers of that unit, and handed on within it', async () => {
    const { id, answer } = await refused(referred(), 'handler.promise.450200', 'assignment.take');
    expect([answer.status, answer.body['code']]).toEqual([403, 'FORBIDDEN']);
    const taken = await product.api.act(handler, id, 'assignment.take');
    expect(taken).toMatchObject({ officers: { handler: { id: accountId(handler) } } });

    for (const stranger of ['handler.promise.450200', acceptor, 'enterprise1']) {
      const body = { type: 'assignment.give', payload: give(stranger) };
      const refusal = await refusedAct(product, id, { as: head, body });
      expect(refusal.body).toMatchObject({
        status: 422,
        errors: [{ path: 'payload.accountId', rule: 'officerOfUnit' }],
      });
    }
    const given = await product.api.act(handler, id, 'assignment.give', give(head));
    expect(given).toMatchObject({ officers: { handler: { id: accountId(head) } } });
    const body = { type: 'assignment.take', payload: {} };
    expect((await refusedAct(product, id, { as: handler, body })).status).toBe(409);
    const back = await product.api.act('admin', id, 'assignment.release');
    expect(back).toMatchObject({ officers: { handler: null } });
  });

  it('is empty for a day before the head of the unit is told', async () => {
    const { id } = await caseWith(product.api, referred());
    const told = async () =>
      (
        await product.api.list<{ template: string; recipient: string }>(
          'admin',
          `/cases/${id}/notices`,
        )
      ).flatMap(({ template, recipient }) =>
        template === 'promise@1/unassignedToHandlerHead' ? [recipient] : [],
      );
    expect(await told()).toEqual([]);
    // It was referred on a Monday: the working day after it must be over.
    await product.api.pass('PT1H');
    expect(await told()).toEqual([]);
    await product.api.pass('P2D');
    expect(await told()).toEqual([`${head}@${demoDomain}`]);
  });
});
