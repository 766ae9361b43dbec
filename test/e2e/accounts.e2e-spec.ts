import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { unitId } from '../../seeds/reference-data.js';
import { fingerprint } from '../../src/identity/fingerprint.js';
import type { CaseBody } from '../support/api-client.js';
import { aPromise } from '../support/complaints.js';
import {
  bearer,
  mailAbout,
  mailedCode,
  mailsTo,
  newOfficer,
  post,
  signIn,
} from '../support/newcomers.js';
import { RunningProduct } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const password = 'correct-horse-battery';
const accepting = unitId('450000', 'investment', 'promise-acceptance');

let database: TestDatabase;
let product: RunningProduct;

beforeAll(async () => {
  database = await openTestDatabase();
  product = await RunningProduct.start(database, new Date('2026-09-14T10:00:00+08:00'), {
    TRUSTED_PROXIES: '127.0.0.1',
  });
});
afterAll(async () => {
  await product.close();
  await database.close();
});

const api = () => product.api;

const anEnterprise = (values: object = {}) => ({
  uscc: '91450100MA0TEXT215',
  name: '南宁示例科技有限公司',
  email: 'office@enterprise.example',
  password,
  language: 'zh-CN',
  divisionCode: '450102',
  contactPerson: '法务部',
  contactPhone: '0771-5550100',
  ...values,
});

/** How many rows the tables of accounts have. */
async function stored(): Promise<unknown> {
  const tables = ['accounts', 'enterprises', 'registrations', 'invitations', 'notices'];
  const counts = tables.map((table) => `(SELECT count(*)::integer FROM ${table}) AS ${table}`);
  return database.dataSource.query(`SELECT ${counts.join(', ')}`);
}

describe('an enterprise', () => {
  it('registers, confirms by mail, signs in and files a complaint', async () => {
    const asked = await post(api(), '/enterprises', anEnterprise());
    expect(asked).toMatchObject({ status: 202, body: {} });
    const early = await post(api(), '/sessions', { email: anEnterprise().email, password });
    expect(early).toMatchObject({ status: 401, body: { code: 'CREDENTIALS_REFUSED' } });

    const { text } = await mailAbout(api(), 'office@enterprise.example', '请确认企业注册');
    expect(text).toContain('/account');
    const page = await (await fetch(`${product.url}/account`)).text();
    expect(page).toContain('POST /api/v1/enterprises/verify');

    const code = await mailedCode(api(), 'office@enterprise.example');
    const verified = await post(api(), '/enterprises/verify', { code });
    expect(verified).toMatchObject({ status: 201, body: { role: 'enterprise' } });
    const session = await signIn(api(), 'office@enterprise.example', password);
    const filed = await post<CaseBody>(api(), '/complaints', aPromise, session);
    expect(filed.status).toBe(201);
    const own = await api().request<{ items: CaseBody[] }>(null, '/cases', session);
    expect(own.body.items.map(({ id }) => id)).toEqual([filed.body.id]);
    const foreign = await api().request('enterprise1', `/cases/${filed.body.id}`);
    expect(foreign.status).toBe(404);
  });

  it('is refused when it is registered, and its code is used', async () => {
    const code = await mailedCode(api(), 'office@enterprise.example');
    const before = await stored();
    const twice = await post(api(), '/enterprises', anEnterprise({ email: 'x@office.example' }));
    expect(twice).toMatchObject({ status: 409, body: { code: 'USCC_REGISTERED' } });
    const reused = await post(api(), '/enterprises/verify', { code });
    expect(reused).toMatchObject({ status: 422, body: { code: 'CODE_REFUSED', reason: 'used' } });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['uscc', 'isUscc', { uscc: '91450100MA0TEXT216' }],
    ['email', 'isEmail', { email: 'office' }],
    ['password', 'isLength', { password: 'short' }],
    ['password', 'notOwnData', { password: 'office@enterprise.example' }],
    ['password', 'notCommon', { password: 'woaini1314520' }],
    ['password', 'notProductName', { password: 'Qingnuo-demo-1' }],
    ['language', 'isIn', { language: 'fr' }],
    ['divisionCode', 'isGuangxiDivision', { divisionCode: '440100' }],
    ['name', 'isStorable', { name: '公司\0' }],
    ['role', 'unknownField', { role: 'admin' }],
  ])('is refused for its %s (%s)', async (path, rule, values) => {
    const before = await stored();
    const { status, body } = await post(api(), '/enterprises', anEnterprise(values));
    expect(status).toBe(422);
    expect(body['errors']).toContainEqual({ path, rule, message: expect.any(String) });
    expect(await stored()).toEqual(before);
  });
});

