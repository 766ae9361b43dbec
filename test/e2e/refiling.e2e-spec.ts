import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arrearsFiling } from '../../workflows/arrears/arrears.filing.js';
import { promiseFiling } from '../../workflows/promise/promise.filing.js';
import { changed } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Without a reason for another matter, as a firm files. */
const promise = { kind: 'promise', ...promiseFiling.example };
const arrears = { kind: 'arrears', ...arrearsFiling.example };

interface Filed {
  readonly id: string;
  readonly number: string;
  readonly filing: Record<string, unknown>;
  readonly doubts: readonly { readonly path: string; readonly rule: string }[];
}

interface Refusal {
  readonly code: string;
  readonly number?: string;
  readonly duplicates?: readonly { readonly id: string; readonly same: readonly object[] }[];
  readonly errors?: readonly { readonly path: string; readonly rule: string }[];
}

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

const send = (body: object, { as = 'enterprise1', query = '', headers = {} } = {}) =>
  product.api.request<Filed & Refusal>(as, `/complaints${query}`, {
    method: 'POST',
    body,
    headers,
  });

/** A claim against a contract of the number, over the amount, with what else is changed. */
const claim = (number: string, amount = '100.00', changes: object = {}) => ({
  ...arrears,
  contract: { ...arrears.contract, number },
  claim: { items: [{ amount, triggeredOn: '2026-03-02' }], payments: [] },
  ...changes,
});

const invoiced = (number: string, ...invoices: string[]) => ({
  ...claim(number),
  claim: {
    items: invoices.map((invoiceNumber) => ({
      amount: '100.00',
      triggeredOn: '2026-03-02',
      invoiceNumber,
    })),
    payments: [],
  },
});

const taken = { status: 201 };
const likely = { status: 409, body: { code: 'LIKELY_DUPLICATE' } };
const invalid = (path: string, rule: string) => ({
  status: 422,
  body: { errors: [expect.objectContaining({ path, rule })] },
});

describe('the same matter filed twice', () => {
  it('is told, with the number of the other complaint', async () => {
    const first = await send(claim('QM-2025-001'));
    expect(first).toMatchObject(taken);
    const second = await send(claim('合同编号：qm2025001'));
    expect(second).toMatchObject(likely);
    expect(second.body.number).toBe(first.body.number);
    expect(second.body).toMatchObject({
      override: 'sameMatterReason',
      duplicates: [
        {
          id: first.body.id,
          number: first.body.number,
          filedOn: '2026-09-14',
          same: [{ sort: 'contract', value: '合同编号：qm2025001' }],
        },
      ],
    });
  });

  it('by an invoice of another contract, and by the document of a promise', async () => {
    expect(await send(invoiced('QM-1', '25452000000000000001'))).toMatchObject(taken);
    expect(await send(invoiced('QM-2', '25452000000000000001'))).toMatchObject(likely);
    expect(await send(invoiced('QM-2', '25452000000000000002'))).toMatchObject(taken);
    expect(await send(promise)).toMatchObject(taken);
    expect(await send(promise)).toMatchObject(likely);
    expect(await send(changed(promise, 'promise.documentNumber', '另12期'))).toMatchObject(taken);
  });

  it('is another matter for another enterprise, another respondent or another kind', async () => {
    expect(await send(claim('QM-3'))).toMatchObject(taken);
    expect(await send(claim('QM-3'), { as: 'enterprise2' })).toMatchObject(taken);
    const other = changed(claim('QM-3'), 'respondent.name', '南宁市某局');
    expect(await send(changed(other, 'respondent.divisionCode', '450100'))).toMatchObject(taken);
    expect(await send(changed(promise, 'promise.documentNumber', 'QM-3'))).toMatchObject(taken);
  });

  it('may be filed again once the first was withdrawn', async () => {
    const { body } = await send(claim('QM-4'));
    await product.api.act('enterprise1', body.id, 'complaint.withdraw', {
      reason: '填报有误。',
      underPressure: false,
    });
    expect(await send(claim('QM-4'))).toMatchObject(taken);
  });

  it('goes on with a reason, which officers read, as far as the contract goes', async () => {
    expect(await send(claim('QM-5', '800000.00'))).toMatchObject(taken);
    const sameMatterReason = '第二批货物，另行开票。';
    const within = await send(claim('QM-5', '400000.00', { sameMatterReason }));
    expect(within).toMatchObject(taken);
    const read = await product.api.case('acceptor.arrears', within.body.id);
    expect(read).toMatchObject({ filing: { sameMatterReason } });
    const beyond = await send(claim('QM-5', '0.01', { sameMatterReason }));
    expect(beyond).toMatchObject(invalid('claim.items', 'withinContract'));
    expect(beyond.body.errors?.[0]).toMatchObject({
      message: expect.stringContaining('1200000.01') as unknown,
    });
  });

  it('has no number where there is none, and is told apart by its day', async () => {
    for (const number of ['无', '口头', '无编号']) {
      expect(await send(claim(number))).toMatchObject(taken);
      expect(await send(claim(number))).toMatchObject(taken);
    }
    expect(await send(claim('QM-8', '1200000.00'))).toMatchObject(taken);
    const sameMatterReason = '另一份同号合同。';
    const other = claim('QM-8', '1200000.00', { sameMatterReason });
    expect(await send(changed(other, 'contract.signedOn', '2025-08-21'))).toMatchObject(taken);
    expect(await send(other)).toMatchObject(invalid('claim.items', 'withinContract'));
  });

  it('at once is taken once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(claim('QM-6'))));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('under the same Idempotency-Key is the first answer again', async () => {
    const headers = { 'idempotency-key': 'again' };
    const first = await send(claim('QM-7'), { headers });
    const again = await send(claim('QM-7'), { headers });
    expect([first, again]).toMatchObject([taken, taken]);
    expect(again.body.id).toBe(first.body.id);
  });
});

