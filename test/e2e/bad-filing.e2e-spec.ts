import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aPromise, anArrears, changed } from '../support/complaints.js';
import { RunningProduct, type Counts } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const MIB = 1024 * 1024;

let database: TestDatabase;
let product: RunningProduct;
let before: Counts;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'));
  // The refusals below must leave a case of the same enterprise alone, too.
  await product.api.file('enterprise1', aPromise);
});
afterAll(async () => {
  await product.close();
  await database.close();
});

beforeEach(async () => {
  before = await product.counts();
});
afterEach(async () => {
  expect(await product.counts()).toEqual(before);
});

const file = (body: unknown, as: string | null = 'enterprise1', headers = {}) =>
  product.api.request(as, '/complaints', { method: 'POST', body, headers });

describe('a complaint is refused with 422 and its place and rule', () => {
  it.each<[string, object, string, string]>([
    ['an unknown field', changed(aPromise, 'priority', 1), 'priority', 'unknownField'],
    ['an unknown field inside', changed(aPromise, 'promise.x', 1), 'promise.x', 'unknownField'],
    [
      'an unknown field in a list',
      changed(anArrears, 'claim.items[0].x', 1),
      'claim.items[0].x',
      'unknownField',
    ],
    ['an unknown kind', changed(aPromise, 'kind', 'rumour'), 'kind', 'isKind'],
    ['a kind that is no text', changed(aPromise, 'kind', 7), 'kind', 'isString'],
    [
      'a wrong check digit',
      changed(aPromise, 'respondent.uscc', '11450100000000001M'),
      'respondent.uscc',
      'isUscc',
    ],
    [
      'a division outside Guangxi',
      changed(aPromise, 'respondent.divisionCode', '440100'),
      'respondent.divisionCode',
      'isGuangxiDivision',
    ],
    [
      'a promise of tomorrow',
      changed(aPromise, 'promise.promisedOn', '2026-09-15'),
      'promise.promisedOn',
      'notInFuture',
    ],
    [
      'a day that does not exist',
      changed(aPromise, 'promise.promisedOn', '2026-02-29'),
      'promise.promisedOn',
      'isBusinessDate',
    ],
    [
      'a promise due before it was made',
      changed(aPromise, 'promise.dueOn', '2024-03-14'),
      'promise.dueOn',
      'notBeforePromise',
    ],
    [
      'more kept than promised',
      changed(aPromise, 'promise.fulfilledAmount', '10000000.01'),
      'promise.fulfilledAmount',
      'withinPromise',
    ],
    [
      'money with three decimals',
      changed(aPromise, 'promise.amount', '10000000.000'),
      'promise.amount',
      'isPositiveMoney',
    ],
    [
      'money as a number',
      changed(anArrears, 'claim.items[0].amount', 1000000),
      'claim.items[0].amount',
      'isPositiveMoney',
    ],
    [
      'a private debtor of a promise',
      changed(aPromise, 'respondent.type', 'largeEnterprise'),
      'respondent.type',
      'isIn',
    ],
    [
      'another procedure',
      changed(aPromise, 'statement.noOtherProcedure', false),
      'statement.noOtherProcedure',
      'equals',
    ],
    [
      'items above the contract',
      changed(anArrears, 'claim.items[0].amount', '9000000000.01'),
      'claim.items',
      'withinContract',
    ],
    [
      'goods accepted tomorrow',
      changed(anArrears, 'claim.items[0].triggeredOn', '2026-09-15'),
      'claim.items[0].triggeredOn',
      'notInFuture',
    ],
    [
      'a payment that is not due yet',
      changed(anArrears, 'claim.items[0].triggeredOn', '2026-08-20'),
      'claim.items',
      'dueDatePassed',
    ],
    ['no items', changed(anArrears, 'claim.items', []), 'claim.items', 'arrayMinSize'],
    ['a text for an object', changed(anArrears, 'contract', 'none'), 'contract', 'isObject'],
    ['a list', [aPromise], '', 'isObject'],
  ])('%s', async (_what, body, path, rule) => {
    const answer = await file(body);
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(answer).toMatchObject({ status: 422, body: { status: 422, code: 'INPUT_INVALID' } });
    expect(answer.body['errors']).toContainEqual({ path, rule, message: expect.any(String) });
  });

  it('all of its mistakes at once', async () => {
    const twice = changed(changed(aPromise, 'facts', ''), 'respondent.divisionCode', '110000');
    const { errors } = (await file(twice)).body as { errors: { path: string }[] };
    expect(errors.map(({ path }) => path).sort()).toEqual(['facts', 'respondent.divisionCode']);
  });
});

describe('a complaint is refused', () => {
  it.each<[string, number, string, unknown, string | null, Record<string, string>]>([
    ['without a token', 401, 'UNAUTHENTICATED', aPromise, null, {}],
    ['from an officer', 403, 'FORBIDDEN', aPromise, 'acceptor.promise', {}],
    ['that is no JSON', 400, 'MALFORMED_REQUEST', '{"kind":', 'enterprise1', {}],
    [
      'above 1 MiB',
      413,
      'BODY_TOO_LARGE',
      changed(aPromise, 'facts', 'x'.repeat(MIB)),
      'enterprise1',
      {},
    ],
    [
      'of another media type',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'kind=promise',
      'enterprise1',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'with a key that cannot be meant',
      422,
      'INPUT_INVALID',
      aPromise,
      'enterprise1',
      { 'idempotency-key': 'a b' },
    ],
  ])('%s with %i', async (_what, status, code, body, as, headers) => {
    const answer = await file(body, as, headers);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });
});
