import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoDomain, demoPassword } from '../../seeds/demo-accounts.js';
import { FrontDesk, officeAddress, refusal } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

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
    await desk.resets.complete(await reset('auditor'), password);
    expect(await desk.sessions.findPrincipal(token)).toBeNull();
    expect(await desk.sessions.findPrincipal(others.token)).not.toBeNull();
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
    expect(await refusal(desk.resets.complete(late, password))).toMatchObject(refused('expired'));
    expect(await refusal(desk.resets.complete('made-up', password))).toMatchObject(
      refused('unknown'),
    );
    await desk.signIn(address('observer'), demoPassword);

    const code = await reset('observer');
    desk.time.advance({ hours: 1, ms: -1 });
    await desk.resets.complete(code, password);
    expect(await refusal(desk.resets.complete(code, 'another-horse'))).toMatchObject(
      refused('used'),
    );
    await desk.signIn(address('observer'), password);
  });

  it('leaves no other code that works', async () => {
    const [first, second] = [await reset('credit'), await reset('credit')];
    await desk.resets.complete(second, password);
    expect(await refusal(desk.resets.complete(first, password))).toMatchObject(refused('used'));
  });

  it('is replaced by a good one only; the code is not used up', async () => {
    const code = await reset('stateassets');
    const own = await refusal(desk.resets.complete(code, address('stateassets')));
    expect(own).toMatchObject({ code: 'INPUT_INVALID' });
    await desk.resets.complete(code, password);
  });

  it('ends the pause of failed sign-ins', async () => {
    const email = address('head.promise');
    for (let i = 0; i < 10; i += 1) await refusal(desk.signIn(email, 'wrong', `198.51.100.${i}`));
    const paused = await refusal(desk.signIn(email, demoPassword, '198.51.100.99'));
    expect(paused).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await desk.resets.complete(await reset('head.promise'), password);
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
    expect(await desk.letterNames(address('nobody'))).toEqual([]);
    expect(await desk.letterNames(address('head.arrears'))).toEqual([]);
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

describe('a password that is known', () => {
  it('is changed by whoever knows it; the other sessions end, this one goes on', async () => {
    const email = address('enterprise1');
    const here = await desk.signIn(email, demoPassword);
    const elsewhere = await desk.signIn(email, demoPassword);
    const change = (current: string, next: string) =>
      desk.passwords.change(here.account.accountId, current, next, here.token);

    expect(await refusal(change('wrong', password))).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    for (const next of [demoPassword, '91450100MA0TEXT013', 'Enterprise1@demo.qingnuo.example']) {
      expect(await refusal(change(demoPassword, next))).toMatchObject({ code: 'INPUT_INVALID' });
    }
    expect(await desk.sessions.findPrincipal(elsewhere.token)).not.toBeNull();

    await change(demoPassword, password);
    expect(await desk.sessions.findPrincipal(elsewhere.token)).toBeNull();
    expect(await desk.sessions.findPrincipal(here.token)).not.toBeNull();
    await desk.signIn(email, password);
    expect(await desk.letterNames(email)).toEqual(['passwordChanged']);
  });
});