describe('a dry run', () => {
  const query = '?dryRun=true';

  it('says what would be, and files nothing', async () => {
    const first = await send(claim('QM-10'));
    const before = await product.counts();
    const headers = { 'idempotency-key': 'dry' };
    const tried = await send(claim('QM-11'), { query, headers });
    expect(tried).toMatchObject({
      status: 200,
      body: {
        dryRun: true,
        kind: 'arrears',
        state: 'submitted',
        cityCode: '450200',
        acceptorUnit: { name: expect.any(String) },
        clocks: [{ name: 'review', dueOn: '2026-09-28' }, {}, {}],
        money: { claimedPrincipal: '100.00' },
        doubts: [],
      },
    });
    expect(Object.keys(tried.body)).not.toContain('id');
    expect(await product.counts()).toEqual(before);
    const next = await send(claim('QM-11'), { headers });
    expect(next).toMatchObject(taken);
    const serial = (number: string) => Number(number.slice(-6));
    expect(serial(next.body.number)).toBe(serial(first.body.number) + 1);
  });

  it('finds what filing would find', async () => {
    expect(await send(claim('QM-11'), { query })).toMatchObject(likely);
    const uscc = changed(claim('QM-12'), 'respondent.uscc', '11450100000000001M');
    expect(await send(uscc, { query })).toMatchObject(invalid('respondent.uscc', 'isUscc'));
    expect(await send(claim('QM-12', '1200000.01'), { query })).toMatchObject(
      invalid('claim.items', 'withinContract'),
    );
    expect(await send(claim('QM-12'), { query: '?dryRun=perhaps' })).toMatchObject(
      invalid('dryRun', 'isBoolean'),
    );
    expect(await send(claim('QM-12'), { query: '?dryrun=true' })).toMatchObject(
      invalid('dryrun', 'unknownField'),
    );
  });
});

