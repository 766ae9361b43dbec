import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseBody } from '../support/api-client.js';
import { answeredAsDisputed, type Act } from '../support/case-acts.js';
import { aPromise, oldDebt } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const result = { resultCode: 'verified', summary: '未拨付。', publicReply: '承诺属实。' };
const survey = (solved: boolean) => ({ contacted: true, solved, satisfied: solved });
const decision = { outcome: 'uphold', reason: '事实清楚。' };

let database: TestDatabase;
let product: RunningProduct;
let promiseUnit: string;
let arrearsUnit: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-03-02T10:00:00+08:00'));
  promiseUnit = (await product.api.unitIds('promise', '450100'))[0] ?? '';
  arrearsUnit = (await product.api.unitIds('arrears', '450200'))[0] ?? '';
});
afterAll(async () => {
  await product.close();
  await database.close();
});

async function filed(past: readonly Act[], complaint: object = aPromise): Promise<CaseBody> {
  const opened = await product.api.file('enterprise1', complaint);
  for (const [as, type, payload] of past) await product.api.act(as, opened.id, type, payload);
  return opened;
}

/** What the code of the receipt opens: the answer of the interface, and the page. */
async function track({ number, trackingCode }: CaseBody) {
  const path = `/track/${number}?code=${trackingCode ?? ''}`;
  const view = await product.api.ok<object>(null, path);
  return { view, page: await (await fetch(product.url + path)).text() };
}

const referred = (): Act[] => [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', { unitId: promiseUnit }],
  [handler, 'referral.sign'],
];
const replied = (): Act[] => [
  ...referred(),
  [handler, 'result.submit', result],
  [acceptor, 'reply.send', { text: '承诺属实。' }],
];

describe('whoever has the code of the receipt', () => {
  it('reads who has the case, until when and what comes next, in both languages', async () => {
    const { view, page } = await track(await filed(referred()));
    expect(view).toMatchObject({
      state: 'handling',
      holder: { party: 'handler', label: { zh: '南宁市投资促进局' } },
      until: '2026-03-23',
      deadlines: [{ owedBy: 'handler', dueOn: '2026-03-23', overdue: false }],
      closed: false,
      solved: null,
    });
    for (const text of ['南宁市投资促进局', 'Nanning Investment Promotion Bureau', '2026-03-23']) {
      expect(page).toContain(text);
    }
  });

  it('reads until when the enterprise may object, beside what it waits for', async () => {
    const { view } = await track(await filed(replied()));
    expect(view).toMatchObject({
      state: 'replied',
      deadlines: [
        { owedBy: 'acceptor', dueOn: '2026-03-16' },
        { owedBy: 'enterprise', dueOn: '2026-04-01', label: { zh: '对答复提出异议' } },
      ],
      until: '2026-03-16',
    });
  });

  it('reads that a case is closed and solved', async () => {
    const { view, page } = await track(
      await filed([
        ...replied(),
        ['enterprise1', 'survey.answer', survey(true)],
        [acceptor, 'case.close'],
      ]),
    );
    expect(view).toMatchObject({
      state: 'closed',
      closed: true,
      solved: true,
      satisfied: true,
      holder: null,
      until: null,
    });
    expect(page).toContain('已办结');
    expect(page).toContain('企业确认已解决');
  });

  it('reads that a case is closed and nobody said that it is solved', async () => {
    const { view, page } = await track(
      await filed([
        ...replied(),
        ['enterprise1', 'objection.file', { reason: '未说明日期。' }],
        ['supervisor', 'reexamination.decide', decision],
      ]),
    );
    expect(view).toMatchObject({ state: 'closed', closed: true, solved: null });
    expect(page).toContain('企业尚未表示');
    expect(page).not.toContain('企业确认已解决');
  });

  it('reads that a case is not solved and not closed', async () => {
    const { view, page } = await track(
      await filed([...replied(), ['enterprise1', 'survey.answer', survey(false)]]),
    );
    expect(view).toMatchObject({ state: 'followUp', closed: false, solved: false });
    expect(page).toContain('企业表示未解决');
  });

  it('reads of the supervising authority where it has the case, and not of another office', async () => {
    const order = { requirement: '拨付到位。', dueOn: '2026-06-30' };
    const opened = await filed([...replied(), ['supervisor', 'rectification.order', order]]);
    expect((await track(opened)).view).toMatchObject({
      state: 'rectifying',
      deadlines: [
        { owedBy: 'handler', dueOn: '2026-04-01' },
        { owedBy: 'handler', dueOn: '2026-06-30', label: { zh: '完成整改' } },
      ],
    });
    await product.api.act(handler, opened.id, 'rectification.fulfil', { summary: '已到账。' });
    expect((await track(opened)).view).toMatchObject({
      state: 'fulfilled',
      holder: { party: 'supervisor', unit: null, label: { zh: '督查部门' } },
    });
  });

  it('reads until when an objection is decided on, of either kind', async () => {
    const clerk = 'handler.arrears.450200';
    const objected: Act = ['enterprise1', 'objection.file', { reason: '未说明日期。' }];
    const cases = [
      await filed([...replied(), objected]),
      await filed([...answeredAsDisputed(arrearsUnit, clerk), objected], {
        kind: 'arrears',
        ...oldDebt,
      }),
    ];
    for (const opened of cases) {
      expect((await track(opened)).view).toMatchObject({
        state: 'reexamination',
        until: '2026-04-01',
        deadlines: [{ dueOn: '2026-04-01' }],
      });
    }
  });
});
