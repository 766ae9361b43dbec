import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import type { HistoryBody, MailBody } from '../support/api-client.js';
import { caseWith, type Act } from '../support/case-acts.js';
import { oldDebt } from '../support/complaints.js';
import { mailsWithFiles } from '../support/mail-files.js';
import { found, Respondent } from '../support/respondent.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

interface DocumentBody {
  readonly id: string;
  readonly documentNumber: string;
  readonly sha256: string;
  readonly name: string;
}

const acceptor = 'acceptor.arrears';
const handler = 'handler.arrears.450100';
const head = 'head.arrears.450100';
const industry = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handling: readonly Act[] = [
  [acceptor, 'complaint.accept'],
  [acceptor, 'referral.send', industry],
  [handler, 'referral.sign'],
];
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

let database: TestDatabase;
let product: RunningProduct;
let count = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

/** A debt that the unit works on, of a respondent with an address of its own. */
async function aDebt(): Promise<{ id: string; email: string }> {
  count += 1;
  const email = `debtor${count}@debtor.example`;
  const respondent = { ...oldDebt.respondent, name: `南宁市第${count}局` };
  const past: readonly Act[] = [...handling, [handler, 'serviceAddress.confirm', found(email)]];
  const { id } = await caseWith(product.api, past, {
    kind: 'arrears',
    ...oldDebt,
    respondent,
  });
  return { id, email };
}

/** A measure that has been approved. */
async function approved(type: string, caseId: string, by = handler, approver = by) {
  const { id } = await product.api.propose(by, { type, caseIds: [caseId] });
  await product.api.measureAct(approver, id, 'measure.approve');
  return id;
}

const documentsOf = (id: string) =>
  product.api.list<DocumentBody>(handler, `/cases/${id}/documents`);
const historyOf = (id: string) => product.api.list<HistoryBody>(handler, `/cases/${id}/history`);

/** An act on a measure that must be refused: nothing that is stored may change. */
async function refused(id: string, type: string, payload: object, as = handler) {
  const before = await product.counts();
  const request = { method: 'POST', body: { type, payload } };
  const answer = await product.api.request(as, `/measures/${id}/events`, request);
  expect(await product.counts()).toEqual(before);
  expect(await documentsOf(id)).toEqual([]);
  const { code, errors = [] } = answer.body as {
    code: string;
    errors?: { path: string; rule: string }[];
  };
  return [code, ...errors.map(({ path, rule }) => `${path}: ${rule}`)];
}

describe('an issued measure', () => {
  it('has its official document, numbered, in the mail, in the list and in the history', async () => {
    const debt = await aDebt();
    const id = await approved('supervisionNotice', debt.id);
    const issued = await product.api.measureAct(handler, id, 'measure.issue');
    expect(issued).toMatchObject({
      state: 'issued',
      progress: { documentNumber: '南宁市工业和信息化局督〔2026〕1号' },
    });
    const [document] = await documentsOf(id);
    expect(document).toMatchObject({ documentNumber: '南宁市工业和信息化局督〔2026〕1号' });
    const entry = (await historyOf(id)).find(({ event }) => event === 'measure.issue');
    expect(entry?.payload['document']).toEqual({
      id: document?.id,
      number: document?.documentNumber,
      sha256: document?.sha256,
    });
    const [mail] = await mailsWithFiles(product, debt.email);
    expect(mail?.files.map(({ name, type }) => [name, type])).toEqual([[document?.name, DOCX]]);
    const sha256 = createHash('sha256')
      .update(mail?.files[0]?.content ?? '')
      .digest('hex');
    expect(sha256).toBe(document?.sha256);
  });

  it('takes the next number of its series, or one that no other document has', async () => {
    const next = await approved('supervisionNotice', (await aDebt()).id);
    const other = await approved('supervisionNotice', (await aDebt()).id);
    const number = '南工信督〔2026〕7号';
    expect(await product.api.measureAct(handler, next, 'measure.issue')).toMatchObject({
      progress: { documentNumber: '南宁市工业和信息化局督〔2026〕2号' },
    });
    const given = { documentNumber: number };
    expect(await product.api.measureAct(handler, other, 'measure.issue', given)).toMatchObject({
      progress: given,
    });
    const third = await approved('supervisionNotice', (await aDebt()).id);
    expect(await refused(third, 'measure.issue', given)).toEqual([
      'INPUT_INVALID',
      'payload.documentNumber: numberIsFree',
    ]);
    const forged = { document: { id: other, number, sha256: '0'.repeat(64) } };
    expect(await refused(third, 'measure.issue', forged)).toEqual([
      'INPUT_INVALID',
      'payload.document: unknownField',
    ]);
  });

  it('is answered by the link of the letter, once', async () => {
    const debt = await aDebt();
    const id = await approved('supervisionNotice', debt.id);
    await product.api.measureAct(handler, id, 'measure.issue');
    await product.api.measureAct(handler, id, 'measure.serve', { way: 'mail' });
    const respondent = new Respondent(product, debt.email);
    const [link = ''] = await respondent.links();
    const page = await respondent.open(link);
    expect(page.html).toContain('请');
    expect((await respondent.answer(link, '本月付清。')).status).toBe(303);
    expect((await respondent.open(link)).html).toContain('已收到答复');
    const answers = (await historyOf(id)).filter(({ event }) => event === 'response.submit');
    expect(answers.map(({ actor, payload }) => [actor.role, payload['answer']])).toEqual([
      ['respondent', '本月付清。'],
    ]);
  });

  it('is told by its name and number in the history of the complaint, each step', async () => {
    const debt = await aDebt();
    const id = await approved('supervisionNotice', debt.id);
    const { number } = await product.api.measureAct(handler, id, 'measure.issue');
    const told = async (reader: string) =>
      (await product.api.list<HistoryBody>(reader, `/cases/${debt.id}/history`))
        .filter(({ event }) => event.startsWith('measure.'))
        .map(({ label }) => label.zh);
    expect(await told(handler)).toEqual([`督办书已提请（${number}）`, `督办书已发出（${number}）`]);
    expect(await told('enterprise1')).toEqual([`督办书已发出（${number}）`]);
  });
});

