import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at } from '../support/engine-under-test.js';
import type { ApiClient, CaseBody, ClockBody, MailBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { holidayCn2027 } from '../support/year-2027.js';

let database: TestDatabase;
let product: RunningProduct;
let api: ApiClient;

interface Clock extends ClockBody {
  readonly policyId: string;
  readonly startEvent: { readonly type: string };
  readonly explanation: { readonly zh: string; readonly en: string };
  readonly derivation: readonly { readonly date: string; readonly counted: boolean }[];
  readonly pauses: readonly object[];
  readonly pausedUntil: string | null;
}

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly path: string; readonly rule: string }[];
}

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, at('2026-09-18'));
  api = product.api;
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const basis = { instrument: { zh: '某规定', en: 'A rule' }, mark: 'policy' };

const post = <Body>(as: string | null, path: string, body: object) =>
  api.request<Body>(as, path, { method: 'POST', body });

async function clockOf(id: string, name: string): Promise<Clock> {
  const clocks = await api.list<Clock>('admin', `/cases/${id}/clocks`);
  const found = clocks.findLast((clock) => clock.name === name);
  if (!found) throw new Error(`There is no clock ${name}.`);
  return found;
}

async function withUnit(): Promise<CaseBody> {
  const { id } = await api.file('enterprise1', aPromise);
  await api.act('acceptor.promise', id, 'complaint.accept');
  const [unitId] = await api.unitIds('promise', '450100');
  await api.act('acceptor.promise', id, 'referral.send', { unitId });
  return api.act('handler.promise.450100', id, 'referral.sign');
}

describe('the calculator of deadlines', () => {
  const ask = <Body>(body: object) => post<Body>(null, '/calculators/deadline', body);

  it('answers by a policy: basis, each day, and a sentence in both languages', async () => {
    const { status, body } = await ask({ from: '2026-09-18', policy: 'promise.cityReply' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      dueOn: '2026-10-15',
      rawDueOn: '2026-10-15',
      provisional: false,
      policy: { id: 'promise.cityReply@1', mark: 'policy', basis: { mark: 'policy' }, cap: 30 },
      explanation: {
        zh: '自2026年9月18日起算日起第15个工作日，跳过中秋等12天',
        en: expect.stringContaining('the 15th working day from 2026-09-18'),
      },
    });
  });

  it('answers without one as before', async () => {
    const { body } = await ask({ from: '2026-09-01', value: 30, unit: 'calendarDay' });
    expect(body).toMatchObject({ dueOn: '2026-10-08', rawDueOn: '2026-10-01', policy: null });
  });

  it.each([
    ['an unknown policy', { policy: 'promise.unknown' }, 'policyExists'],
    ['a date that an officer sets', { policy: 'promise.rectification' }, 'policyHasTerm'],
    ['both', { policy: 'promise.reply', value: 3, unit: 'workingDay' }, 'termOrPolicy'],
    ['neither', {}, 'isInt'],
    ['an unknown unit', { value: 3, unit: 'week' }, 'isIn'],
    ['a negative value', { value: -3, unit: 'workingDay' }, 'min'],
  ])('refuses %s', async (_, term, rule) => {
    const { status, body } = await ask<Problem>({ from: '2026-09-18', ...term });
    expect(status).toBe(422);
    expect(body.errors?.map((error) => error.rule)).toContain(rule);
  });
});

describe('policies', () => {
  it('are there for everybody to read, and for the administrator to add', async () => {
    const policies = await api.list<{ id: string }>(null, '/policies');
    expect(policies.map(({ id }) => id)).toContain('arrears.handling@2');
    const added = {
      workflow: 'promise',
      clock: 'reply',
      replaces: 'promise.reply@1',
      value: 7,
      effectiveFrom: '2027-01-01',
      reason: '测试',
    };
    expect((await post('acceptor.promise', '/policies', added)).status).toBe(403);
    expect((await post(null, '/policies', added)).status).toBe(401);
    const { status, body } = await post('admin', '/policies', added);
    expect(status).toBe(201);
    expect(body).toMatchObject({ id: 'promise.reply@2', value: 7, unit: 'workingDay', version: 2 });
    expect(await api.ok(null, '/policies/promise.reply@1')).toMatchObject({
      effectiveTo: '2026-12-31',
      endReason: '测试',
    });
    const again = await post<Problem>('admin', '/policies', {
      ...added,
      effectiveFrom: '2028-01-01',
      replaces: undefined,
    });
    expect(again.status).toBe(422);
    expect((await api.request(null, '/policies/promise.reply@9')).status).toBe(404);
  });

  it.each([
    ['a negative value', { value: -1 }, 'min'],
    ['an absurd value', { value: 100_000 }, 'max'],
    ['an unknown unit', { unit: 'week' }, 'isIn'],
    ['an unknown clock', { clock: 'nothing' }, 'clockExists'],
    ['a field nobody knows', { days: 3 }, 'unknownField'],
    [
      'the days of another',
      { replaces: undefined, value: 3, unit: 'workingDay', basis },
      'policyOverlaps',
    ],
  ])('refuse %s', async (_, change, rule) => {
    const body = {
      workflow: 'promise',
      clock: 'rework',
      replaces: 'promise.rework@1',
      effectiveFrom: '2027-01-01',
      reason: '测试',
      ...change,
    };
    const before = await api.ok<object>(null, '/policies');
    const answer = await post<Problem>('admin', '/policies', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((error) => error.rule)).toContain(rule);
    expect(await api.ok<object>(null, '/policies')).toEqual(before);
  });
});

