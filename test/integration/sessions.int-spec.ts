import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoAccounts, demoPassword } from '../../seeds/demo-accounts.js';
import { seed } from '../../seeds/run.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Sessions } from '../../src/identity/sessions.js';
import { SessionTime } from '../../src/kernel/time-source.js';
import { KnownUnits } from '../../src/parties/known-units.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

class SetTime extends SessionTime {
  at = new Date('2026-03-02T01:00:00Z');

  override now(): Date {
    return this.at;
  }
}

const email = 'handler.promise.450100@demo.qingnuo.example';
let database: TestDatabase;
let time: SetTime;
let sessions: Sessions;

beforeAll(async () => {
  database = await openTestDatabase();
  await seed(database.transactions, { demo: true, at: new Date('2026-03-02T01:00:00Z') });
});
afterAll(() => database.close());

beforeEach(() => {
  time = new SetTime();
  const config = loadConfig({ SESSION_HOURS: '12' });
  sessions = new Sessions(database.transactions, time, config, new KnownUnits());
});

describe('a session', () => {
  it('knows its account with the unit of the officer', async () => {
    const { token, expiresAt, account } = await sessions.open(email.toUpperCase(), demoPassword);
    expect(expiresAt).toEqual(new Date('2026-03-02T13:00:00Z'));
    expect(account).not.toHaveProperty('passwordHash');
    const principal = await sessions.findPrincipal(token);
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
      const opened = await sessions.open(`${account}@demo.qingnuo.example`, demoPassword);
      expect(opened.account.email).toBe(`${account}@demo.qingnuo.example`);
    }
    expect(new Set(demoAccounts().map(({ role }) => role)).size).toBe(11);
  });

  it('is refused in the same words for a wrong password and an unknown account', async () => {
    const refusals = await Promise.all(
      [email, 'nobody@demo.qingnuo.example'].map((each) =>
        sessions.open(each, 'wrong').catch((error: unknown) => error),
      ),
    );
    expect(refusals[0]).toMatchObject({ code: 'CREDENTIALS_REFUSED' });
    expect(refusals[1]).toEqual(refusals[0]);
  });

  it('ends with its time, to the moment', async () => {
    const { token, expiresAt } = await sessions.open(email, demoPassword);
    time.at = new Date(expiresAt.getTime() - 1);
    expect(await sessions.findPrincipal(token)).not.toBeNull();
    time.at = expiresAt;
    expect(await sessions.findPrincipal(token)).toBeNull();
  });

  it('ends when its bearer closes it, and only that one', async () => {
    const [one, two] = [
      await sessions.open(email, demoPassword),
      await sessions.open(email, demoPassword),
    ];
    await sessions.close(one.token);
    expect(await sessions.findPrincipal(one.token)).toBeNull();
    expect(await sessions.findPrincipal(two.token)).not.toBeNull();
  });

  it('is not stored in a form that could be used', async () => {
    const { token } = await sessions.open(email, demoPassword);
    const rows = await database.dataSource.query<object[]>('SELECT * FROM sessions');
    expect(JSON.stringify(rows)).not.toContain(token);
    const [account] = await database.dataSource.query<{ password_hash: string }[]>(
      'SELECT password_hash FROM accounts LIMIT 1',
    );
    expect(account?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});
