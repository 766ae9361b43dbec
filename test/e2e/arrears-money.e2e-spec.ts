import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseBody } from '../support/api-client.js';
import { anArrears } from '../support/complaints.js';
import { formOf, handIn } from '../support/evidence.js';
import { RunningProduct } from '../support/running-product.js';
import { pdf } from '../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { cellsInXlsx, textsInXlsx, type SheetCell } from '../support/workbook.js';

const acceptor = 'acceptor.arrears';
const handler = 'handler.arrears.450200';
const isDay = (cell: SheetCell): boolean => typeof cell === 'object' && cell?.as === 'yyyy-mm-dd';

const complaint = {
  ...anArrears,
  respondent: { ...anArrears.respondent, name: '=柳州市某局' },
};

let database: TestDatabase;
let product: RunningProduct;
let filed: CaseBody;
let receipt: string;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
});
afterAll(async () => {
  await product.close();
  await database.close();
});

interface LedgerBody {
  readonly total: string;
  readonly paid: string;
  readonly interest: string;
  readonly outstandingPrincipal: string;
  readonly age: string;
  readonly payments: readonly {
    readonly status: string;
    readonly confirmedByEnterprise: boolean;
  }[];
  readonly entries: readonly { readonly kind: string; readonly flag: string | null }[];
}

const act = (as: string, type: string, payload?: object) =>
  product.api.act(as, filed.id, type, payload);
const refusal = async (as: string, type: string, payload: object = {}) =>
  (
    await product.api.request(as, `/cases/${filed.id}/events`, {
      method: 'POST',
      body: { type, payload },
    })
  ).body;
const ledger = (as: string, on: string) =>
  product.api.ok<LedgerBody>(as, `/cases/${filed.id}/ledger?on=${on}`);
const flags = (as: string, query = '') =>
  product.api.list<{ code: string; caseId: string; open: boolean; history: string }>(
    as,
    `/red-flags${query}`,
  );

describe('the calculators', () => {
  const calculate = (name: string, body: object) =>
    product.api.request(null, `/calculators/${name}`, { method: 'POST', body });

  it('are for anyone', async () => {
    const interest = {
      contractSignedOn: '2021-03-10',
      dueOn: '2021-07-01',
      principal: '1000000.00',
      agreedAnnualRate: '2',
      payments: [],
      until: '2021-10-09',
    };
    expect(await calculate('interest', interest)).toMatchObject({
      status: 200,
      body: { basis: 'lprFloor', dayBasis: 365, interest: '10547.95', total: '1010547.95' },
    });
    const size = { industry: '工业', staff: 280, revenue: 5200, assets: 8000 };
    expect((await calculate('size', size)).body).toMatchObject({ size: 'small', isSme: true });
  });

  it('refuse what breaks a rule, by its name, and do not know any other', async () => {
    const late = { contractSignedOn: '2026-01-01', debtorType: 'government', trigger: 'delivery' };
    expect(await calculate('due-date', { ...late, triggeredOn: '2026-02-30' })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'triggeredOn', rule: 'isBusinessDate' }] },
    });
    expect((await calculate('horoscope', {})).status).toBe(404);
  });

  it('go by what the administrator enters, and nobody else', async () => {
    const body = { publications: [{ publishedOn: '2026-09-14', rate: '9.99' }], source: '公告' };
    const add = (as: string) =>
      product.api.request(as, '/lpr-publications', { method: 'POST', body });
    expect((await add('head.arrears')).status).toBe(403);
    expect(await add('admin')).toMatchObject({ status: 200, body: { added: 1 } });
  });
});

