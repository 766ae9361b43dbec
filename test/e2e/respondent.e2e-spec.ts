import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { unitId } from '../../seeds/reference-data.js';
import type { HistoryBody, NoticeBody } from '../support/api-client.js';
import { caseWith, type Act } from '../support/case-acts.js';
import { oldDebt } from '../support/complaints.js';
import type { EvidenceBody } from '../support/evidence.js';
import { filesIn } from '../support/evidence.js';
import { found, Respondent } from '../support/respondent.js';
import { RunningProduct } from '../support/running-product.js';
import * as sample from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface LinkBody {
  readonly recipient: string;
  readonly recipientConfirmed: boolean;
  readonly identityVerified: boolean;
  readonly id: string;
  readonly state: string;
  readonly dueOn: string;
  readonly expiresOn: string;
  readonly uses: readonly { readonly what: string; readonly client: string }[];
}

const acceptor = 'acceptor.arrears';
const handler = 'handler.arrears.450100';
const industry = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handling: readonly Act[] = [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', industry],
  [handler, 'referral.sign'],
];
const questions = ['欠款是否属实？', '何时支付？<b>'];
const statement = sample.pdf('statement');

let database: TestDatabase;
let product: RunningProduct;
let id: string;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'), {
    EVIDENCE_MAX_MIB: '1',
    TRUSTED_PROXIES: '127.0.0.1',
  });
  ({ id } = await caseWith(product.api, handling, { kind: 'arrears', ...oldDebt }));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

/** The unit asks; the letter is with the respondent. */
async function asked(payload: object = {}): Promise<{ respondent: Respondent; link: string }> {
  count += 1;
  const respondent = new Respondent(product, `r${count}@debtor.example`, `198.51.100.${count}`);
  const address = found(respondent.email);
  await product.api.act(handler, id, 'feedback.request', { questions, address, ...payload });
  const [link = ''] = await respondent.links();
  return { respondent, link };
}

const links = (as = handler) => product.api.list<LinkBody>(as, `/cases/${id}/links`);
const newestLink = async () => (await links()).at(-1);
const history = () => product.api.list<HistoryBody>(handler, `/cases/${id}/history`);
const stored = async () => [await product.counts(), filesIn(product.dataDir)];

