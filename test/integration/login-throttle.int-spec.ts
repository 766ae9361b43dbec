import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoPassword } from '../../seeds/demo-accounts.js';
import { KnownClients } from '../../src/identity/known-clients.js';
import { LoginThrottle } from '../../src/identity/login-throttle.js';
import { Throttles } from '../../src/identity/throttles.js';
import { Transactions } from '../../src/store/transactions.js';
import { FrontDesk, refusal } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const email = 'handler.promise.450100@demo.qingnuo.example';
let database: TestDatabase;
let desk: FrontDesk;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM throttles');
  await database.dataSource.query('DELETE FROM known_clients');
});

/** Addresses that are each another one, so that only the account is counted. */
let next = 0;
const elsewhere = () => `198.51.${Math.floor((next += 1) / 250)}.${next % 250}`;

async function fail(times: number, account = email, address?: string): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const refused = refusal(desk.signIn(account, 'wrong', address ?? elsewhere()));
    expect(await refused).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
  }
}

const paused = (retryAfter: number) => ({ code: 'TOO_MANY_REQUESTS', details: { retryAfter } });

describe('ten failures', () => {
  it('for an account, from wherever, slow the eleventh try down, even with the password', async () => {
    await fail(9);
    await desk.signIn(email, demoPassword, elsewhere());
    await fail(10);
    expect(await refusal(desk.signIn(email, demoPassword, elsewhere()))).toMatchObject(paused(1));
    await desk.signIn('auditor@demo.qingnuo.example', demoPassword, elsewhere());
  });

  it('are told of an address that nobody has in the same way', async () => {
    await fail(10, 'nobody@demo.qingnuo.example');
    const refused = refusal(desk.signIn('nobody@demo.qingnuo.example', 'wrong', elsewhere()));
    expect(await refused).toMatchObject(paused(1));
  });

  it('from one address, for whichever account, slow that address down', async () => {
    for (let i = 0; i < 10; i += 1) await fail(1, `u${i}@office.example`, '203.0.113.9');
    expect(await refusal(desk.signIn(email, demoPassword, '203.0.113.9'))).toMatchObject(paused(1));
    await desk.signIn(email, demoPassword, '203.0.113.10');
  });

  it('are forgotten for the account that signs in, not for the address', async () => {
    await fail(9, 'auditor@demo.qingnuo.example', '203.0.113.9');
    await desk.signIn(email, demoPassword, '203.0.113.9');
    await fail(1, 'auditor@demo.qingnuo.example', '203.0.113.9');
    expect(await refusal(desk.signIn(email, demoPassword, '203.0.113.9'))).toMatchObject(paused(1));
  });
});

describe('a client that has signed in to the account before', () => {
  const home = '203.0.113.77';
  const enter = (address: string) => desk.signIn(email, demoPassword, address);

  it('is not locked out by forty strangers; another address of its owner is', async () => {
    await enter(home);
    for (let i = 0; i < 40; i += 1) await refusal(desk.signIn(email, 'wrong', elsewhere()));
    expect(await refusal(enter('203.0.113.78'))).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    await enter(home);
    // What the owner does from home gives strangers nothing.
    expect(await refusal(enter(elsewhere()))).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  });

  it('is counted by itself: ten failures from there slow it down, and nobody else', async () => {
    await enter(home);
    await fail(10, email, home);
    expect(await refusal(enter(home))).toMatchObject(paused(1));
    await enter('203.0.113.78');
  });

  it('is known for 30 days, to the moment, and for this account alone', async () => {
    await enter(home);
    const knows = (account: string) => desk.clients.isKnown(account, home);
    expect(await knows('auditor@demo.qingnuo.example')).toBe(false);
    expect(await knows('nobody@demo.qingnuo.example')).toBe(false);
    desk.time.advance({ hours: 30 * 24, ms: -1 });
    await desk.forget.runOnce();
    expect(await knows(email.toUpperCase())).toBe(true);
    desk.time.advance({ ms: 1 });
    expect(await knows(email)).toBe(false);
    await desk.forget.runOnce();
    expect(await desk.counts('known_clients')).toEqual({ known_clients: 0 });
  });

  it('is none by failing, and is not told from the rows', async () => {
    await fail(3, email, home);
    expect(await desk.counts('known_clients')).toEqual({ known_clients: 0 });
    await enter(home);
    const rows = await database.dataSource.query<object[]>('SELECT * FROM known_clients');
    expect(JSON.stringify(rows)).not.toMatch(/handler|203\.0/);
  });

  it('is a stranger again once the password was reset from elsewhere', async () => {
    const account = 'head.promise@demo.qingnuo.example';
    await desk.signIn(account, demoPassword, home);
    desk.time.advance({ ms: 1 });
    await desk.resets.ask(account, home);
    await desk.complete(await desk.code(account), 'correct-horse-battery', '203.0.113.79');
    expect(await desk.clients.isKnown(account, home)).toBe(false);
    expect(await desk.clients.isKnown(account, '203.0.113.79')).toBe(true);
  });
});