describe('an interview', () => {
  const when = '2026-10-15T09:30:00+08:00';
  const invited = () => ({
    at: when,
    place: '301会议室',
    persons: [{ name: '张三', position: '局长', ...found(`zhang${count}@debtor.example`) }],
  });

  /** What a calendar program understands of the mails to an address. */
  async function meetings(to: string) {
    const mails = await mailsWithFiles(product, to);
    return mails.flatMap(({ files }) => {
      const text = files.find(({ type }) => type === 'text/calendar')?.content.toString();
      if (text === undefined) return [];
      const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
      const component = calendar.getFirstSubcomponent('vevent');
      if (!component) throw new Error('There is no event.');
      const event = new ICAL.Event(component);
      return [
        {
          method: calendar.getFirstPropertyValue('method'),
          uid: event.uid,
          sequence: event.sequence,
          at: event.startDate.toJSDate().toISOString(),
          attendees: event.attendees.map((one) => String(one.getFirstValue()).toLowerCase()),
        },
      ];
    });
  }

  it('sends nobody without an account to a page that he cannot open', async () => {
    const debt = await aDebt();
    const id = await approved('interview', debt.id, acceptor, 'head.arrears');
    await product.api.measureAct(acceptor, id, 'interview.call', invited());
    await product.api.pass('P3D');
    const mails = (await product.api.list<MailBody>('admin', '/mailbox')).filter(({ text }) =>
      text.includes(`/cases/${id}`),
    );
    const [person = ''] = invited().persons.map(({ email }) => email);
    expect(mails.map(({ to }) => to)).toContain(`head.arrears@${demoDomain}`);
    expect(mails.map(({ to }) => to)).not.toContain(debt.email);
    expect(mails.map(({ to }) => to)).not.toContain(person);
    const letters = (await product.api.list<MailBody>('admin', '/mailbox')).filter(
      ({ to }) => to === debt.email,
    );
    expect(letters).not.toEqual([]);
    for (const { text, html } of letters) {
      for (const part of [text, html]) {
        expect(part).toContain('请与上列联系单位联系');
        expect(part).toContain('联系电话');
        expect(part).not.toContain('登录系统');
        expect(part).not.toContain('查看案件');
      }
    }
  });

  it('comes with its document and goes into the calendars of those invited: called, moved, off', async () => {
    const debt = await aDebt();
    const id = await approved('interview', debt.id, acceptor, 'head.arrears');
    await product.api.measureAct(acceptor, id, 'interview.call', invited());
    await product.api.pass('PT1M');
    await product.api.measureAct(acceptor, id, 'interview.move', {
      at: '2026-10-16T15:00:00+08:00',
      reason: '主要负责人出差。',
    });
    await product.api.pass('PT1M');
    await product.api.measureAct(acceptor, id, 'interview.callOff', { reason: '已付款。' });
    const [person = ''] = invited().persons.map(({ email }) => email);
    for (const to of [debt.email, person]) {
      const told = await meetings(to);
      expect(told.map(({ method, sequence, at }) => [method, sequence, at])).toEqual([
        ['REQUEST', 0, '2026-10-15T01:30:00.000Z'],
        ['REQUEST', 1, '2026-10-16T07:00:00.000Z'],
        ['CANCEL', 2, '2026-10-16T07:00:00.000Z'],
      ]);
      expect(new Set(told.map(({ uid }) => uid)).size).toBe(1);
      for (const { attendees } of told) expect(attendees).toContain(`mailto:${to}`);
    }
    const [invitation, moved] = await mailsWithFiles(product, person);
    expect(invitation?.files.map(({ type }) => type)).toContain(DOCX);
    expect(moved?.files.map(({ type }) => type)).not.toContain(DOCX);
    expect(await product.api.list(acceptor, `/cases/${id}/documents`)).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['in the past', { at: '2026-09-01T09:30:00+08:00' }, 'payload.at: inFuture'],
    [
      'on a holiday without a reason',
      { at: '2026-10-01T09:30:00+08:00' },
      'payload.at: workingDay',
    ],
    ['nowhere', { place: undefined }, 'payload.place: placeOrVideoLink'],
  ])('%s is refused, and no document is numbered', async (_, more, rule) => {
    const id = await approved('interview', (await aDebt()).id, acceptor, 'head.arrears');
    const call = { ...invited(), ...more };
    expect(await refused(id, 'interview.call', call, acceptor)).toEqual(['INPUT_INVALID', rule]);
  });

  it('has no minutes before its attendance', async () => {
    const id = await approved('interview', (await aDebt()).id, acceptor, 'head.arrears');
    await product.api.measureAct(acceptor, id, 'interview.call', invited());
    const body = { type: 'minutes.record', payload: { summary: '…', commitments: [] } };
    const answer = await product.api.request(acceptor, `/measures/${id}/events`, {
      method: 'POST',
      body,
    });
    expect([answer.status, answer.body['code']]).toEqual([409, 'EVENT_NOT_ACCEPTED']);
  });
});

