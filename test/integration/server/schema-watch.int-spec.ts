import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { migrations } from '../../../src/store/migrations/index.js';
import { inOrder, migrate, pendingMigrations } from '../../../src/store/migrate.js';
import type { Migration } from '../../../src/store/migration.js';
import { SchemaWatch } from '../../../src/store/schema-watch.js';
import { Transactions } from '../../../src/store/transactions.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let watch: SchemaWatch;
const told: string[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  jest.spyOn(Logger.prototype, 'warn').mockImplementation((message: string) => {
    told.push(message);
  });
  watch = new SchemaWatch(database.dataSource);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await database.close();
});
afterEach(async () => {
  await query(`DELETE FROM migrations WHERE name LIKE 'Later%'`);
  await watch.look();
  told.length = 0;
});

const query = (sql: string) => database.dataSource.query<object[]>(sql);

/** What a later version does, of which this one has never heard. */
const migrateLater = (name: string, besideOld: boolean) =>
  query(
    `INSERT INTO migrations (name, timestamp, beside_old)
     VALUES ('${name}', 1990000000000, ${String(besideOld)})`,
  );

describe('a process whose database was migrated by a later version', () => {
  it('goes on where each migration allows it, and says so once', async () => {
    expect(await watch.look()).toEqual({ standing: false, sentence: null });
    expect(told).toEqual([]);
    await migrateLater('Later1990000000000', true);
    for (const _ of [1, 2, 3]) {
      expect(await watch.look()).toMatchObject({
        standing: false,
        sentence: expect.stringContaining('(Later1990000000000), beside which this one may go on'),
      });
    }
    expect(told).toHaveLength(1);
  });

  it('stands still where one of them does not, says so once, and works again after', async () => {
    const transactions = new Transactions(database.dataSource, watch);
    const work = jest.fn(() => Promise.resolve());
    await migrateLater('Later1990000000000', true);
    await migrateLater('LaterAgain1990000000001', false);
    for (const _ of [1, 2, 3]) await watch.look();
    expect(watch.state()).toMatchObject({
      standing: true,
      sentence: expect.stringContaining('(LaterAgain1990000000001), beside which this one cannot'),
    });
    expect(told).toEqual([watch.state().sentence]);
    const refusal = { code: 'UNAVAILABLE', message: watch.state().sentence };
    await expect(transactions.run(work)).rejects.toMatchObject(refusal);
    expect(() => transactions.manager).toThrow(expect.objectContaining(refusal));
    expect(work).not.toHaveBeenCalled();

    await query(`UPDATE migrations SET beside_old = true WHERE name LIKE 'Later%'`);
    await watch.look();
    await transactions.run(work);
    expect(work).toHaveBeenCalledTimes(1);
    expect(transactions.manager).toBe(database.dataSource.manager);
    expect(told).toHaveLength(2);
  });
});

describe('a migration', () => {
  const all = inOrder(migrations.map((Step): Migration => new Step()));

  it('writes down whether the version before may go on beside it', async () => {
    for (const _ of migrations) await database.dataSource.undoLastMigration();
    expect(await pendingMigrations(database.dataSource)).toEqual(all);
    expect(await query('SELECT name FROM migrations')).toEqual([]);
    expect(await migrate(database.dataSource)).toEqual(all);
    expect(await pendingMigrations(database.dataSource)).toEqual([]);
    expect(await migrate(database.dataSource)).toEqual([]);
    const rows = await query('SELECT name, beside_old AS "besideOld" FROM migrations ORDER BY id');
    expect(rows).toEqual(all.map(({ name, besideOld = false }) => ({ name, besideOld })));
    expect(new Set(all.map(({ besideOld = false }) => besideOld))).toEqual(new Set([true, false]));
  });

  it('that fails leaves nothing of itself and of those with it', async () => {
    const columns = `SELECT FROM information_schema.columns WHERE column_name = 'beside_old'`;
    while ((await query(columns)).length > 0) await database.dataSource.undoLastMigration();
    const before = await query('SELECT name FROM migrations ORDER BY id');
    // What the last one adds is there already.
    await query('ALTER TABLE migrations ADD COLUMN beside_old text');
    await expect(migrate(database.dataSource)).rejects.toThrow('already exists');
    expect(await query('SELECT name FROM migrations ORDER BY id')).toEqual(before);
    await query('ALTER TABLE migrations DROP COLUMN beside_old');
    await migrate(database.dataSource);
  });
});