describe('the pause', () => {
  it('doubles with each failure after it, up to 15 minutes', async () => {
    await fail(10);
    const pauses: unknown[] = [];
    for (let i = 0; i < 12; i += 1) {
      const { details } = await refusal(desk.signIn(email, 'wrong', elsewhere()));
      const retryAfter = Number(details['retryAfter']);
      pauses.push(retryAfter);
      desk.time.advance({ seconds: retryAfter, ms: -1 });
      expect(await refusal(desk.signIn(email, demoPassword, elsewhere()))).toMatchObject(paused(1));
      desk.time.advance({ ms: 1 });
      await fail(1);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('is not longer for tries that it refuses', async () => {
    await fail(10);
    for (let i = 0; i < 5; i += 1) await refusal(desk.signIn(email, 'wrong', elsewhere()));
    desk.time.advance({ seconds: 1 });
    await desk.signIn(email, demoPassword, elsewhere());
  });

  it('is forgotten with the failures when nothing is tried for an hour', async () => {
    await fail(11 - 1);
    desk.time.advance({ minutes: 59, seconds: 59 });
    await fail(1);
    expect(await refusal(desk.signIn(email, 'wrong', elsewhere()))).toMatchObject(paused(2));
    desk.time.advance({ hours: 1 });
    await fail(10);
    expect(await refusal(desk.signIn(email, 'wrong', elsewhere()))).toMatchObject(paused(1));
  });
});

describe('tries at once', () => {
  it('gain nothing, whichever process takes them', async () => {
    const connections = await database.connect();
    const elsewhereTo = new Transactions(connections);
    const other = new LoginThrottle(
      new Throttles(elsewhereTo, desk.time),
      new KnownClients(elsewhereTo, desk.time),
    );
    const tries = Array.from({ length: 40 }, (_, i) =>
      (i % 2 ? desk.logins : other).guard(email, elsewhere(), () =>
        desk.sessions.open(email, 'wrong', { address: '', userAgent: '' }),
      ),
    );
    const codes = (await Promise.all(tries.map(refusal))).map(({ code }) => code);
    await connections.destroy();
    expect(codes.filter((code) => code === 'CREDENTIALS_REFUSED')).toHaveLength(10);
    expect(codes.filter((code) => code === 'TOO_MANY_REQUESTS')).toHaveLength(30);
  });

  it('by people who know their passwords wait for each other and all come in', async () => {
    const tries = Array.from({ length: 40 }, () => desk.signIn(email, demoPassword, '203.0.113.9'));
    expect(await Promise.all(tries)).toHaveLength(40);
    const [rows] = await database.dataSource.query<{ count: number; pending: number }[]>(
      'SELECT sum(count)::integer AS count, sum(pending)::integer AS pending FROM throttles',
    );
    expect(rows).toEqual({ count: 0, pending: 0 });
  });

  it('that a failure of our own interrupts do not count', async () => {
    const broken = () => Promise.reject(new Error('the database is away'));
    for (let i = 0; i < 12; i += 1) {
      await expect(desk.logins.guard(email, '203.0.113.9', broken)).rejects.toThrow('is away');
    }
    await desk.signIn(email, demoPassword, '203.0.113.9');
  });
});

describe('the counts', () => {
  it('name nobody, and are deleted when they count no more', async () => {
    await fail(1, 'somebody@office.example', '203.0.113.9');
    const rows = await database.dataSource.query<object[]>('SELECT * FROM throttles');
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/somebody|203\.0/);
    desk.time.advance({ minutes: 59, seconds: 59 });
    await desk.forget.runOnce();
    expect(await desk.counts('throttles')).toEqual({ throttles: 2 });
    desk.time.advance({ seconds: 1 });
    await desk.forget.runOnce();
    expect(await desk.counts('throttles')).toEqual({ throttles: 0 });
  });
});
