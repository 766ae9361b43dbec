import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Principal } from '../../src/identity/principal.js';
import { DepartedOfficerCases } from '../../src/staff/departed-officer-cases.js';
import { Departures } from '../../src/staff/departures.js';
import { EngineUnderTest } from '../support/engine-under-test.js';
import { FrontDesk, refusal } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;
let desk: FrontDesk;
let departures: Departures;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  desk = await FrontDesk.open(database);
  const { transactions } = database;
  const cases = new DepartedOfficerCases(transactions, office.engine, desk.time);
  departures = new Departures(transactions, desk.time, cases);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

async function admins(): Promise<readonly string[]> {
  const rows = await database.dataSource.query<{ id: string }[]>(
    "SELECT id FROM accounts WHERE role = 'admin' AND status = 'active' ORDER BY id",
  );
  return rows.map(({ id }) => id);
}

/** Administrators of the same unit, so many more. */
async function hire(count: number): Promise<readonly Principal[]> {
  const emails = Array.from({ length: count }, () => `${randomUUID()}@platform.example`);
  for (const email of emails) {
    await database.dataSource.query(
      `INSERT INTO accounts (id, email, password_hash, name, role, language, unit_id, status, created_at)
       SELECT $1, $2, '', '管理员', role, language, unit_id, 'active', created_at FROM accounts
        WHERE email = 'admin@demo.qingnuo.example'`,
      [randomUUID(), email],
    );
  }
  return Promise.all(emails.map((email) => desk.principal(email)));
}

describe('a departure', () => {
  it('is on record: who, when and why, once', async () => {
    const admin = await desk.principal('admin');
    const { accountId } = await desk.principal('observer');
    await departures.depart(admin, accountId, '调离');
    desk.time.advance({ ms: 1 });
    await departures.depart(admin, accountId, '再次');
    const rows = await database.dataSource.query(
      `SELECT change, made_by AS by, reason FROM account_changes WHERE account_id = $1`,
      [accountId],
    );
    expect(rows).toEqual([{ change: 'left', by: admin.accountId, reason: '调离' }]);
  });

  it('of two administrators by each other at once is one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const before = await admins();
      const [one, other] = await hire(2);
      if (!one || !other) throw new Error('Nobody was hired.');
      const outcomes = await Promise.allSettled([
        departures.depart(one, other.accountId),
        departures.depart(other, one.accountId),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const refused = outcomes.flatMap((it) =>
        it.status === 'rejected' ? [it.reason as unknown] : [],
      );
      expect(refused).toMatchObject([{ code: 'UNAUTHENTICATED' }]);
      expect(await admins()).toHaveLength(before.length + 1);
    }
  });

  it('of all administrators by each other at once leaves one', async () => {
    const hired = await hire(6);
    const names = (await admins()).filter((id) => !hired.some(({ accountId }) => accountId === id));
    const [first] = hired;
    if (!first) throw new Error('Nobody was hired.');
    for (const id of names) await departures.depart(first, id);
    expect(await admins()).toHaveLength(6);
    const everybody = hired.flatMap((by) =>
      hired.filter((it) => it !== by).map((it) => departures.depart(by, it.accountId)),
    );
    await Promise.allSettled(everybody);
    const [last, ...more] = await admins();
    expect([typeof last, more]).toEqual(['string', []]);
    const survivor = hired.find(({ accountId }) => accountId === last);
    if (!survivor) throw new Error('Somebody else is left.');
    const gone = hired.find((it) => it !== survivor);
    const late = await refusal(departures.depart(gone ?? survivor, survivor.accountId));
    expect(late).toMatchObject({ code: 'UNAUTHENTICATED' });
    const own = await refusal(departures.depart(survivor, survivor.accountId));
    expect(own).toMatchObject({ code: 'INPUT_INVALID' });
    // By any way: the database itself lets nobody end the last one.
    for (const change of ["status = 'left'", "role = 'observer'"]) {
      const statement = `UPDATE accounts SET ${change} WHERE role = 'admin'`;
      await expect(database.dataSource.query(statement)).rejects.toThrow('the last administrator');
    }
    expect(await admins()).toEqual([last]);
  });
});
