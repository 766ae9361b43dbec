import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain, demoPassword } from '../../../seeds/demo-accounts.js';
import type { Kept } from '../../../src/identity/passwords.js';
import { FrontDesk, officeAddress, refusal } from '../../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const password = 'correct-horse-battery';
let database: TestDatabase;
let desk: FrontDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
});
afterAll(() => database.close());

const address = (account: string) => `${account}@${demoDomain}`;
const refused = (reason: string) => ({ code: 'CODE_REFUSED', details: { reason } });

/** The code that somebody who has forgotten the password is sent. */
async function reset(account: string): Promise<string> {
  desk.time.advance({ ms: 1 });
  await desk.resets.ask(address(account), officeAddress);
  return desk.code(address(account));
}

describe('a forgotten password', () => {
  it('is replaced by the code from the letter; every session ends', async () => {
    const email = address('auditor');
    const { token } = await desk.signIn(email, demoPassword);
    const others = await desk.signIn(address('observer'), demoPassword);
    await desk.complete(await reset('auditor'), password);
    expect(await desk.bearer(token)).toBeNull();
    expect(await desk.bearer(others.token)).not.toBeNull();
    expect(await refusal(desk.signIn(email, demoPassword))).toMatchObject({
      code: 'CREDENTIALS_REFUSED',
    });
    await desk.signIn(email, password);
    // Both are of one instant here, so nothing says which comes first.
    expect((await desk.letterNames(email)).toSorted()).toEqual([
      'passwordChanged',
      'passwordReset',
    ]);
  });

  it('is replaced until an hour has passed, and once', async () => {
    const late = await reset('observer');
    desk.time.advance({ hours: 1 });
    expect(await refusal(desk.complete(late, password))).toMatchObject(refused('expired'));
    expect(await refusal(desk.complete('made-up', password))).toMatchObject(refused('unknown'));
    await desk.signIn(address('observer'), demoPassword);

    const code = await reset('observer');
    desk.time.advance({ hours: 1, ms: -1 });
    await desk.complete(code, password);
    expect(await refusal(desk.complete(code, 'another-horse'))).toMatchObject(refused('used'));
    await desk.signIn(address('observer'), password);
  });

  it('leaves no other code that works', async () => {
    const [first, second] = [await reset('credit'), await reset('credit')];
    await desk.complete(second, password);
    expect(await refusal(desk.complete(first, password))).toMatchObject(refused('used'));
  });

  it('is replaced by a good one only; the code is not used up', async () => {
    const code = await reset('stateassets');
    const own = await refusal(desk.complete(code, address('stateassets')));
    expect(own).toMatchObject({ code: 'INPUT_INVALID' });
    await desk.complete(code, password);
  });

  it('ends the pause of failed sign-ins', async () => {
    const email = address('head.promise');
    for (let i = 0; i < 10; i += 1) await refusal(desk.signIn(email, 'wrong', `198.51.100.${i}`));
    const paused = await refusal(desk.signIn(email, demoPassword, '198.51.100.99'));
    expect(paused).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await desk.complete(await reset('head.promise'), password);
    await desk.signIn(email, password, '198.51.100.99');
  });
});

