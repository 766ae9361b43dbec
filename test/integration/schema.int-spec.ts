import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { migrations } from '../../src/store/migrations/index.js';
import { migrate } from '../../src/store/migrate.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Entities describe tables and columns; what guards them is written in the migrations alone. */
const ONLY_IN_MIGRATIONS =
  /^(?:DROP INDEX|ALTER TABLE "\w+" DROP CONSTRAINT) .*"(?:fk|ck|uq|ix)_\w+"$/;

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await openTestDatabase();
  dataSource = database.dataSource;
});
afterAll(() => database.close());

async function tables(): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' ORDER BY table_name`,
  );
  return rows.map((row) => row.name);
}

describe('the schema', () => {
  it('is the one that the entities describe', async () => {
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    const differences = upQueries
      .map((it) => it.query)
      .filter((it) => !ONLY_IN_MIGRATIONS.test(it));
    expect(differences).toEqual([]);
  });

  it('gives the tables that grow room and thresholds of their own', async () => {
    const rows = await dataSource.query<{ name: string; options: string[] }[]>(
      `SELECT relname AS name, reloptions AS options FROM pg_class
        WHERE relname IN ('notices', 'clocks', 'cases', 'idempotency_keys') ORDER BY 1`,
    );
    const thresholds = [
      'autovacuum_vacuum_scale_factor=0.02',
      'autovacuum_vacuum_insert_scale_factor=0.02',
      'autovacuum_analyze_scale_factor=0.02',
    ];
    expect(rows).toEqual([
      { name: 'cases', options: thresholds },
      { name: 'clocks', options: thresholds },
      {
        name: 'idempotency_keys',
        options: ['fillfactor=80', 'autovacuum_vacuum_scale_factor=0.05'],
      },
      { name: 'notices', options: ['fillfactor=70', ...thresholds] },
    ]);
  });

  it('goes down to nothing and up again', async () => {
    const before = await tables();
    expect(before).toContain('case_history');
    for (const _ of migrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual(['migrations']);
    await migrate(dataSource);
    expect(await tables()).toEqual(before);
  });

  it('of a later version is refused in a sentence', async () => {
    const later = "('Later1990000000000', 1990000000000)";
    await dataSource.query(`INSERT INTO migrations (name, timestamp) VALUES ${later}`);
    await expect(migrate(dataSource)).rejects.toThrow(
      'by a later version of the product (Later1990',
    );
    await dataSource.query("DELETE FROM migrations WHERE name = 'Later1990000000000'");
    await migrate(dataSource);
  });
});