describe('a referral to the audit office', () => {
  it('hands the file of the complaint on, with a manifest that fits, once it is issued', async () => {
    const debt = await aDebt();
    const id = await approved('auditReferral', debt.id, handler, head);
    const path = `/measures/${id}/archive`;
    const early = await product.api.request('auditor', path);
    expect([early.status, early.body['code']]).toEqual([422, 'INPUT_INVALID']);

    await product.api.measureAct(handler, id, 'measure.issue');
    const answer = await product.api.response('auditor', path);
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    const zip = await fromBufferPromise(bytes);
    const files = new Map<string, Buffer>();
    for await (const entry of zip.eachEntry()) {
      files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
    }
    const manifest = files.get('manifest.json') ?? Buffer.alloc(0);
    const hash = (content: Buffer) => createHash('sha256').update(content).digest('hex');
    expect(answer.headers.get('etag')).toBe(`"${hash(manifest)}"`);
    const listed = (
      JSON.parse(manifest.toString()) as { files: { path: string; sha256: string }[] }
    ).files;
    for (const file of listed) expect(hash(files.get(file.path)!)).toBe(file.sha256);
    expect(listed.map((file) => file.path)).toEqual(
      expect.arrayContaining(['facts.json', 'figures.json', 'history.json', 'evidence.json']),
    );
    const figures = JSON.parse(String(files.get('figures.json'))) as Record<string, unknown>;
    expect(figures['outstandingPrincipal']).toBe('1000000.00');

    const other = await product.api.request('auditor', `${path}?caseId=${id}`);
    expect([other.status, other.body['code']]).toEqual([422, 'INPUT_INVALID']);
    expect((await product.api.request('enterprise1', path)).status).toBe(403);
    expect((await product.api.request('handler.arrears.451400', path)).status).toBe(404);
  });
});
