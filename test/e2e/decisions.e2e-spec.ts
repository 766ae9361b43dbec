import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { chineseDate } from '../../src/kernel/chinese-date.js';
import type { HistoryBody } from '../support/api-client.js';
import { caseWith, refusedAct, type Act } from '../support/case-acts.js';
import { anArrears, aPromise } from '../support/complaints.js';
import { documentText } from '../support/document-text.js';
import { mailsWithFiles } from '../support/mail-files.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface DocumentBody {
  readonly id: string;
  readonly documentNumber: string;
  readonly title: string;
  readonly issuer: string;
  readonly name: string;
}

const text = '经核实，情况属实，将于本季度内拨付。';
const reason = '需核对三个年度的凭证。';

/** Each act that decides on a complaint, what it is called and what a reader looks for in it. */
const kinds = [
  {
    kind: 'promise',
    complaint: aPromise,
    clock: 'cityReply',
    result: { resultCode: 'verified', summary: '未拨付。', publicReply: '属实。' },
    replier: 'acceptor.promise',
    resultTitle: '投诉办理结果告知书',
    says: { acceptance: '行政复议法》第二十条第一款', result: '办理结论：' },
    ended: { groundCode: 'courtOrArbitration' },
    refused: { reasonCode: 'betweenMarketEntities' },
  },
  {
    kind: 'arrears',
    complaint: anArrears,
    clock: 'handling',
    result: {
      resultCode: 'verified',
      summary: '对账无误。',
      publicReply: '属实。',
      verifiedPrincipal: '1000000.00',
      undisputed: '1000000.00',
      disputed: '0.00',
    },
    replier: 'handler.arrears.450100',
    resultTitle: '投诉处理结果告知书',
    says: { acceptance: '第二十五条第二款', result: '核实的欠款本金为1000000.00元' },
    ended: { groundCode: 'courtOrArbitration' },
    refused: { reasonCode: 'notCommercialDebt' },
  },
] as const;

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

/** What the enterprise finds in its case, with the words of each. */
async function decisionsOf(id: string) {
  const path = `/cases/${id}/documents`;
  const listed = await product.api.list<DocumentBody>('enterprise1', path);
  return Promise.all(
    listed.map(async (document) => {
      const answer = await product.api.response('enterprise1', `${path}/${document.id}`);
      expect(answer.status).toBe(200);
      const words = await documentText(Buffer.from(await answer.arrayBuffer()));
      return { ...document, words };
    }),
  );
}

const lettersOf = async (number: string) =>
  (await mailsWithFiles(product, `enterprise1@${demoDomain}`)).filter(({ subject }) =>
    subject.includes(number),
  );

