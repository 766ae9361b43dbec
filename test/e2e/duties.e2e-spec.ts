import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import { accessMatrix } from '../../src/identity/access-matrix.js';
import type { CaseBody } from '../support/api-client.js';
import { caseWith, type Act } from '../support/case-acts.js';
import { anArrears } from '../support/complaints.js';
import { accountOf } from '../support/engine-under-test.js';
import { mailAbout, newOfficer, post } from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const handler = 'handler.arrears.450100';
const head = 'head.arrears.450100';
const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handling: readonly Act[] = [
  ['acceptor.arrears', 'complaint.accept'],
  ['acceptor.arrears', 'referral.send', unit],
  [handler, 'referral.sign'],
];
const days = { fromOn: '2026-09-14', untilOn: '2026-09-18' };

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

const idOf = (name: string): string => accountOf(name).id;

/** A request in the name of another. */
const acting = (as: string, absent: string, path: string, request: object = {}) =>
  product.api.request(as, path, { headers: { 'acting-for': idOf(absent) }, ...request });

const enter = (as: string, body: object) =>
  product.api.request<{ id: string; errors?: { rule: string }[] }>(as, '/leaves', {
    method: 'POST',
    body,
  });

describe('a handler who stands in for its head', () => {
  beforeAll(async () => {
    expect((await enter(head, { deputyId: idOf(handler), ...days })).status).toBe(201);
  });

  it('does not approve the extension that it has asked for', async () => {
    const { id } = await caseWith(product.api, handling, anArrears);
    await product.api.act(handler, id, 'extension.request', { days: 10, reason: '需要核对。' });
    const approve = { method: 'POST', body: { type: 'extension.approve', payload: {} } };
    const before = await product.counts();
    const refused = await acting(handler, head, `/cases/${id}/events`, approve);
    expect(refused).toMatchObject({
      status: 403,
      body: {
        code: 'DUTIES_SEPARATED',
        act: 'extension.request',
        reasons: [{ zh: '申请延期的人员不得审批自己的申请。' }],
      },
    });
    expect(await product.counts()).toEqual(before);
    const offered = async (read: Promise<{ body: unknown }>) =>
      ((await read).body as CaseBody).availableEvents.map(({ type }) => type);
    expect(await offered(acting(handler, head, `/cases/${id}`))).not.toContain('extension.approve');
    expect(await offered(product.api.request(head, `/cases/${id}`))).toContain('extension.approve');
    await product.api.act(head, id, 'extension.approve');
  });

  it('makes no further leaves of the head, and withdraws none', async () => {
    const body = {
      accountId: idOf(head),
      deputyId: idOf(handler),
      fromOn: '2027-01-04',
      untilOn: '2027-12-31',
    };
    const entered = await acting(handler, head, '/leaves', { method: 'POST', body });
    expect([entered.status, entered.body['code']]).toEqual([403, 'IN_PERSON']);
    const leaves = await product.api.list<{ id: string }>(head, '/leaves');
    expect(leaves).toHaveLength(1);
    const path = `/leaves/${leaves[0]?.id ?? ''}`;
    const withdrawn = await acting(handler, head, path, { method: 'DELETE' });
    expect([withdrawn.status, withdrawn.body['code']]).toEqual([403, 'IN_PERSON']);
  });
});

describe('what nobody does in the name of another', () => {
  const routes = Object.entries(accessMatrix).filter(([, { inPerson }]) => inPerson);

  it('is about leaves, invitations, departures and what units tell of themselves', () => {
    expect(routes.map(([route]) => route.replace('/api/v1/', '')).toSorted()).toEqual([
      'DELETE invitations/{id}',
      'DELETE leaves/{id}',
      'PATCH units/{id}',
      'POST accounts/{id}/departure',
      'POST invitations',
      'POST invitations/{id}/confirm',
      'POST leaves',
    ]);
  });

  it('is refused before anything else is looked at, to an administrator, too', async () => {
    expect((await enter('admin2', { deputyId: idOf('admin'), ...days })).status).toBe(201);
    for (const [route] of routes) {
      const [method = '', path = ''] = route.replace('/api/v1', '').split(' ');
      const address = path.replace('{id}', idOf('observer'));
      const request = { method, ...(method !== 'DELETE' && { body: {} }) };
      const answer = await acting('admin', 'admin2', address, request);
      expect([route, answer.status, answer.body['code']]).toEqual([route, 403, 'IN_PERSON']);
    }
    expect((await acting('admin', 'admin2', '/accounts?limit=1')).status).toBe(200);
  });
});

