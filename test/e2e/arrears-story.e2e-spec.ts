import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseBody, HistoryBody } from '../support/api-client.js';
import { anArrears } from '../support/complaints.js';
import { namesIn, postBook } from '../support/post-book.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.arrears';
const handler = 'handler.arrears.450200';
const head = 'head.arrears.450200';
const wrongHandler = 'handler2.arrears.450200';

let database: TestDatabase;
let product: RunningProduct;
let filed: CaseBody;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-01T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const act = (as: string, type: string, payload?: object) =>
  product.api.act(as, filed.id, type, payload);

const handlingClock = async () => {
  const { clocks } = await product.api.case('admin', filed.id);
  return clocks.findLast(({ name }) => name === 'handling');
};

/** The tests of this file are one story: each goes on where the one before it ended. */
describe('an overdue payment, from filing to the written feedback', () => {
  it('is filed, and claims what its items add up to', async () => {
    filed = await product.api.file('enterprise2', anArrears);
    expect(filed).toMatchObject({
      number: 'A-2026-450200-000001',
      state: 'submitted',
      money: { claimedPrincipal: '1000000.00', paid: '0.00', verifiedPrincipal: null },
    });
  });

  it('goes to a department, which returns it, and on to another one', async () => {
    const [right, wrong] = await product.api.unitIds('arrears', '450200');
    const steps: [string, string, string, object?][] = [
      [acceptor, 'complaint.accept', 'accepted'],
      [acceptor, 'referral.send', 'transferred', { unitId: wrong }],
      [wrongHandler, 'referral.return', 'returned', { reason: '由工业和信息化部门处理。' }],
      [acceptor, 'referral.send', 'transferred', { unitId: right }],
    ];
    for (const [as, type, state, payload] of steps) {
      expect([type, (await act(as, type, payload)).state]).toEqual([type, state]);
    }
    expect(await handlingClock()).toMatchObject({
      generation: 2,
      rawDueOn: '2026-10-01',
      dueOn: '2026-10-08',
      status: 'running',
    });
  });

  it('is out of reach of the department that returned it', async () => {
    const answer = await product.api.request(wrongHandler, `/cases/${filed.id}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
  });

  it('counts as received when nobody signs for it', async () => {
    await product.api.pass('P7D');
    expect(await product.api.case(handler, filed.id)).toMatchObject({
      state: 'handling',
      escalation: 'none',
    });
  });

  it('is extended within the cap, and answered in the longer term', async () => {
    await act(handler, 'extension.request', { days: 30, reason: '质量扣款需检测。' });
    expect(await act(head, 'extension.approve')).toMatchObject({ state: 'extended' });
    expect(await handlingClock()).toMatchObject({ generation: 3, dueOn: '2026-11-02' });
    // To a Monday, in working hours.
    await product.api.pass('P41D');
    expect(await product.api.case(handler, filed.id)).toMatchObject({ escalation: 'none' });

    const amounts = { verifiedPrincipal: '1000000.00', undisputed: '800000.00' };
    const result = { resultCode: 'partlyDisputed', summary: '部分争议。', publicReply: '应付。' };
    const wrongSum = await product.api.request(handler, `/cases/${filed.id}/events`, {
      method: 'POST',
      body: { type: 'result.submit', payload: { ...result, ...amounts, disputed: '200000.01' } },
    });
    expect(wrongSum.body['errors']).toMatchObject([
      { path: 'payload.verifiedPrincipal', rule: 'partsAddUp' },
    ]);
    await act(handler, 'result.submit', { ...result, ...amounts, disputed: '200000.00' });
    expect(await act(handler, 'reply.send', { text: '无分歧部分应当及时支付。' })).toMatchObject({
      state: 'fedBack',
      money: { ...amounts, disputed: '200000.00' },
    });
    const history = await product.api.list<HistoryBody>(
      'enterprise2',
      `/cases/${filed.id}/history`,
    );
    expect(history.map(({ to }) => to)).toContain('extended');
  });

  it('has told everybody concerned, the enterprise in English', async () => {
    const book = await postBook(product.api, filed);
    expect(namesIn(book)).toEqual({
      enterprise2: [
        'receipt',
        'accepted',
        'referred',
        'returnedToEnterprise',
        'referred',
        'received',
        'extended',
        'fedBack',
      ],
      [acceptor]: ['filedToAcceptor', 'returned', 'extendedToAcceptor', 'fedBackToAcceptor'],
      [wrongHandler]: ['referral', 'referralMoved'],
      [handler]: ['referral', 'deadlineNear', 'receivedToHandler'],
      [head]: ['unassignedToHandlerHead', 'extensionAsked'],
      supervisor: ['referralToSupervisor', 'referralToSupervisor'],
      supervisor2: ['referralToSupervisor', 'referralToSupervisor'],
    });
    for (const { mail } of book['enterprise2'] ?? []) {
      expect(mail.subject).toMatch(/^Complaint A-2026-450200-000001/);
      expect(mail.text).toContain('Dear Chongzuo Sample Trading Co., Ltd.');
    }
    for (const { mail } of book[handler] ?? []) {
      expect(mail.subject).toMatch(/^【A-2026-450200-000001】/);
    }
    const receipt = book['enterprise2']?.[0]?.mail.text;
    const referred = book['enterprise2']?.find(({ name }) => name === 'referred')?.mail.text;
    expect(referred).toContain('Liuzhou');
    expect(referred).not.toContain('柳州市工业和信息化局');
    expect(receipt).toContain(filed.trackingCode);
  });
});