describe.each(kinds)('a complaint of the kind $kind', (kind) => {
  const acceptor = `acceptor.${kind.kind}`;
  const handler = `handler.${kind.kind}.450100`;
  const head = `head.${kind.kind}.450100`;
  const { complaint, result, replier, says, clock } = kind;
  const procedure = { authority: '某人民法院', number: '（2026）桂0102民初1号' };
  const ending: Act = [
    acceptor,
    'complaint.terminate',
    { ...kind.ended, note: '已向人民法院起诉。', procedure },
  ];
  const referred = async (): Promise<readonly Act[]> => {
    const [unitId] = await product.api.unitIds(kind.kind, '450100');
    return [
      [acceptor, 'complaint.accept'],
      [acceptor, 'referral.send', { unitId }],
      [handler, 'referral.sign'],
    ];
  };

  it('is accepted, extended and answered in formal decisions, each sent with its letter', async () => {
    const { id, number } = await caseWith(
      product.api,
      [
        ...(await referred()),
        [handler, 'extension.request', { days: 5, reason }],
        [head, 'extension.approve'],
        [handler, 'result.submit', result],
        [replier, 'reply.send', { text }],
      ],
      complaint,
    );
    const [acceptance, extension, answer] = await decisionsOf(id);
    expect([acceptance?.title, extension?.title, answer?.title]).toEqual([
      '投诉受理告知书',
      '投诉办理期限延长告知书',
      kind.resultTitle,
    ]);
    for (const each of [acceptance, extension, answer]) {
      expect(each?.words).toContain(number);
      expect(each?.words).toContain(complaint.respondent.name);
      expect(each?.words).toContain('你单位2026年9月14日提交');
    }
    expect(acceptance?.words).toContain(says.acceptance);
    // The decision on more days names the day that the clock then has.
    const { clocks } = await product.api.case('enterprise1', id);
    const dueOn = clocks.find(({ name, generation }) => name === clock && generation === 2)?.dueOn;
    expect(extension?.words).toContain(`至${chineseDate(dueOn ?? '')}止`);
    expect(extension?.words).toContain(reason);
    expect(answer?.words).toContain(text);
    expect(answer?.words).toContain(says.result);

    const files = (await lettersOf(number)).flatMap((letter) => letter.files);
    // Letters of one moment leave beside each other, in no order.
    expect(files.map(({ name }) => name).toSorted()).toEqual(
      [acceptance, extension, answer].map((each) => each?.name).toSorted(),
    );
    const history = await product.api.list<HistoryBody>('enterprise1', `/cases/${id}/history`);
    const named = history.flatMap(({ payload }) => payload['document'] ?? []);
    expect(named).toMatchObject([acceptance, extension, answer].map((each) => ({ id: each?.id })));
  });

  it('is refused in one', async () => {
    const note = '请通过下列渠道反映。';
    const refusal: Act = [acceptor, 'complaint.reject', { ...kind.refused, note }];
    const { id, number } = await caseWith(product.api, [refusal], complaint);
    const [decision, ...more] = await decisionsOf(id);
    expect(more).toEqual([]);
    expect(decision).toMatchObject({ title: '投诉不予受理告知书' });
    expect(decision?.documentNumber).toMatch(/不受〔2026〕1号$/);
    for (const words of [note, '你单位可以选择下列渠道', '1．', '诉讼时效']) {
      expect(decision?.words).toContain(words);
    }
    const letters = await lettersOf(number);
    expect(letters.flatMap(({ files }) => files)).toHaveLength(1);
  });

  it('is ended in one', async () => {
    const { id } = await caseWith(product.api, [...(await referred()), ending], complaint);
    const decision = (await decisionsOf(id)).at(-1);
    expect(decision).toMatchObject({ title: '投诉终止办理告知书' });
    expect(decision?.words).toContain(`有关程序：${procedure.authority}，${procedure.number}`);
  });

  it('has a number that the office gives, and no other document has', async () => {
    const given = { documentNumber: `${kind.kind}〔2026〕7号` };
    const { id } = await caseWith(product.api, [[acceptor, 'complaint.accept', given]], complaint);
    expect(await decisionsOf(id)).toMatchObject([given]);
    const other = await caseWith(product.api, [], complaint);
    const answer = await refusedAct(product, other.id, {
      as: acceptor,
      body: { type: 'complaint.accept', payload: given },
    });
    expect(answer.body).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ path: 'payload.documentNumber', rule: 'numberIsFree' }],
    });
  });

  it('shows no decision to another enterprise, and no act takes one from outside', async () => {
    const { id } = await caseWith(product.api, [[acceptor, 'complaint.accept']], complaint);
    const foreign = await product.api.request('enterprise2', `/cases/${id}/documents`);
    expect(foreign.status).toBe(404);
    const other = await caseWith(product.api, [], complaint);
    const forged = { document: { id, number: '1号', sha256: '0'.repeat(64) } };
    const answer = await refusedAct(product, other.id, {
      as: acceptor,
      body: { type: 'complaint.accept', payload: forged },
    });
    expect(answer.body).toMatchObject({ code: 'INPUT_INVALID' });
  });
});