describe('a term that stands still', () => {
  it('moves its date, says so, and tells the enterprise', async () => {
    const { id } = await withUnit();
    expect((await clockOf(id, 'cityReply')).dueOn).toBe('2026-10-15');
    const reason = '已委托第三方对工程量进行鉴定。';
    const pause = { ground: 'appraisal', until: '2026-09-24', reason };
    await api.act('head.promise.450100', id, 'pause.start', pause);
    expect(await clockOf(id, 'cityReply')).toMatchObject({
      status: 'paused',
      pausedUntil: '2026-09-24',
      dueOn: '2026-10-22',
      startEvent: { type: 'referral.send' },
      policyId: 'promise.cityReply@1',
      pauses: [{ from: '2026-09-18', until: '2026-09-24', ground: 'appraisal' }],
      explanation: { zh: expect.stringContaining('天不计入') },
    });
    await api.pass('PT1H');
    const mails = await api.list<MailBody>(null, '/mailbox');
    const letter = mails.find(({ subject }) => subject.includes('中止计算'));
    expect(letter?.text).toContain('新的期限至 2026-10-22');
    expect(letter?.text).toContain(reason);
    expect(letter?.text).toContain('计算：自2026年9月18日承办单位首次收到之日起第15个工作日');
  });
});

describe('a year that is published', () => {
  const year = { content: holidayCn2027, source: 'https://www.gov.cn/2027', reason: '测试' };

  it('makes provisional dates firm, by a recomputation that is listed first', async () => {
    await api.pass('P90D');
    const { id } = await withUnit();
    const before = await clockOf(id, 'cityReply');
    expect(before.provisional).toBe(true);
    expect((await post('supervisor', '/calendar/years', year)).status).toBe(403);
    expect((await post('admin', '/calendar/years', year)).status).toBe(201);
    expect(await api.ok(null, '/calendar')).toMatchObject({
      edition: expect.stringMatching(/^chinese-days@.*\+2027\.1$/),
    });
    const again = await post<Problem>('admin', '/calendar/years', year);
    expect(again.body.errors?.map(({ rule }) => rule)).toEqual(['yearUnchanged']);

    const preview = await post<{ moved: number; items: readonly { caseId: string; to: string }[] }>(
      'admin',
      '/recomputations',
      { dryRun: true },
    );
    const move = preview.body.items.find(({ caseId }) => caseId === id);
    expect(await clockOf(id, 'cityReply')).toEqual(before);
    expect((await post<Problem>('admin', '/recomputations', { dryRun: false })).status).toBe(422);
    const order = { dryRun: false, reason: '2027年节假日安排已公布。' };
    expect((await post('acceptor.promise', '/recomputations', order)).status).toBe(403);
    const done = await post<{ id: string; moved: number }>('admin', '/recomputations', order);
    expect(done.body.moved).toBe(preview.body.moved);
    expect(await clockOf(id, 'cityReply')).toMatchObject({ dueOn: move?.to, provisional: false });
    expect(await api.ok('enterprise1', `/cases/${id}/history`)).toMatchObject({
      chainIntact: true,
    });

    const path = `/recomputations/${done.body.id}`;
    expect(await api.ok('admin', path)).toMatchObject({ moved: done.body.moved });
    expect((await post('admin', `${path}/undo`, { reason: '测试' })).status).toBe(200);
    expect((await post('admin', `${path}/undo`, { reason: '测试' })).status).toBe(409);
    expect(await clockOf(id, 'cityReply')).toMatchObject({ dueOn: before.dueOn });
  });
});
