import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Account } from '../../src/identity/account.entity.js';
import { newKey } from '../support/access-rows.js';
import { FrontDesk } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** What was done about people stays on record. */
const kept = ['accounts', 'account_changes', 'leaves', 'invitations', 'api_keys'] as const;

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  const desk = await FrontDesk.open(database);
  const [admin, handler, head, enterprise] = [
    await desk.principal('admin'),
    await desk.principal('handler.promise.450100'),
    await desk.principal('head.promise.450100'),
    await desk.principal('enterprise1'),
  ];
  const unitId = handler.unitId ?? '';
  const email = 'new@office.example';
  await desk.invitations.invite({ email, name: '经办', role: 'handler', unitId }, admin);
  await desk.invitations.accept(await desk.code(email), 'correct-horse-battery');
  const days = { fromOn: '2027-01-04', untilOn: '2027-01-08' };
  await desk.leaves.enter(head, { deputyId: handler.accountId, ...days });
  const { manager } = database.dataSource;
  await newKey(manager, await manager.findOneByOrFail(Account, { id: enterprise.accountId }));
});
afterAll(() => database.close());

/** Every file of the source but the steps of the schema, which go back as well. */
function sources(): readonly string[] {
  const root = join(import.meta.dirname, '../../src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('migrations'))
    .map((name) => readFileSync(join(root, name), 'utf8'));
}

describe.each(kept)('the rows of %s', (table) => {
  it('are deleted by no statement of the product', () => {
    const deleting = new RegExp(`(DELETE\\s+FROM|TRUNCATE)\\s+${table}\\b`, 'i');
    expect(sources().filter((text) => deleting.test(text))).toEqual([]);
    expect('DELETE FROM ' + table).toMatch(deleting);
  });

  it('are kept by the database, whoever asks', async () => {
    const count = async () => {
      const [row] = await database.dataSource.query<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM ${table}`,
      );
      return row?.n ?? 0;
    };
    const before = await count();
    expect(before).toBeGreaterThan(0);
    for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      await expect(database.dataSource.query(statement)).rejects.toThrow(/is append-only/);
    }
    expect(await count()).toBe(before);
  });
});

describe('what is on record', () => {
  it.each([
    'UPDATE account_changes SET reason = NULL',
    "UPDATE leaves SET until_on = '2027-12-31'",
    'UPDATE leaves SET entered_by = NULL',
  ])('is not changed by %s', async (statement) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow(/append-only|only be/);
  });

  it('of a leave is withdrawn once', async () => {
    const withdraw = () =>
      database.dataSource.query(
        'UPDATE leaves SET withdrawn_at = created_at, withdrawn_by = account_id',
      );
    await withdraw();
    await expect(withdraw()).rejects.toThrow('can only be withdrawn, once');
  });
});
