import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts, demoPassword } from '../../../seeds/demo-accounts.js';
import { FrontDesk, officeAddress, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const email = 'handler.promise.450100@demo.qingnuo.example';
const client = { address: officeAddress, userAgent: 'Mozilla/5.0' };
let database: TestDatabase;
let desk: FrontDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
});
afterAll(() => database.close());

const over = (reason: string) => ({ code: 'UNAUTHENTICATED', details: { reason } });

/** Asks often enough for the session not to be idle. */
async function busyUntil(token: string, until: Date): Promise<void> {
  while (until.getTime() - desk.time.now().getTime() > 29 * 60_000) {
    desk.time.advance({ minutes: 29 });
    await desk.bearer(token);
  }
  desk.time.advanceTo(until);
}

const open = (account = email) => desk.sessions.open(account, demoPassword, client);

describe('a session', () => {
  it('knows its account with the unit of the officer', async () => {
    const { token, expiresAt, account } = await open(email.toUpperCase());
    expect(expiresAt.getTime() - desk.time.now().getTime()).toBe(12 * 3_600_000);
    expect(account).not.toHaveProperty('passwordHash');
    const principal = await desk.bearer(token);
    expect(principal).toEqual(account);
    expect(principal).toMatchObject({
      email,
      name: '南宁市投资促进局 经办',
      role: 'handler',
      kinds: ['promise'],
      divisionCode: '450100',
      enterpriseId: null,
    });
  });

  it('opens for every demonstration account', async () => {
    for (const account of ['enterprise1', 'enterprise2', 'head.arrears.451400', 'admin']) {
      const opened = await open(`${account}@demo.qingnuo.example`);
      expect(opened.account.email).toBe(`${account}@demo.qingnuo.example`);
    }
    expect(new Set(demoAccounts().map(({ role }) => role)).size).toBe(12);
  });

  it('is refused in the same words after the same work for a wrong password, no account and one that has left', async () => {
    await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE email LIKE $1", [
      'handler.arrears.451400@%',
    ]);
    const refusals = [];
    for (const [each, password] of [
      [email, 'wrong'],
      ['nobody@demo.qingnuo.example', 'wrong'],
      ['handler.arrears.451400@demo.qingnuo.example', demoPassword],
    ] as const) {
      desk.passwordCheck.checked.length = 0;
      refusals.push(await refusal(desk.sessions.open(each, password, client)));
      expect(desk.passwordCheck.checked).toHaveLength(1);
    }
    expect(refusals[0]).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(refusals[1]).toEqual(refusals[0]);
    expect(refusals[2]).toEqual(refusals[0]);
    desk.passwordCheck.checked.length = 0;
    await open();
    expect(desk.passwordCheck.checked).toHaveLength(1);
  });

  it('ends with its time, to the moment, however busy it is', async () => {
    const { token, expiresAt } = await open();
    const last = new Date(expiresAt.getTime() - 1);
    await busyUntil(token, last);
    expect(await desk.bearer(token)).not.toBeNull();
    desk.time.advanceTo(expiresAt);
    expect(await refusal(desk.sessions.bearerOf(token))).toMatchObject(over('expired'));
  });

  it('ends when its bearer closes it, and only that one', async () => {
    const [one, two] = [await open(), await open()];
    await desk.sessions.close(one.token);
    expect(await refusal(desk.sessions.bearerOf(one.token))).toMatchObject(over('ended'));
    expect(await desk.bearer(two.token)).not.toBeNull();
  });

  it('tells nothing of a token that never was', async () => {
    const unknown = await refusal(desk.sessions.bearerOf('x'.repeat(43)));
    expect(unknown).toMatchObject({ code: 'UNAUTHENTICATED', details: {} });
    expect(unknown.details).not.toHaveProperty('reason');
  });

  it('ends when its account has left', async () => {
    const { token } = await open('observer@demo.qingnuo.example');
    const set = (status: string) =>
      database.dataSource.query("UPDATE accounts SET status = $1 WHERE role = 'observer'", [
        status,
      ]);
    await set('left');
    expect(await desk.bearer(token)).toBeNull();
    await set('active');
    expect(await desk.bearer(token)).not.toBeNull();
  });

  it('is not stored in a form that could be used', async () => {
    const { token } = await open();
    const rows = await database.dataSource.query<object[]>('SELECT * FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(token);
    const [account] = await database.dataSource.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM accounts LIMIT 1',
    );
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe('the sessions of an account', () => {
  const account = 'auditor@demo.qingnuo.example';

  it('are listed with where they come from, without those that are over', async () => {
    const first = await open(account);
    await busyUntil(first.token, new Date(first.expiresAt.getTime() - 60_000));
    const long = { address: '2001:db8::1', userAgent: 'x'.repeat(500) };
    await desk.sessions.open(account, demoPassword, long);
    const { accountId } = first.account;
    const both = await desk.sessions.list(accountId);
    expect(both).toMatchObject([
      { address: '2001:db8::1', userAgent: `${'x'.repeat(199)}…` },
      { address: officeAddress, userAgent: 'Mozilla/5.0', expiresAt: first.expiresAt },
    ]);
    desk.time.advanceTo(first.expiresAt);
    expect(await desk.sessions.list(accountId)).toHaveLength(1);
  });

  it('are ended one by one, and nobody ends those of others', async () => {
    const own = await open(account);
    const others = await open();
    const [session] = await desk.sessions.list(own.account.accountId);
    const end = (accountId: string) => desk.sessions.end(accountId, session?.id ?? '');
    expect(await refusal(end(others.account.accountId))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await desk.bearer(own.token)).not.toBeNull();
    await end(own.account.accountId);
    expect(await desk.bearer(own.token)).toBeNull();
    expect(await refusal(end(own.account.accountId))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('write when they were last seen once a minute at most', async () => {
    const { token, account: principal } = await open(account);
    const opened = desk.time.now();
    const seen = async () => {
      await desk.bearer(token);
      return (await desk.sessions.list(principal.accountId))[0]?.lastSeenAt;
    };
    desk.time.advance({ seconds: 59 });
    expect(await seen()).toEqual(opened);
    desk.time.advance({ seconds: 1 });
    expect(await seen()).toEqual(desk.time.now());
  });

  it('are twenty at most; the one that was unused for longest ends, also when many are opened at once', async () => {
    const email = 'credit@demo.qingnuo.example';
    const [idle, busy] = [await open(email), await open(email)];
    desk.time.advance({ minutes: 1 });
    await desk.bearer(busy.token);
    for (let i = 2; i < 20; i += 1) await open(email);
    expect(await desk.bearer(idle.token)).not.toBeNull();
    desk.time.advance({ minutes: 1 });
    await desk.bearer(busy.token);
    await open(email);
    expect(await refusal(desk.sessions.bearerOf(idle.token))).toMatchObject(over('ended'));
    expect(await desk.bearer(busy.token)).not.toBeNull();
    await Promise.all(Array.from({ length: 25 }, () => open(email)));
    expect(await desk.sessions.list(busy.account.accountId)).toHaveLength(20);
  });
});

describe('an idle session', () => {
  it('of an officer ends after 30 minutes, at most a minute late and never early', async () => {
    const { token } = await open();
    desk.time.advance({ seconds: 59 });
    // Too soon after the sign-in to be written.
    await desk.bearer(token);
    desk.time.advance({ minutes: 30, ms: -1 });
    expect(await desk.bearer(token)).not.toBeNull();
    desk.time.advance({ minutes: 31, ms: -1 });
    expect(await desk.bearer(token)).not.toBeNull();
    desk.time.advance({ minutes: 31 });
    expect(await refusal(desk.sessions.bearerOf(token))).toMatchObject(over('idle'));
  });

  it('is over for good, and is listed no more', async () => {
    const { token, account } = await open('observer@demo.qingnuo.example');
    expect(await desk.sessions.list(account.accountId)).toHaveLength(1);
    desk.time.advance({ minutes: 31 });
    expect(await desk.bearer(token)).toBeNull();
    expect(await desk.sessions.list(account.accountId)).toEqual([]);
    await open('observer@demo.qingnuo.example');
    expect(await refusal(desk.sessions.bearerOf(token))).toMatchObject(over('idle'));
  });

  it('of an enterprise ends after eight hours', async () => {
    const { token } = await open('enterprise2@demo.qingnuo.example');
    desk.time.advance({ hours: 8 });
    expect(await desk.bearer(token)).not.toBeNull();
    desk.time.advance({ hours: 8, minutes: 1 });
    expect(await desk.bearer(token)).toBeNull();
  });

  it('goes on by a request, not by the list that its owner asks for elsewhere', async () => {
    const [one, two] = [await open(), await open()];
    await busyUntil(two.token, new Date(desk.time.now().getTime() + 40 * 60_000));
    expect(await desk.bearer(two.token)).not.toBeNull();
    expect(await desk.bearer(one.token)).toBeNull();
  });
});

describe('a proof of the password', () => {
  it('is as old as the sign-in, until it is given again', async () => {
    const { token } = await open();
    const proved = async () => (await desk.sessions.bearerOf(token)).authenticatedAt;
    const opened = desk.time.now();
    desk.time.advance({ minutes: 10 });
    expect(await proved()).toEqual(opened);
    const wrong = refusal(desk.sessions.reauthenticate(token, 'wrong'));
    expect(await wrong).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(await proved()).toEqual(opened);
    await desk.sessions.reauthenticate(token, demoPassword);
    expect(await proved()).toEqual(desk.time.now());
  });
});

describe('what is over', () => {
  it('is remembered for a week, so that its bearer is told, and then forgotten', async () => {
    const { token, expiresAt } = await open();
    await desk.sessions.close(token);
    desk.time.advanceTo(new Date(expiresAt.getTime() + 6 * 86_400_000));
    await desk.forget.runOnce();
    expect(await refusal(desk.sessions.bearerOf(token))).toMatchObject(over('ended'));
    desk.time.advance({ hours: 24 });
    await desk.forget.runOnce();
    expect((await refusal(desk.sessions.bearerOf(token))).details).not.toHaveProperty('reason');
  });
});