describe('an account', () => {
  /** Of every answer, whoever asks. */
  const ofEach = ['date', 'x-request-id'];
  const visible = (answer: { status: number; headers: Headers; body: object }) => ({
    status: answer.status,
    body: answer.body,
    headers: [...answer.headers].filter(([name]) => !ofEach.includes(name)),
  });

  it('is told from no account by no answer', async () => {
    const known = `enterprise2@${demoDomain}`;
    const unknown = 'nobody@enterprise.example';
    const answers = async (path: string, bodyFor: (email: string) => object) => {
      const [one, two] = [
        await post(api(), path, bodyFor(known)),
        await post(api(), path, bodyFor(unknown)),
      ];
      expect(visible(one)).toEqual(visible(two));
      return one.status;
    };
    const uscc = '91450100MA0TEXT39Y';
    expect(await answers('/sessions', (email) => ({ email, password: 'wrong' }))).toBe(401);
    expect(await answers('/password-resets', (email) => ({ email }))).toBe(202);
    expect(await answers('/enterprises', (email) => anEnterprise({ email, uscc }))).toBe(202);

    // Letters that are owed at the same moment leave in any order.
    const mails = await mailsTo(api(), known);
    const told = mails.find(({ subject }) => subject === 'Qingnuo: this address has an account');
    expect(told?.text).toEqual(expect.not.stringMatching(/^> /m));
  });

  it('gets a new password by mail; its sessions end', async () => {
    const email = `auditor@${demoDomain}`;
    const session = await signIn(api(), email, 'Qingnuo-demo-1');
    expect(await post(api(), '/password-resets', { email })).toMatchObject({ status: 202 });
    const code = await mailedCode(api(), email);
    const done = await post(api(), '/password-resets/complete', { code, password });
    expect(done.status).toBe(204);
    expect((await api().request(null, '/cases', session)).status).toBe(401);
    await signIn(api(), email, password);
    const again = await post(api(), '/password-resets/complete', { code, password });
    expect(again).toMatchObject({ status: 422, body: { code: 'CODE_REFUSED', reason: 'used' } });
    const told = await mailAbout(api(), email, '密码已更改');
    expect(told.subject).toBe('清诺：您的密码已更改');
  });

  it('shows its sessions, and ends them one by one', async () => {
    const email = `observer@${demoDomain}`;
    const [here, there] = [
      await signIn(api(), email, 'Qingnuo-demo-1'),
      await signIn(api(), email, 'Qingnuo-demo-1'),
    ];
    const { body } = await api().request<{ items: { id: string; current: boolean }[] }>(
      null,
      '/sessions',
      here,
    );
    const other = body.items.find(({ current }) => !current);
    expect(body.items.filter(({ current }) => current)).toHaveLength(1);
    expect(JSON.stringify(body)).not.toContain(here.headers.authorization.slice(7));

    const end = (as: typeof here) =>
      api().request(null, `/sessions/${other?.id ?? ''}`, { method: 'DELETE', ...as });
    const stranger = await signIn(api(), `credit@${demoDomain}`, 'Qingnuo-demo-1');
    expect((await end(stranger)).status).toBe(404);
    expect((await end(here)).status).toBe(204);
    expect((await api().request(null, '/cases', there)).status).toBe(401);
    expect((await api().request(null, '/cases', here)).status).toBe(200);
  });

  it('is told how a session of its own has ended', async () => {
    const email = `stateassets@${demoDomain}`;
    const [idle, expired, out] = [
      await signIn(api(), email, 'Qingnuo-demo-1'),
      await signIn(api(), email, 'Qingnuo-demo-1'),
      await signIn(api(), email, 'Qingnuo-demo-1'),
    ];
    const set = (session: typeof idle, column: string, minutes: number) =>
      database.dataSource.query(
        `UPDATE sessions SET ${column} = ${column} - make_interval(mins => $2) WHERE token_hash = $1`,
        [fingerprint(session.headers.authorization.slice(7)), minutes],
      );
    const ask = async (session: typeof idle) => {
      const { status, body } = await api().request(null, '/cases', session);
      return [status, body['reason']];
    };
    await set(idle, 'last_seen_at', 29);
    expect(await ask(idle)).toEqual([200, undefined]);
    await set(idle, 'last_seen_at', 31);
    await set(expired, 'expires_at', 12 * 60);
    await api().request(null, '/sessions/current', { method: 'DELETE', ...out });
    expect(await ask(idle)).toEqual([401, 'idle']);
    expect(await ask(expired)).toEqual([401, 'expired']);
    expect(await ask(out)).toEqual([401, 'ended']);
    expect(await ask(bearer('x'.repeat(43)))).toEqual([401, undefined]);
  });

  it('is signed out everywhere by an administrator, and by nobody else', async () => {
    const email = `head.arrears@${demoDomain}`;
    const session = await signIn(api(), email, 'Qingnuo-demo-1');
    const { items } = await api().ok<{ items: { id: string; email: string }[] }>(
      'admin',
      '/accounts?limit=100&role=acceptorHead',
    );
    const own = await api().ok<{ items: { id: string; email: string }[] }>(
      'admin',
      '/accounts?role=admin',
    );
    const idOf = (address: string) => items.find((each) => each.email === address)?.id ?? '';
    const end = (as: string, id: string) =>
      api().request(as, `/accounts/${id}/sessions`, { method: 'DELETE' });
    expect((await end('head.promise', idOf(email))).status).toBe(403);
    expect((await end('admin', randomUUID())).status).toBe(404);
    const self = await end(
      'admin',
      own.items.find((each) => each.email === `admin@${demoDomain}`)?.id ?? '',
    );
    expect(self.body).toMatchObject({ errors: [{ path: 'id', rule: 'anotherPerson' }] });
    expect((await api().request(null, '/cases', session)).status).toBe(200);
    expect((await end('admin', idOf(email))).status).toBe(204);
    const after = await api().request(null, '/cases', session);
    expect(after).toMatchObject({ status: 401, body: { reason: 'ended' } });
    await signIn(api(), email, 'Qingnuo-demo-1');
  });

  it('changes its password only with the one it has', async () => {
    const email = `supervisor@${demoDomain}`;
    const session = await signIn(api(), email, 'Qingnuo-demo-1');
    const change = (current: string) =>
      api().request(null, '/accounts/me/password', {
        method: 'PUT',
        body: { current, password },
        ...session,
      });
    expect((await change('wrong')).body).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect((await change('Qingnuo-demo-1')).status).toBe(204);
    expect((await api().request(null, '/cases', session)).status).toBe(200);
    await signIn(api(), email, password);
  });
});

