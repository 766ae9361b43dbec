import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashPassword } from '../../src/identity/password.js';
import { fingerprint } from '../../src/identity/fingerprint.js';
import { migrate } from '../../src/store/migrate.js';
import { FrontDesk } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const email = 'before@demo.qingnuo.example';
const token = 't'.repeat(43);
const ids = {
  account: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a61',
  enterprise: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a62',
};

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const query = <Row>(sql: string, values: unknown[] = []) =>
  database.dataSource.query<Row[]>(sql, values);

async function hasStatus(): Promise<boolean> {
  const columns = await query(
    `SELECT 1 FROM information_schema.columns
      WHERE table_name = 'accounts' AND column_name = 'status'`,
  );
  return columns.length > 0;
}

describe('an account of an earlier version', () => {
  it('is in service after the migration, and so is its session', async () => {
    while (await hasStatus()) await database.dataSource.undoLastMigration();
    const at = new Date('2026-03-02T01:00:00Z');
    await query("INSERT INTO divisions VALUES ('450100', '南宁市', 'Nanning', 'city', NULL)");
    await query("INSERT INTO enterprises VALUES ($1, '91450100MA0TEXT215', '示例企业', '450100')", [
      ids.enterprise,
    ]);
    await query(
      `INSERT INTO accounts
         (id, email, password_hash, name, role, language, enterprise_id, created_at)
       VALUES ($1, $2, $3, '示例企业', 'enterprise', 'zh-CN', $4, $5)`,
      [ids.account, email, await hashPassword('correct-horse'), ids.enterprise, at],
    );
    await query('INSERT INTO sessions VALUES ($1, $2, $3, $4)', [
      fingerprint(token),
      ids.account,
      at,
      new Date('2026-03-02T13:00:00Z'),
    ]);

    await migrate(database.dataSource);
    const desk = await FrontDesk.open(database);
    expect(await desk.bearer(token)).toMatchObject({ email, role: 'enterprise' });
    expect(await desk.sessions.list(ids.account)).toMatchObject([
      { createdAt: at, lastSeenAt: at },
    ]);
    await desk.signIn(email, 'correct-horse');
  });
});