describe('a respondent with the link of a letter', () => {
  it('reads what is asked, by whom, on which basis, until when, and nothing else', async () => {
    const { respondent, link } = await asked();
    const { status, headers, html } = await respondent.open(link);
    expect(status).toBe(200);
    for (const text of [
      '请反馈拖欠账款投诉有关情况',
      '南宁市工业和信息化局',
      '第二十五条第三款',
      '2026-09-28',
      '欠款是否属实？',
      '何时支付？&#60;b&#62;',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toMatch(/^<!doctype html><html lang="zh-CN">/);
    expect(html).not.toContain('<script');
    expect(html).not.toContain(oldDebt.facts);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    const token = link.slice('/r/'.length);
    for (const path of [`/cases/${id}`, `/cases/${id}/evidence`, `/cases/${id}/history`]) {
      const headersOf = { authorization: `Bearer ${token}` };
      expect((await product.api.request(null, path, { headers: headersOf })).status).toBe(401);
    }
  });

  it('is the only one who knows the token', async () => {
    const { link } = await asked();
    const token = link.slice('/r/'.length);
    expect(token).toHaveLength(43);
    const tables = ['notices', 'letter_links', 'letter_link_tokens', 'link_uses', 'case_history'];
    for (const table of tables) {
      const rows = await database.dataSource.query<object[]>(`SELECT * FROM ${table}`);
      expect(JSON.stringify(rows)).not.toContain(token);
    }
    const notices = await product.api.list<NoticeBody & { text: string }>(
      acceptor,
      `/cases/${id}/notices`,
    );
    expect(notices.at(-1)?.text).toContain('/r/***');
  });

  it('answers once, with files; afterwards the link shows what was answered', async () => {
    const { respondent, link } = await asked();
    const text = '欠款属实。\n下月支付。<i>';
    await respondent.open(link);
    const sent = await respondent.answer(link, text, [['对账函.pdf', statement]]);
    expect([sent.status, sent.headers.get('location')]).toEqual([303, link]);
    const shown = await respondent.open(link);
    expect(shown.status).toBe(200);
    expect(shown.html).toContain('已收到答复');
    expect(shown.html).toContain('欠款属实。\n下月支付。&#60;i&#62;');
    expect(shown.html).toContain('对账函.pdf');
    expect(shown.html).not.toContain('<form');
    expect(shown.html).toContain(respondent.email);
    expect(shown.html).toContain('填写人身份未经核实');

    const [file] = await product.api.list<EvidenceBody>(handler, `/cases/${id}/evidence`);
    const sha256 = createHash('sha256').update(statement).digest('hex');
    expect(file).toMatchObject({
      name: '对账函.pdf',
      sha256,
      shownToEnterprise: false,
      uploadedBy: { role: 'respondent', unit: null },
    });
    expect(await product.api.list('enterprise1', `/cases/${id}/evidence`)).toEqual([]);
    expect((await history()).at(-1)).toMatchObject({
      event: 'feedback.submit',
      actor: { role: 'respondent', name: oldDebt.respondent.name },
      payload: {
        answer: text,
        files: [{ evidenceId: file?.id, sha256 }],
        identityVerified: false,
        sentTo: respondent.email,
        openedAt: expect.any(String) as unknown,
        answeredAt: expect.any(String) as unknown,
        confirmation: { foundBy: 'telephone', confirmedOn: '2026-09-14' },
      },
    });
    const clock = (await product.api.case(handler, id)).clocks.findLast(
      ({ name }) => name === 'respondentFeedback',
    );
    expect(clock?.status).toBe('met');

    const before = await stored();
    const again = await respondent.answer(link, '不属实。', [['b.pdf', statement]]);
    expect([again.status, again.html.includes('下月支付')]).toEqual([200, true]);
    expect(await stored()).toEqual(before);
    expect((await newestLink())?.uses.map(({ what }) => what)).toEqual([
      'replayed',
      'shown',
      'answered',
      'opened',
    ]);
    expect((await newestLink())?.uses[0]?.client).toBe(respondent.from);
  });

  it('tells the unit, which reads the answer in its letter', async () => {
    const notices = await product.api.list<NoticeBody & { text: string }>(
      handler,
      `/cases/${id}/notices`,
    );
    const told = notices.findLast(({ template }) => template.endsWith('/feedbackReceived'));
    expect(told?.text).toContain('下月支付。');
    expect(told?.text).toContain('对账函.pdf');
    expect(told?.text).toContain('填写人身份未经核实');
    expect(told?.text).toContain(`r${count}@debtor.example`);
    expect(told?.text).toContain('电话核实');
  });

  it('is not vouched for; the enterprise reads that, and no name of an officer', async () => {
    const { serviceAddress } = await product.api.case(handler, id);
    const officer = serviceAddress?.confirmed?.confirmedBy ?? '';
    expect(officer).not.toBe('');
    const read = await product.api.list<HistoryBody>('enterprise1', `/cases/${id}/history`);
    const answer = read.findLast(({ event }) => event === 'feedback.submit');
    expect(answer?.payload).toEqual({ identityVerified: false });
    expect(answer?.label.zh).toContain('填写人身份未核实');
    const confirmation = read.findLast(({ event }) => event === 'feedback.request');
    expect(JSON.stringify([answer, confirmation])).not.toContain(officer);
    expect((await product.api.case('enterprise1', id)).serviceAddress).toBeNull();
    expect((await newestLink())?.identityVerified).toBe(false);
  });

  it('is heard once, however many forms come at once', async () => {
    const { respondent, link } = await asked();
    const before = (await history()).length;
    const answers = [1, 2, 3, 4].map((n) => respondent.answer(link, `第${n}份`));
    const pages = await Promise.all(answers);
    expect(pages.every(({ status }) => status === 303 || status === 200)).toBe(true);
    expect((await history()).length).toBe(before + 1);
  });

  it('may answer by the link of either letter, and sees it by the other', async () => {
    const { respondent, link } = await asked();
    await product.api.pass('P10D');
    const both = await respondent.links();
    expect(both).toHaveLength(2);
    expect((await respondent.answer(link, '属实。')).status).toBe(303);
    const other = both.find((each) => each !== link) ?? '';
    expect((await respondent.open(other)).html).toContain('已收到答复');
  });
});

describe('an answer that is not taken', () => {
  const MIB = 1024 * 1024;

  it.each<[string, string, readonly (readonly [string, Buffer])[], string]>([
    ['no text', '  \r\n', [], '请填写答复内容'],
    ['a text that is too long', '长'.repeat(20_001), [], '不能超过 20000 字'],
    ['a type that is not taken', '属实。', [['a.exe', sample.pdf()]], '类型不能接受'],
    ['content that belies its name', '属实。', [['a.pdf', sample.html()]], '与其文件名不符'],
    [
      'a document with macros',
      '属实。',
      [['a.docx', sample.office('docx', { 'word/vbaProject.bin': 'x' })]],
      '含有宏',
    ],
    ['a file over the limit', '属实。', [['a.pdf', Buffer.alloc(MIB + 1, 'x')]], '超过 1 MB'],
    ['an empty file', '属实。', [['a.pdf', Buffer.alloc(0)]], '是空的'],
    ['a path in a name', '属实。', [['../a.pdf', sample.pdf()]], '文件名不能使用'],
    [
      'too many files',
      '属实。',
      Array.from({ length: 11 }, (_, n) => [`${n}.pdf`, sample.pdf()] as const),
      '不能超过 10 个',
    ],
  ])('because of %s keeps the link, the text and the case', async (_, text, files, told) => {
    const { respondent, link } = await asked();
    const before = await stored();
    const page = await respondent.answer(link, text, files);
    expect([page.status, page.html.includes(told)]).toEqual([422, true]);
    expect(page.html).toContain('role="alert"');
    if (text === '属实。') expect(page.html).toContain('属实。</textarea>');
    expect(await stored()).toEqual(before);
    expect((await respondent.answer(link, '属实。', [['a.pdf', sample.pdf()]])).status).toBe(303);
  });

  it('because another site made the browser send it', async () => {
    const { respondent, link } = await asked();
    const before = await stored();
    const foreign = await respondent.answer(link, '属实。', [], { 'sec-fetch-site': 'cross-site' });
    expect(foreign.status).toBe(403);
    expect(await stored()).toEqual(before);
    const own = await respondent.answer(link, '属实。', [], { 'sec-fetch-site': 'same-origin' });
    expect(own.status).toBe(303);
  });

  it('by an act of an officer', async () => {
    await asked();
    const body = { type: 'feedback.submit', payload: { answer: '属实。', files: [] } };
    const answer = await product.api.request(handler, `/cases/${id}/events`, {
      method: 'POST',
      body,
    });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ rule: 'hasOwnRoute' }] } });
  });
});