describe('an invited officer', () => {
  const email = 'acceptor@office.example';
  const invitation = { email, name: '受理', role: 'acceptor', unitId: accepting };
  const invite = (as: string | null, values: object = {}) =>
    api().request(as, '/invitations', { method: 'POST', body: { ...invitation, ...values } });

  it('accepts with a password and does an act of the unit', async () => {
    const officer = await newOfficer(api(), invitation, password);
    const { id } = await api().file('enterprise1', aPromise);
    const event = { type: 'complaint.check', payload: {} };
    const acted = await post<CaseBody>(api(), `/cases/${id}/events`, event, officer);
    expect(acted).toMatchObject({ status: 200, body: { id } });
  });

  it('comes in by an invitation that is neither used, revoked nor over', async () => {
    const accept = async (address: string) => {
      const code = await mailedCode(api(), address);
      return () => post(api(), '/invitations/accept', { code, password });
    };
    const [used, revoked, over] = ['acceptor', 'revoked', 'over'].map(
      (name) => `${name}@office.example`,
    ) as [string, string, string];
    const { body } = await invite('admin', { email: revoked });
    await invite('admin', { email: over });
    const tries = [await accept(used), await accept(revoked), await accept(over)];
    await api().ok('admin', `/invitations/${String(body['id'])}`, { method: 'DELETE' });
    await database.dataSource.query(
      'UPDATE invitations SET expires_at = created_at WHERE email = $1',
      [over],
    );
    const before = await stored();
    for (const [index, reason] of ['used', 'revoked', 'expired'].entries()) {
      const answer = await tries[index]?.();
      expect(answer).toMatchObject({ status: 422, body: { code: 'CODE_REFUSED', reason } });
    }
    expect(await stored()).toEqual(before);
    const { items } = await api().ok<{ items: { email: string; status: string }[] }>(
      'admin',
      '/invitations',
    );
    const statuses = Object.fromEntries(items.map((each) => [each.email, each.status]));
    expect(statuses).toMatchObject({ [used]: 'accepted', [revoked]: 'revoked', [over]: 'expired' });
    expect(JSON.stringify(items)).not.toContain('code');
  });

  it('is invited by administrators alone, into a unit that fits', async () => {
    const before = await stored();
    expect((await invite(null)).status).toBe(401);
    expect((await invite('head.promise')).status).toBe(403);
    const misfit = await invite('admin', { email: 'y@office.example', role: 'handler' });
    expect(misfit.body).toMatchObject({ errors: [{ path: 'role', rule: 'fitsUnit' }] });
    const enterprise = await invite('admin', { email: 'y@office.example', role: 'enterprise' });
    expect(enterprise.body).toMatchObject({ errors: [{ path: 'role', rule: 'isIn' }] });
    expect(await stored()).toEqual(before);
  });
});

describe('codes', () => {
  it('are nowhere once their letters are sent', async () => {
    const code = await mailedCode(api(), 'acceptor@office.example');
    for (const table of ['notices', 'invitations', 'registrations', 'password_resets']) {
      const rows = await database.dataSource.query<object[]>(`SELECT * FROM ${table}`);
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toContain(code);
    }
  });
});
