import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../../src/store/migrations/index.js';
import { openDataSource } from '../../../src/store/open-data-source.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

describe('several processes on one server', () => {
  it('migrate it once when they start together, each with the smallest pool', async () => {
    for (const _ of migrations) await database.dataSource.undoLastMigration();
    const started = await Promise.all(
      Array.from({ length: 4 }, () =>
        openDataSource({
          databaseUrl: database.url,
          databasePoolSize: 1,
          dataDir: '',
          mode: 'demo',
        }),
      ),
    );
    expect(await started[0]!.query('SELECT name FROM migrations')).toHaveLength(migrations.length);
    await Promise.all(started.map((it) => it.destroy()));
  });
});