describe('the administrator', () => {
  const password = 'correct-horse-battery';
  const accepting = unitId('450000', 'industry', 'arrears-acceptance');
  const platform = unitId('450000', 'data', 'platform');
  const invite = (email: string, role: string, into: string) =>
    product.api.request<{ id: string; status: string; errors?: { rule: string }[] }>(
      'admin',
      '/invitations',
      { method: 'POST', body: { email, name: '某人', role, unitId: into } },
    );

  it('makes itself no supervisor: not in its own unit, and in no other alone', async () => {
    const own = await invite('second@mailbox.example', 'supervisor', platform);
    expect([own.status, own.body.errors?.[0]?.rule]).toEqual([422, 'fitsUnit']);
    const office = unitId('450000', 'inspection', 'supervision');
    const other = await invite('second@mailbox.example', 'supervisor', office);
    expect([other.status, other.body.status]).toEqual([201, 'proposed']);
    const confirm = (as: string) =>
      product.api.request(as, `/invitations/${other.body.id}/confirm`, { method: 'POST' });
    expect((await confirm('admin')).body).toMatchObject({ code: 'DUTIES_SEPARATED', status: 403 });
    expect((await confirm('head.arrears')).status).toBe(404);
    expect((await confirm('supervisor')).status).toBe(403);
    const mail = await mailAbout(product.api, `admin2@${demoDomain}`, '人员的邀请');
    expect(mail.subject).toContain('请确认');
    expect((await confirm('admin2')).status).toBe(200);
  });

  it('reads no report of retaliation by somebody whom it has brought in and made a deputy', async () => {
    const { id } = await caseWith(product.api, handling, anArrears);
    await product.api.act('enterprise1', id, 'retaliation.report', { what: '停止合作。' });
    const email = 'puppet@mailbox.example';
    const puppet = await newOfficer(
      product.api,
      { email, role: 'acceptor', unitId: accepting },
      password,
    );
    const leave = { accountId: idOf('head.arrears'), deputyId: puppet.id, ...days };
    const entered = await enter('admin', leave);
    expect([entered.status, entered.body.errors?.[0]?.rule]).toEqual([422, 'anotherAdministrator']);
    const headers = { ...puppet.headers, 'acting-for': idOf('head.arrears') };
    const reports = await product.api.request(null, '/cases?kind=retaliation', { headers });
    expect([reports.status, reports.body['code']]).toEqual([403, 'NOT_DEPUTY']);
    const mine = await post(product.api, '/leaves', leave, puppet);
    expect(mine.status).toBe(403);
  });

  it('reads who was brought in and ended by whom', async () => {
    const email = 'short@mailbox.example';
    const officer = await newOfficer(
      product.api,
      { email, role: 'acceptorHead', unitId: accepting },
      password,
    );
    await product.api.ok('admin2', `/accounts/${officer.id}/departure`, {
      method: 'POST',
      body: { reason: '调离' },
    });
    const path = `/accounts/${officer.id}/changes`;
    expect(await product.api.list('admin', path)).toMatchObject([
      { change: 'opened', madeBy: idOf('admin'), confirmedBy: idOf('admin2'), operator: null },
      { change: 'left', madeBy: idOf('admin2'), reason: '调离' },
    ]);
    const leaves = await product.api.list<object>('admin', '/leaves?history=all');
    expect(leaves.length).toBeGreaterThan(0);
  });
});
