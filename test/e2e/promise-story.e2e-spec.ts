import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseBody, ClockBody, HistoryBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { namesIn, postBook, type Delivered } from '../support/post-book.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const acceptor = 'acceptor.promise';
const handler = 'handler.promise.450100';
const head = 'head.promise.450100';

let database: TestDatabase;
let product: RunningProduct;
let filed: CaseBody;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const act = (as: string, type: string, payload?: object) =>
  product.api.act(as, filed.id, type, payload);

async function clock(name: string): Promise<ClockBody | undefined> {
  const { clocks } = await product.api.case('admin', filed.id);
  return clocks.findLast((each) => each.name === name);
}

/** The tests of this file are one story: each goes on where the one before it ended. */
describe('a broken promise, from filing to the written reply', () => {
  it('gets a number and a tracking code', async () => {
    const answer = await product.api.request<CaseBody>('enterprise1', '/complaints', {
      method: 'POST',
      body: aPromise,
    });
    filed = answer.body;
    expect(answer.status).toBe(201);
    expect(filed).toMatchObject({ number: 'P-2026-450100-000001', state: 'submitted', version: 1 });
    expect(filed.trackingCode).toMatch(/^[0-9A-Z]{12}$/);
    expect(answer.headers.get('location')).toBe(`/api/v1/cases/${filed.id}`);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(filed.availableEvents.map(({ type }) => type)).toEqual([
      'retaliation.report',
      'complaint.withdraw',
    ]);
  });

  it('goes from desk to desk, each act with its state', async () => {
    const [unitId] = await product.api.unitIds('promise', '450100');
    const steps: [string, string, string, object?][] = [
      [acceptor, 'complaint.check', 'submitted'],
      [acceptor, 'supplement.request', 'supplement', { items: ['会议纪要全文'] }],
      ['enterprise1', 'supplement.submit', 'submitted', { answer: '已补充。' }],
      [acceptor, 'complaint.accept', 'accepted'],
      [acceptor, 'referral.send', 'referred', { unitId }],
      [handler, 'referral.sign', 'handling'],
      [handler, 'extension.request', 'handling', { days: 5, reason: '需核对三个年度的凭证。' }],
      [head, 'extension.approve', 'handling'],
    ];
    for (const [as, type, state, payload] of steps) {
      expect([type, (await act(as, type, payload)).state]).toEqual([type, state]);
    }
    // Fifteen and five working days from the 14th, over Mid-Autumn and National Day.
    expect(await clock('cityReply')).toMatchObject({ generation: 2, dueOn: '2026-10-16' });
  });

  it('is urged and supervised while sixty days pass and nobody acts', async () => {
    const { now, clocksFired, noticesSent } = await product.api.pass('P60D');
    expect(now).toMatch(/^2026-11-13T02:0/);
    const { state, escalation, clocks } = await product.api.case('admin', filed.id);
    expect({ state, escalation }).toEqual({ state: 'handling', escalation: 'supervised' });
    expect(clocks.filter(({ overdue }) => overdue).map(({ name }) => name)).toEqual(['cityReply']);
    // Two warnings, the due day, two reminders; the unit's objection and the supervision.
    expect(clocksFired).toBe(7);
    // Near ×2, urging to two, to the enterprise; passed ×2 and to the head; supervised to three.
    expect(noticesSent).toBeGreaterThanOrEqual(11);
    const history = await product.api.list<HistoryBody>('admin', `/cases/${filed.id}/history`);
    const lapsed = history.filter(({ actor }) => actor.role === 'system');
    expect(lapsed.map(({ event, occurredOn }) => [event.split('.')[2], occurredOn])).toEqual([
      ['unitObjection', '2026-09-20'],
      ['cityReply', '2026-10-16'],
      ['supervision', '2026-10-23'],
    ]);
  });

  it('is answered in the end, after one send-back', async () => {
    const result = { resultCode: 'verified', summary: '未拨付。', publicReply: '承诺属实。' };
    await act(handler, 'result.submit', { ...result, internalNote: '财政口头确认。' });
    await act(acceptor, 'result.sendBack', { reason: '未说明何时兑付。' });
    await act(handler, 'result.submit', result);
    const replied = await act(acceptor, 'reply.send', { text: '补贴将于本季度内拨付。' });
    expect(replied).toMatchObject({
      state: 'replied',
      escalation: 'supervised',
      holder: 'acceptor',
    });
    expect(await clock('objection')).toMatchObject({ status: 'running', rawDueOn: '2026-12-13' });
  });

  describe('has told everybody concerned by mail', () => {
    let book: Readonly<Record<string, readonly Delivered[]>>;
    beforeAll(async () => {
      book = await postBook(product.api, filed);
    });

    it('each once, each to the party that it is for', () => {
      expect(namesIn(book)).toEqual({
        enterprise1: [
          'receipt',
          'supplementRequested',
          'accepted',
          'referred',
          'extended',
          'lateToEnterprise',
          'replied',
        ],
        [acceptor]: [
          'filedToAcceptor',
          'supplemented',
          'extendedToAcceptor',
          'resultSubmitted',
          'resultSubmitted',
        ],
        [handler]: [
          'referral',
          'deadlineNear',
          'deadlineNear',
          'urging',
          'deadlinePassed',
          'deadlinePassed',
          'sentBack',
          'repliedToHandler',
        ],
        [head]: ['extensionAsked', 'urgingToHead', 'deadlinePassedToHead', 'supervised'],
        'head.promise': ['supervisedToAcceptorHead'],
        supervisor: ['referralToSupervisor', 'supervisedToSupervisor'],
        supervisor2: ['referralToSupervisor', 'supervisedToSupervisor'],
      });
    });

    it('with the proof of the mail server, in one thread', () => {
      const letters = Object.values(book).flat();
      for (const { notice, mail } of letters) {
        expect(notice).toMatchObject({ status: 'sent', attempts: 1, lastError: null });
        expect(notice.smtpResponse).toMatch(/^250 /);
        expect(mail.inReplyTo).toContain(filed.id);
      }
      expect(new Set(letters.map(({ mail }) => mail.inReplyTo)).size).toBe(1);
    });

    it('with number, code and day in the receipt, and a date and a basis in the warnings', () => {
      const receipt = book['enterprise1']?.[0]?.mail;
      expect(receipt?.text).toContain(filed.number);
      expect(receipt?.text).toContain(filed.trackingCode);
      expect(receipt?.text).toContain('2026-09-17');
      const urging = book[handler]?.find(({ name }) => name === 'urging')?.mail;
      expect(urging?.subject).toBe('【P-2026-450100-000001】催办通知');
      for (const part of [urging?.text, urging?.html]) {
        expect(part).toContain('2026-10-16');
        expect(part).toContain('湖北省营商环境问题投诉联动处理办法');
      }
    });

    it('without any word of an internal note', () => {
      const texts = Object.values(book).flatMap((all) =>
        all.map(({ mail }) => mail.text + mail.html),
      );
      expect(texts.filter((text) => text.includes('财政口头确认'))).toEqual([]);
      expect(texts.filter((text) => text.includes('未说明何时兑付'))).toHaveLength(1);
    });
  });

  it('shows each side its own part of the history, and the chain whole', async () => {
    const path = `/cases/${filed.id}/history`;
    const seen = await product.api.ok<{ items: HistoryBody[]; chainIntact: boolean }>(
      handler,
      path,
    );
    expect(seen.chainIntact).toBe(true);
    expect(seen.items.map(({ seq }) => seq)).toEqual(seen.items.map((_, index) => index + 1));
    const own = await product.api.list<HistoryBody>('enterprise1', path);
    expect(own).toHaveLength(seen.items.length);
    expect(JSON.stringify(own)).not.toMatch(/财政口头确认|未说明何时兑付|经办/);
    expect(own.at(-1)).toMatchObject({
      event: 'reply.send',
      payload: { text: expect.any(String) },
    });
    expect(own.at(-1)?.actor.name).toBeNull();
  });

  it('can be followed with the code of the receipt, without a name of anybody', async () => {
    const { number, trackingCode } = filed;
    const tracked = await product.api.request(null, `/track/${number}?code=${trackingCode ?? ''}`);
    expect(tracked).toMatchObject({
      status: 200,
      body: {
        number,
        state: 'replied',
        escalation: 'supervised',
        holder: { party: 'acceptor' },
        filedOn: '2026-09-14',
      },
    });
    expect(JSON.stringify(tracked.body)).not.toContain('示例装备');
    for (const path of [
      `/track/${number}?code=AAAAAAAAAAAA`,
      '/track/P-2026-450100-000002?code=A',
    ]) {
      expect((await product.api.request(null, path)).status).toBe(404);
    }
  });

  it('has a page for that, as the link in the receipt opens it', async () => {
    const receipt = (await postBook(product.api, filed))['enterprise1']?.[0]?.mail.text ?? '';
    const link = /https?:\/\/[^/\s]+(\/track\/\S+)/.exec(receipt)?.[1] ?? 'none';
    const page = await fetch(product.url + link);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const html = await page.text();
    expect(html).toContain('已答复');
    expect(html).toContain(filed.number);
    const wrong = await fetch(`${product.url}/track/${filed.number}?code=AAAAAAAAAAAA`);
    expect(wrong.status).toBe(404);
    expect(await wrong.text()).not.toContain('已答复');
  });
});
