import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoAccounts, demoPassword } from '../../seeds/demo-accounts.js';
import { FrontDesk, officeAddress, refusal } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const email = 'handler.promise.450100@demo.qingnuo.example';
const client = { address: officeAddress, userAgent: 'Mozilla/5.0' };
let database: TestDatabase;
let desk: FrontDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
});
afterAll(() => database.close());

const open = (account = email) => desk.sessions.open(account, demoPassword, client);

describe('a session', () => {
  it('knows its account with the unit of the officer', async () => {
    const { token, expiresAt, account } = await open(email.toUpperCase());
    expect(expiresAt.getTime() - desk.time.now().getTime()).toBe(12 * 3_600_000);
    expect(account).not.toHaveProperty('passwordHash');
    const principal = await desk.sessions.findPrincipal(token);
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

  it('ends with its time, to the moment', async () => {
    const { token, expiresAt } = await open();
    desk.time.advanceTo(new Date(expiresAt.getTime() - 1));
    expect(await desk.sessions.findPrincipal(token)).not.toBeNull();
    desk.time.advanceTo(expiresAt);
    expect(await desk.sessions.findPrincipal(token)).toBeNull();
  });

  it('ends when its bearer closes it, and only that one', async () => {
    const [one, two] = [await open(), await open()];
    await desk.sessions.close(one.token);
    expect(await desk.sessions.findPrincipal(one.token)).toBeNull();
    expect(await desk.sessions.findPrincipal(two.token)).not.toBeNull();
  });

  it('ends when its account has left', async () => {
    const { token } = await open('observer@demo.qingnuo.example');
    const set = (status: string) =>
      database.dataSource.query("UPDATE accounts SET status = $1 WHERE role = 'observer'", [
        status,
      ]);
    await set('left');
    expect(await desk.sessions.findPrincipal(token)).toBeNull();
    await set('active');
    expect(await desk.sessions.findPrincipal(token)).not.toBeNull();
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
    desk.time.advanceTo(new Date(first.expiresAt.getTime() - 60_000));
    const long = { address: '2001:db8::1', userAgent: 'x'.repeat(500) };
    await desk.sessions.open(account, demoPassword, long);
    const { accountId } = first.account;
    const both = await desk.sessions.list(accountId);
    expect(both).toMatchObject([
      { address: '2001:db8::1', userAgent: 'x'.repeat(200) },
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
    expect(await desk.sessions.findPrincipal(own.token)).not.toBeNull();
    await end(own.account.accountId);
    expect(await desk.sessions.findPrincipal(own.token)).toBeNull();
    expect(await refusal(end(own.account.accountId))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('write when they were last seen every five minutes at most', async () => {
    const { token, account: principal } = await open(account);
    const opened = desk.time.now();
    const seen = async () => {
      await desk.sessions.findPrincipal(token);
      return (await desk.sessions.list(principal.accountId))[0]?.lastSeenAt;
    };
    desk.time.advance({ minutes: 4, seconds: 59 });
    expect(await seen()).toEqual(opened);
    desk.time.advance({ seconds: 1 });
    expect(await seen()).toEqual(desk.time.now());
  });
});