describe('an address that the complainant typed', () => {
  const typed = 'looks-official@attacker.example';
  const uscc = '91450100MA0TEXT215';
  let debt: string;

  beforeAll(async () => {
    const respondent = { ...oldDebt.respondent, uscc, contactEmail: typed };
    const filed = { kind: 'arrears', ...oldDebt, respondent };
    ({ id: debt } = await caseWith(product.api, handling, filed));
  });

  const lettersTo = async (to: string) => {
    await product.api.pass('PT1M');
    return product.api.list(null, `/mailbox?to=${encodeURIComponent(to)}`);
  };

  it('is a hint for officers, which no request goes to', async () => {
    for (const payload of [{ questions }, { questions, email: typed }]) {
      const body = { type: 'feedback.request', payload };
      const request = { method: 'POST', body };
      const answer = await product.api.request(handler, `/cases/${debt}/events`, request);
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'INPUT_INVALID', errors: [{ rule: 'addressConfirmed' }] },
      });
    }
    const { serviceAddress } = await product.api.case(handler, debt);
    expect(serviceAddress).toMatchObject({ hint: typed, confirmed: null });
    expect(await lettersTo(typed)).toEqual([]);
  });

  it('gets nothing once another one is confirmed, from the question to the notice', async () => {
    const respondent = new Respondent(product, 'real@debtor.example', '198.51.100.99');
    await product.api.act(handler, debt, 'serviceAddress.confirm', found(respondent.email));
    await product.api.act(handler, debt, 'feedback.request', { questions });
    expect(await respondent.links()).toHaveLength(1);
    await product.api.pass('P20D');
    expect(await respondent.links()).toHaveLength(2);
    expect(await lettersTo(typed)).toEqual([]);
    const { serviceAddress } = await product.api.case(handler, debt);
    expect(serviceAddress).toMatchObject({
      hint: typed,
      confirmed: { ...found(respondent.email), confirmedOn: expect.any(String) as unknown },
    });
  });

  it('is suggested to nobody; what was confirmed for the body is, with who, when and how', async () => {
    const respondent = { ...oldDebt.respondent, uscc };
    const filed = { kind: 'arrears', ...oldDebt, respondent };
    const next = await caseWith(product.api, handling, filed);
    const view = await product.api.case(handler, next.id);
    expect(view.serviceAddress?.confirmed).toBeNull();
    expect(view.serviceAddress?.suggestions ?? []).not.toContainEqual(
      expect.objectContaining({ email: typed }),
    );
    expect(view.serviceAddress?.suggestions ?? []).toContainEqual(
      expect.objectContaining({
        email: 'real@debtor.example',
        foundBy: 'telephone',
        confirmedBy: expect.any(String) as unknown,
        caseNumber: expect.stringMatching(/^A-/) as unknown,
      }),
    );
  });
});