describe('what cannot be meant', () => {
  const itemOf = (item: object, contract: object = {}) => ({
    ...claim('QM-20'),
    contract: { ...arrears.contract, number: 'QM-20', ...contract },
    claim: { items: [{ amount: '100.00', triggeredOn: '2026-03-02', ...item }], payments: [] },
  });
  const items = 'claim.items[0]';

  it.each<[string, object, string, string]>([
    [
      'oneself',
      changed(promise, 'respondent.uscc', '91450100MA0TEXT013'),
      'respondent.uscc',
      'notOneself',
    ],
    [
      'a delivery before its contract',
      itemOf({ triggeredOn: '2025-08-19' }),
      `${items}.triggeredOn`,
      'notBeforeContract',
    ],
    [
      'a unit without a number of days',
      itemOf({ agreedUnit: 'workingDay' }),
      `${items}.agreedUnit`,
      'termNeeded',
    ],
    ['dollars', itemOf({ currency: 'USD' }), `${items}.currency`, 'isIn'],
    ['a contract in dollars', itemOf({}, { currency: 'USD' }), 'contract.currency', 'isIn'],
    ['two terms', itemOf({ dueOn: '2026-04-01', agreedDays: 30 }), `${items}.dueOn`, 'oneTerm'],
    [
      'a day before the delivery',
      itemOf({ dueOn: '2026-03-01' }),
      `${items}.dueOn`,
      'notBeforeTrigger',
    ],
  ])('%s is refused', async (_what, body, path, rule) => {
    expect(await send(body, { query: '?dryRun=true' })).toMatchObject(invalid(path, rule));
  });

  it('oneself by the name alone is refused, and not another body of the name', async () => {
    const { enterpriseName } = (await product.api.case(
      'enterprise1',
      (await send(claim('QM-21'))).body.id,
    )) as unknown as { enterpriseName: string };
    const named = changed(promise, 'respondent.name', enterpriseName);
    expect(await send(named, { query: '?dryRun=true' })).toMatchObject(
      invalid('respondent.name', 'notOneself'),
    );
    const coded = {
      ...named,
      respondent: { ...promise.respondent, name: enterpriseName, uscc: '91451400MA0TEXT149' },
    };
    expect(
      await send(changed(coded, 'promise.documentNumber', 'QM-21'), { query: '?dryRun=true' }),
    ).toMatchObject({ status: 200 });
  });

  it('a delivery before its contract is taken with a reason', async () => {
    const body = itemOf(
      { triggeredOn: '2025-08-19' },
      { performedBeforeSigningReason: '先供货，后补签合同。' },
    );
    expect(await send(body, { query: '?dryRun=true' })).toMatchObject({ status: 200 });
  });

  it('an invoice is claimed once, or in parts of different days', async () => {
    const twice = invoiced('QM-22', '2545-1', '25451');
    expect(await send(twice, { query: '?dryRun=true' })).toMatchObject(
      invalid('claim.items[1].invoiceNumber', 'invoiceOnce'),
    );
    const parts = changed(twice, 'claim.items[1].triggeredOn', '2026-04-02');
    expect(await send(parts, { query: '?dryRun=true' })).toMatchObject({ status: 200 });
    const terms = changed(twice, 'claim.items[1].agreedDays', 45);
    expect(await send(terms, { query: '?dryRun=true' })).toMatchObject({ status: 200 });
  });

  it('items that are alike are taken, and doubted', async () => {
    const item = { amount: '100.00', triggeredOn: '2026-03-02' };
    const alike = { ...claim('QM-23'), claim: { items: [item, item], payments: [] } };
    const answer = await send(alike);
    expect(answer).toMatchObject(taken);
    expect(answer.body.doubts).toMatchObject([{ path: 'claim.items[1]', rule: 'itemsDiffer' }]);
  });
});

describe('a claim as books have it', () => {
  it('has a term, a day, an invoice and a reference for each item', async () => {
    const body = {
      ...claim('QM-30'),
      externalRef: 'ERP-7001',
      claim: {
        items: [
          { amount: '100.00', triggeredOn: '2026-03-02' },
          { amount: '200.00', triggeredOn: '2026-03-02', agreedDays: 60 },
          { amount: '300.00', triggeredOn: '2026-03-02', dueOn: '2026-03-20' },
          {
            amount: '400.00',
            triggeredOn: '2026-03-02',
            agreedDays: 5,
            agreedUnit: 'workingDay',
            invoiceNumber: '25452000000099887766',
            externalRef: 'AR-00417',
          },
        ],
        payments: [],
      },
    };
    const { body: filed } = await send(body);
    const ledger = await product.api.ok<{ items: readonly object[] }>(
      'enterprise1',
      `/cases/${filed.id}/ledger`,
    );
    expect(ledger.items).toMatchObject([
      { dueOn: '2026-04-01', invoiceNumber: null },
      { dueOn: '2026-05-06' },
      { dueOn: '2026-03-20' },
      { dueOn: '2026-03-09', invoiceNumber: '25452000000099887766' },
    ]);
    for (const q of ['QM-30', '25452000000099887766', 'AR-00417', 'erp-7001']) {
      const found = await product.api.list<{ id: string }>('enterprise1', `/cases?q=${q}`);
      expect(found.map(({ id }) => id)).toEqual([filed.id]);
    }
  });
});

describe('a list of what does not exist', () => {
  it.each(['kind', 'state', 'closedFor'])('is refused by its %s', async (name) => {
    for (const path of [`/cases?${name}=nonsense`, `/cases/counts?${name}=nonsense`]) {
      expect(await product.api.request('enterprise1', path)).toMatchObject(invalid(name, 'isIn'));
    }
    const { paths } = (await (await fetch(`${product.url}/api/openapi.json`)).json()) as {
      paths: Record<
        string,
        { get: { parameters: { name: string; schema: { enum?: string[] } }[] } }
      >;
    };
    const parameter = paths['/api/v1/cases']?.get.parameters.find((each) => each.name === name);
    const [first] = parameter?.schema.enum ?? [];
    expect(await product.api.request('enterprise1', `/cases?${name}=${first ?? ''}`)).toMatchObject(
      { status: 200 },
    );
  });
});