/** The tests of this part are one story: each goes on where the one before it ended. */
describe('the money of a case', () => {
  it('is refused before anything is due, with the day on which it can be filed', async () => {
    const claim = { items: [{ amount: '1.00', triggeredOn: '2026-09-10' }], payments: [] };
    const answer = await product.api.request('enterprise2', '/complaints', {
      method: 'POST',
      body: { ...complaint, claim },
    });
    expect(answer.body['errors']).toMatchObject([
      { rule: 'dueDatePassed', message: expect.stringContaining('from 2026-10-11 on') as unknown },
    ]);
  });

  it('begins with the claim, and bears interest', async () => {
    filed = await product.api.file('enterprise2', complaint);
    const [unit] = await product.api.unitIds('arrears', '450200');
    await act(acceptor, 'complaint.accept');
    await act(acceptor, 'referral.send', { unitId: unit });
    await act(handler, 'referral.sign');
    expect(await ledger('enterprise2', '2026-04-11')).toMatchObject({
      claimed: '1000000.00',
      interest: '5000.00',
      total: '1005000.00',
      age: 'upTo1',
      items: [{ dueOn: '2026-04-01', periods: [{ from: '2026-04-02', days: 10, rate: '0.05' }] }],
    });
  });

  it('does not count what the handler reports, until the enterprise was silent', async () => {
    const form = formOf('回单.pdf', pdf(), { shownToEnterprise: 'true' });
    receipt = (await handIn(product.api, handler, filed.id, form)).body.id;
    const payment = { on: '2026-09-14', amount: '300000.00', evidenceId: receipt };
    await act(handler, 'payment.record', payment);
    expect(await ledger(handler, '2026-09-14')).toMatchObject({
      paid: '0.00',
      unconfirmed: '300000.00',
      payments: [{ status: 'pending', confirmedByEnterprise: false }],
    });
    await product.api.pass('P6D');
    expect((await ledger(handler, '2026-09-14')).paid).toBe('0.00');
    await product.api.pass('P1D');
    expect(await ledger(handler, '2026-09-14')).toMatchObject({
      paid: '300000.00',
      payments: [{ status: 'counted', confirmedByEnterprise: false, toInterest: '83000.00' }],
    });
  });

  it('refuses a payment beyond what is owed, and writes nothing', async () => {
    const before = await product.counts();
    const payment = { on: '2026-09-14', amount: '800000.00' };
    expect(await refusal('enterprise2', 'payment.record', payment)).toMatchObject({
      code: 'INPUT_INVALID',
      errors: [{ path: 'payload.amount', rule: 'withinOwed' }],
    });
    expect(await product.counts()).toEqual(before);
  });

  it('is planned, and a missed day of the plan brings the case back', async () => {
    await act(handler, 'result.submit', {
      resultCode: 'verified',
      summary: '属实。',
      publicReply: '应付。',
      verifiedPrincipal: '1000000.00',
      undisputed: '1000000.00',
      disputed: '0.00',
    });
    await act(handler, 'reply.send', { text: '应当及时支付。' });
    const instalments = [
      { dueOn: '2026-10-12', amount: '400000.00' },
      { dueOn: '2026-11-12', amount: '383000.00' },
    ];
    const plan = await act(handler, 'plan.agree', { amount: '783000.00', instalments });
    expect(plan).toMatchObject({ state: 'repaying' });
    expect(plan.clocks.filter(({ name }) => name === 'instalment')).toMatchObject([
      { dueOn: '2026-10-12', status: 'running' },
      { dueOn: '2026-11-12', status: 'running' },
    ]);
    await product.api.pass('P28D');
    expect(await product.api.case(handler, filed.id)).toMatchObject({
      state: 'repaying',
      escalation: 'urged',
    });
    await product.api.pass('P1D');
    const back = await product.api.case(handler, filed.id);
    expect(back).toMatchObject({ state: 'handling', escalation: 'supervised' });
    expect(
      back.clocks.filter(({ name, status }) => name === 'instalment' && status === 'running'),
    ).toEqual([]);
  });

  it('can be handed out as a sheet and as a page, whatever the names are', async () => {
    const path = `/cases/${filed.id}/ledger/sheet`;
    const sheet = await product.api.response('enterprise2', `${path}.xlsx?on=2026-09-14`);
    const content = Buffer.from(await sheet.arrayBuffer());
    const texts = await textsInXlsx(content);
    // A day and an amount are such for the program that opens it, never words.
    expect(texts.filter((text) => /^\d{4}-\d{2}-\d{2}$|^\d+\.\d{2}$/.test(text))).toEqual([]);
    const days = (await cellsInXlsx(content)).flat().filter((cell) => isDay(cell));
    expect(days.length).toBeGreaterThanOrEqual(5);
    expect(texts).toContain("'=柳州市某局");
    expect(texts.filter((text) => /^[=+@-]/.test(text))).toEqual([]);
    const page = await product.api.response('enterprise2', `${path}.html?on=2026-09-14`);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('783000.00');
  });

  it('is in the sheet of all cases of who may see it', async () => {
    const read = async (as: string) => {
      const answer = await product.api.response(as, '/portfolio.xlsx?on=2026-09-14');
      return textsInXlsx(Buffer.from(await answer.arrayBuffer()));
    };
    expect(await read('head.arrears')).toContain(filed.number);
    const answer = await product.api.response('head.arrears', '/portfolio.xlsx?on=2026-09-14');
    const rows = await cellsInXlsx(Buffer.from(await answer.arrayBuffer()));
    const row = rows.find(([number]) => number === filed.number) ?? [];
    expect(row[1]).toEqual({ shown: expect.any(Number), as: 'yyyy-mm-dd' });
    expect(row[6]).toEqual({ shown: 1_000_000, as: '#,##0.00' });
    expect(row[14]).toEqual({ shown: expect.any(Number), as: 'yyyy-mm-dd' });
    expect(rows[0]?.[1]).toEqual({ shown: 46_279, as: 'yyyy-mm-dd' });
    expect(await read('enterprise1')).not.toContain(filed.number);
  });

  it('is watched by auditors and heads', async () => {
    await product.api.file('enterprise2', complaint);
    const codes = (await flags('head.arrears')).map(({ code }) => code);
    expect(codes).toEqual(['openArrears', 'instalmentMissed', 'paymentUnconfirmed']);
    expect(await flags('auditor', '?open=true&code=paymentUnconfirmed')).toEqual([]);
    const [counted] = await flags('auditor', '?code=paymentUnconfirmed');
    expect(counted).toMatchObject({ caseId: filed.id, open: false });
    expect((await product.api.request(handler, '/red-flags')).status).toBe(403);
  });

  it('is closed when it is paid with interest, and not before', async () => {
    await act(handler, 'result.submit', {
      resultCode: 'verified',
      summary: '属实。',
      publicReply: '应付。',
      verifiedPrincipal: '1000000.00',
      undisputed: '1000000.00',
      disputed: '0.00',
    });
    await act(handler, 'reply.send', { text: '应当及时支付。' });
    await act('enterprise2', 'survey.answer', { contacted: true, solved: true, satisfied: true });
    expect(await refusal(acceptor, 'case.close')).toMatchObject({ code: 'EVENT_NOT_ACCEPTED' });
    const today = (await product.api.pass('PT1S')).now.slice(0, 10);
    const { total } = await ledger('enterprise2', today);
    await act('enterprise2', 'payment.record', { on: today, amount: total });
    expect(await ledger('enterprise2', today)).toMatchObject({ total: '0.00', age: null });
    expect(await act(acceptor, 'case.close')).toMatchObject({ state: 'closed' });
  });
});
