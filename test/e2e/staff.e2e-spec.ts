import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import type { HistoryBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import { mailAbout, newOfficer, post, signIn } from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const password = 'correct-horse-battery';
const accepting = unitId('450000', 'investment', 'promise-acceptance');
const handling = unitId('450100', 'investment', 'promise-handling');

interface OfficerBody {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly awayUntil: string | null;
  readonly deputyId: string | null;
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

const officers = (as: string, unit: string) =>
  product.api.request<{ items: OfficerBody[] }>(as, `/units/${unit}/officers`);

async function officer(as: string, unit: string, role: string): Promise<OfficerBody> {
  const found = (await officers(as, unit)).body.items.find((each) => each.role === role);
  if (!found) throw new Error(`There is no ${role} in the unit.`);
  return found;
}

describe('the officers of a unit', () => {
  it('are shown to the unit and to administrators', async () => {
    for (const as of ['head.promise.450100', 'handler.promise.450100', 'admin']) {
      const { status, body } = await officers(as, handling);
      expect(status).toBe(200);
      expect(body.items.map(({ role }) => role).toSorted()).toEqual(['handler', 'handlerHead']);
    }
    expect((await officers('head.promise.451400', handling)).status).toBe(404);
    expect((await officers('observer', handling)).status).toBe(404);
    expect((await officers('enterprise1', handling)).status).toBe(403);
  });

  it('are found by the administrator among all accounts, page by page', async () => {
    const page = (query: string) =>
      product.api.ok<{ items: { email: string; status: string }[]; nextCursor: string | null }>(
        'admin',
        `/accounts?${query}`,
      );
    const first = await page('role=handlerHead&status=active&limit=2');
    expect(first.items).toHaveLength(2);
    const second = await page(`role=handlerHead&limit=2&cursor=${first.nextCursor ?? ''}`);
    expect(second.items.map(({ email }) => email)).not.toContain(first.items[1]?.email);
    const unit = await page(`unitId=${handling}`);
    expect(unit.items).toHaveLength(2);
    expect(unit.nextCursor).toBeNull();
    expect(JSON.stringify(unit)).not.toMatch(/password|hash/i);

    const refused = await product.api.request('head.promise', '/accounts');
    expect(refused.status).toBe(403);
    const cursor = await product.api.request('admin', '/accounts?cursor=AAAA');
    expect(cursor).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
  });
});

describe('a deputy', () => {
  it('does what the other may do while the leave runs, and it is on record', async () => {
    const head = await officer('admin', accepting, 'acceptorHead');
    const deputy = await officer('admin', accepting, 'acceptor');
    const leave = { deputyId: deputy.id, fromOn: '2026-09-16', untilOn: '2026-09-18' };
    const entered = await product.api.ok<{ id: string }>('head.promise', '/leaves', {
      method: 'POST',
      body: leave,
    });
    const mail = await mailAbout(product.api, `acceptor.promise@${demoDomain}`, '请您代理');
    expect(mail.subject).toBe(`清诺：请您代理${head.name}的工作`);

    const headers = { 'acting-for': head.id };
    const acting = (path: string, request: object = {}) =>
      product.api.request('acceptor.promise', path, { headers, ...request });
    const early = await acting('/cases');
    expect(early).toMatchObject({ status: 403, body: { code: 'NOT_DEPUTY' } });

    await product.api.pass('P2D');
    expect((await acting('/cases')).status).toBe(200);
    expect(await officer('admin', accepting, 'acceptorHead')).toMatchObject({
      awayUntil: '2026-09-18',
      deputyId: deputy.id,
    });
    const { id } = await product.api.file('enterprise1', aPromise);
    const event = { type: 'complaint.check', payload: {} };
    expect((await acting(`/cases/${id}/events`, { method: 'POST', body: event })).status).toBe(200);
    const history = (as: string) => product.api.list<HistoryBody>(as, `/cases/${id}/history`);
    const [last] = (await history('admin')).slice(-1);
    expect(last).toMatchObject({
      actor: { role: 'acceptorHead', name: deputy.name, onBehalfOf: head.id },
    });
    expect((await history('enterprise1')).at(-1)).toMatchObject({
      actor: { name: null, onBehalfOf: null },
    });
    const [filing] = await history('admin');
    expect(filing).toMatchObject({ actor: { onBehalfOf: null } });

    await product.api.ok('head.promise', `/leaves/${entered.id}`, { method: 'DELETE' });
    expect((await acting('/cases')).body).toMatchObject({ code: 'NOT_DEPUTY' });
  });

  it('is refused with its rule', async () => {
    const deputy = await officer('admin', handling, 'handler');
    const enter = (as: string, body: object) =>
      product.api.request(as, '/leaves', { method: 'POST', body });
    const days = { fromOn: '2026-10-12', untilOn: '2026-10-16' };
    const foreign = await enter('head.promise', { deputyId: deputy.id, ...days });
    expect(foreign.body).toMatchObject({ errors: [{ path: 'deputyId', rule: 'deputyOfUnit' }] });
    const enterprise = await enter('enterprise1', { deputyId: deputy.id, ...days });
    expect(enterprise.status).toBe(403);
  });
});

describe('an officer who leaves', () => {
  it('can do nothing more, and the cases go back to the unit', async () => {
    const email = 'leaving@office.example';
    const leaving = await newOfficer(
      product.api,
      { email, role: 'acceptor', unitId: accepting },
      password,
    );
    const cases = [
      await product.api.file('enterprise1', aPromise),
      await product.api.file('enterprise2', aPromise),
    ];
    for (const { id } of cases) {
      const event = { type: 'assignment.take', payload: {} };
      expect(await post(product.api, `/cases/${id}/events`, event, leaving)).toMatchObject({
        status: 200,
      });
    }
    const depart = (as: string, id = leaving.id) =>
      product.api.request(as, `/accounts/${id}/departure`, { method: 'POST' });
    expect((await depart('head.promise')).status).toBe(403);
    expect((await product.api.request(null, '/cases', leaving)).status).toBe(200);

    expect(await depart('admin')).toMatchObject({ status: 200, body: { releasedCases: 2 } });
    expect((await product.api.request(null, '/cases', leaving)).status).toBe(401);
    const refused = await post(product.api, '/sessions', { email, password });
    expect(refused).toMatchObject({ status: 401, body: { code: 'CREDENTIALS_REFUSED' } });
    const listed = (await officers('admin', accepting)).body.items.map(({ id }) => id);
    expect(listed).not.toContain(leaving.id);
    for (const { id } of cases) {
      const [last] = (await product.api.list<HistoryBody>('admin', `/cases/${id}/history`)).slice(
        -1,
      );
      expect(last).toMatchObject({
        event: 'assignment.release',
        actor: { onBehalfOf: leaving.id },
      });
      const held = await database.dataSource.query<{ officer: string | null }[]>(
        'SELECT acceptor_officer_id AS officer FROM cases WHERE id = $1',
        [id],
      );
      expect(held).toEqual([{ officer: null }]);
    }
    expect(await depart('admin')).toMatchObject({ status: 200, body: { releasedCases: 0 } });
  });

  it('is somebody else than the administrator who says so', async () => {
    const { id } = await officer('admin', unitId('450000', 'data', 'platform'), 'admin');
    const own = await product.api.request('admin', `/accounts/${id}/departure`, { method: 'POST' });
    expect(own).toMatchObject({ status: 422, body: { code: 'INPUT_INVALID' } });
    await signIn(product.api, `admin@${demoDomain}`, 'Qingnuo-demo-1');
    const unknown = `/accounts/${handling}/departure`;
    expect((await product.api.request('admin', unknown, { method: 'POST' })).status).toBe(404);
  });
});