describe('a link that opens nothing', () => {
  it('went to an address that turned out to be wrong', async () => {
    const { respondent, link } = await asked();
    const right = new Respondent(product, `right${count}@debtor.example`, '198.51.100.98');
    await product.api.act(handler, id, 'serviceAddress.confirm', found(right.email));
    expect((await respondent.answer(link, '属实。')).status).toBe(410);
    const [fresh = ''] = await right.links();
    expect((await right.answer(fresh, '属实。')).status).toBe(303);
  });

  it('was revoked by an officer', async () => {
    const { respondent, link } = await asked();
    const path = `/cases/${id}/links/${(await newestLink())?.id ?? ''}`;
    const revoke = (as: string) => product.api.request(as, path, { method: 'DELETE' });
    expect((await revoke('enterprise1')).status).toBe(403);
    expect((await revoke('handler.arrears.450200')).status).toBe(404);
    expect((await respondent.open(link)).status).toBe(200);
    expect((await revoke(handler)).status).toBe(204);
    expect((await revoke(handler)).status).toBe(204);
    expect((await respondent.open(link)).status).toBe(410);
    const before = await stored();
    expect((await respondent.answer(link, '属实。')).status).toBe(410);
    expect(await stored()).toEqual(before);
  });

  it('belongs to a question that was asked anew', async () => {
    const first = await asked();
    const second = await asked();
    const old = await first.respondent.open(first.link);
    expect([old.status, old.html.includes('不再需要答复')]).toEqual([410, true]);
    expect(old.html).not.toContain(questions[0]);
    expect((await second.respondent.open(second.link)).status).toBe(200);
  });

  it('is made up, and costs whoever tries many', async () => {
    const forger = new Respondent(product, 'nobody@example', '203.0.113.1');
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      statuses.push((await forger.open(`/r/${'A'.repeat(42)}${String(tries % 10)}`)).status);
    }
    expect(statuses.slice(0, 10)).toEqual(Array<number>(10).fill(404));
    expect(statuses.at(-1)).toBe(429);
    const { respondent, link } = await asked();
    expect((await respondent.open(link)).status).toBe(200);
    const rows = await database.dataSource.query<unknown[]>(
      `SELECT 1 FROM link_uses WHERE what = 'forged' AND client = $1 AND case_id IS NULL`,
      [forger.from],
    );
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });

  it.each(['/r/', '/r/x', `/r/${'A'.repeat(99)}`, '/r/..%2f..%2fetc'])('is %s', async (link) => {
    const visitor = new Respondent(product, 'nobody@example', '203.0.113.2');
    expect((await visitor.open(link)).status).toBe(404);
  });

  it('has expired: its clock and the grace after it are over', async () => {
    const { respondent, link } = await asked();
    const { dueOn, expiresOn } = (await newestLink()) ?? { dueOn: '', expiresOn: '' };
    await product.api.ok('admin', '/simulation/advance', {
      method: 'POST',
      body: { to: `${dueOn}T24:00:00+08:00`.replace('T24:00:00', 'T23:59:00') },
    });
    expect((await respondent.open(link)).html).not.toContain('已过');
    await product.api.pass('PT2M');
    const late = await respondent.open(link);
    expect([late.status, late.html.includes('已过。')]).toEqual([200, true]);
    await product.api.ok('admin', '/simulation/advance', {
      method: 'POST',
      body: { to: `${expiresOn}T23:59:00+08:00` },
    });
    expect((await respondent.open(link)).status).toBe(200);
    await product.api.pass('PT2M');
    const over = await respondent.open(link);
    expect([over.status, over.html.includes('链接已过期')]).toEqual([410, true]);
    expect((await respondent.answer(link, '属实。')).status).toBe(410);
    expect((await newestLink())?.state).toBe('expired');
  });

  it('had told the unit and the acceptor that a supervision notice is mandatory', async () => {
    const templates = (await product.api.list<NoticeBody>('admin', `/cases/${id}/notices`)).map(
      ({ template }) => template,
    );
    expect(templates).toEqual(
      expect.arrayContaining(['arrears@1/feedbackLate', 'arrears@1/feedbackLateToAcceptor']),
    );
  });
});
