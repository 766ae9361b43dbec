import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { migrations } from './migrations/index.js';

/** Any number that no other user of the database takes for an advisory lock. */
const MIGRATION_LOCK = 5_406_215_001;

/** The database is of a later version of the product; running on it could destroy data. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others
 * wait for it.
 * @throws SchemaTooNew
 */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      // On the connection that holds the lock: a small pool may have no second one to give.
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'all';
      await executor.executePendingMigrations();
      await refuseNewerSchema(runner);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
  }
}

async function refuseNewerSchema(runner: QueryRunner): Promise<void> {
  const known = migrations.map((migration) => migration.name);
  const newer = (await runner.query(
    'SELECT name FROM migrations WHERE NOT name = ANY($1) ORDER BY id LIMIT 1',
    [known],
  )) as { name: string }[];
  if (newer[0]) {
    throw new SchemaTooNew(
      `The database was migrated by a later version of the product (${newer[0].name}): ` +
        'start that version, or restore a backup from before.',
    );
  }
}