describe('who asks for a new password', () => {
  it('gets the same answer, and the same row, whether or not there is an account', async () => {
    await database.dataSource.query("UPDATE accounts SET status = 'left' WHERE email = $1", [
      address('head.arrears'),
    ]);
    for (const account of ['supervisor', 'nobody', 'head.arrears']) {
      const before = await desk.counts('password_resets');
      await desk.resets.ask(address(account), officeAddress);
      const after = await desk.counts('password_resets');
      expect((after['password_resets'] ?? 0) - (before['password_resets'] ?? 0)).toBe(1);
    }
    expect(await desk.letterNames(address('supervisor'))).toEqual(['passwordReset']);
    expect(await desk.letterNames(address('nobody'))).toEqual(['noAccount']);
    expect(await desk.letterNames(address('head.arrears'))).toEqual(['noAccount']);
  });

  it('gets five letters an hour at most, and is not told', async () => {
    for (let i = 0; i < 7; i += 1) await desk.resets.ask(address('admin'), '203.0.113.50');
    expect(await desk.letterNames(address('admin'))).toHaveLength(5);
  });

  it('is slowed down by the address that asks', async () => {
    const ask = (i: number) => desk.resets.ask(`n${i}@office.example`, '203.0.113.51');
    for (let i = 0; i < 30; i += 1) await ask(i);
    expect(await refusal(ask(30))).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await desk.resets.ask('n30@office.example', '203.0.113.52');
  });

  it('leaves no code in the table', async () => {
    const code = await reset('acceptor.promise');
    const rows = await database.dataSource.query<object[]>('SELECT * FROM password_resets');
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});

/** Somebody with a session here, one elsewhere, and two keys. */
async function everywhere(account: string, current = demoPassword) {
  const [here, elsewhere] = [
    await desk.signIn(address(account), current),
    await desk.signIn(address(account), current),
  ];
  const { accountId } = here.account;
  const asking = { token: here.token, address: officeAddress };
  const owner = { principal: here.account, ...asking };
  const newKey = (name: string) => desk.keys.create(owner, { name, scopes: ['read'] });
  const keys = [await newKey('财务系统'), await newKey('办公系统')];
  const open = async () => ({
    here: (await desk.bearer(here.token)) !== null,
    elsewhere: (await desk.bearer(elsewhere.token)) !== null,
    keys: (await Promise.all(keys.map(({ key }) => desk.keyBearer(key)))).filter(
      (bearer) => typeof bearer !== 'string',
    ).length,
  });
  const change = (from: string, to: string, keep?: Kept) => {
    desk.time.advance({ ms: 1 });
    return desk.passwords.change(accountId, { current: from, password: to }, asking, keep);
  };
  return { accountId, owner, open, change };
}

/** What the latest letter about a changed password tells. */
async function told(account: string): Promise<unknown> {
  const letters = await desk.letters(address(account));
  return letters.filter(({ name }) => name === 'passwordChanged').at(-1)?.notice.variables;
}

describe('a password that is known', () => {
  it('is changed by whoever knows it; other sessions and keys end, this session goes on', async () => {
    const email = address('enterprise1');
    const { accountId, open, change } = await everywhere('enterprise1');
    expect(await refusal(change('wrong', password))).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    for (const next of [demoPassword, '91450100MA0TEXT013', 'Enterprise1@demo.qingnuo.example']) {
      expect(await refusal(change(demoPassword, next))).toMatchObject({ code: 'INPUT_INVALID' });
    }
    expect(await open()).toEqual({ here: true, elsewhere: true, keys: 2 });

    await change(demoPassword, password);
    expect(await open()).toEqual({ here: true, elsewhere: false, keys: 0 });
    await desk.signIn(email, password);
    expect(await told('enterprise1')).toMatchObject({
      byReset: false,
      sessionsKept: false,
      endedKeys: [{ name: '财务系统' }, { name: '办公系统' }],
      keptKeys: [],
    });
    const ended = { endedAt: desk.time.now(), endedBy: accountId, endReason: 'passwordChanged' };
    expect(await desk.keys.list(accountId)).toMatchObject([ended, ended]);
  });

  it('is changed with what its owner chooses to keep', async () => {
    const { open, change } = await everywhere('enterprise1', password);
    await change(password, 'another-horse-battery', { keys: true });
    expect(await open()).toEqual({ here: true, elsewhere: false, keys: 2 });
    expect(await told('enterprise1')).toMatchObject({ endedKeys: [], keptKeys: [{}, {}] });
    const kept = await everywhere('enterprise1', 'another-horse-battery');
    await kept.change('another-horse-battery', password, { sessions: true });
    expect(await kept.open()).toEqual({ here: true, elsewhere: true, keys: 0 });
    expect(await told('enterprise1')).toMatchObject({ sessionsKept: true });
  });

  it('is proved by the change, for what asks for a fresh proof', async () => {
    const { owner, change } = await everywhere('enterprise2');
    desk.time.advance({ hours: 1 });
    await change(demoPassword, password);
    const { authenticatedAt } = await desk.sessions.bearerOf(owner.token);
    expect(authenticatedAt).toEqual(desk.time.now());
  });
});

describe('a password in another form', () => {
  it('is the same one, however it was typed when it was set', async () => {
    const email = address('supervisor');
    desk.time.advance({ ms: 1 });
    await desk.complete(await reset('supervisor'), '\uff43orrect-horse-caf\u00e9');
    for (const typed of ['correct-horse-caf\u00e9', 'correct-horse-cafe\u0301']) {
      await desk.signIn(email, typed);
    }
    const other = refusal(desk.signIn(email, 'correct-horse-cafe'));
    expect(await other).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  });

  it('opens an account whose hash is of before, as it was typed then', async () => {
    const typed = '\uff43orrect-horse-battery';
    await database.dataSource.query('UPDATE accounts SET password_hash = $2 WHERE email = $1', [
      address('acceptor.arrears'),
      await hash(typed),
    ]);
    await desk.signIn(address('acceptor.arrears'), typed);
  });
});

describe('a password that was reset', () => {
  it('keeps nothing that the old one opened: no session, no key', async () => {
    await database.dataSource.query('DELETE FROM throttles');
    const { accountId, open } = await everywhere('enterprise2', password);
    const code = await reset('enterprise2');
    expect(await open()).toEqual({ here: true, elsewhere: true, keys: 2 });
    await desk.complete(code, 'another-horse-battery');
    expect(await open()).toEqual({ here: false, elsewhere: false, keys: 0 });
    expect(await told('enterprise2')).toMatchObject({ byReset: true, endedKeys: [{}, {}] });
    expect(await desk.keys.list(accountId)).toContainEqual(
      expect.objectContaining({ endedBy: accountId, endReason: 'passwordReset' }),
    );
  });

  it('leaves none that was being opened at the same moment', async () => {
    const { accountId, owner } = await everywhere('enterprise2', 'another-horse-battery');
    const code = await reset('enterprise2');
    const email = address('enterprise2');
    const opening = Array.from({ length: 6 }, (_, i) => [
      desk.keys.create(owner, { name: `${i}`, scopes: ['read'] }),
      desk.sessions.open(email, 'another-horse-battery', { address: '', userAgent: '' }),
    ]).flat();
    await Promise.allSettled([...opening, desk.complete(code, password)]);
    expect(await desk.sessions.list(accountId)).toEqual([]);
    const keys = await desk.keys.list(accountId);
    expect(keys.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    await desk.signIn(email, password);
  });
});
