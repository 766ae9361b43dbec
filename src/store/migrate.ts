import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import type { Migration } from './migration.js';
import { migrations } from './migrations/index.js';

/** Any number that no other user of the database takes for an advisory lock. */
const MIGRATION_LOCK = 5_406_215_001;

/** The database is of a later version of the product; running on it could destroy data. */
export class SchemaTooNew extends Error {
  override readonly name = 'SchemaTooNew';
}

/** The schema has to be changed, and whoever asks may not do it. */
export class MigrationsPending extends Error {
  override readonly name = 'MigrationsPending';
}

/**
 * Brings the schema up to date. Several processes may start at once: one migrates, the others
 * wait for it. Where there is nothing to do, nothing but the right to read `migrations` is needed.
 *
 * @returns what it did, in order
 * @throws SchemaTooNew
 * @throws MigrationsPending when the role does not own the tables
 */
export async function migrate(dataSource: DataSource): Promise<readonly Migration[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const pending = await pendingOn(runner);
    if (pending.length === 0) return [];
    await requireOwner(runner, pending);
    return await inOneTransaction(runner, async () => {
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'all';
      const executed = await executor.executePendingMigrations();
      // Whoever was waited for may have been of a later version.
      await pendingOn(runner);
      const applied = executed.map(({ instance }) => instance as Migration);
      await writeDownBeside(runner, applied);
      return applied;
    });
  } finally {
    await runner.release();
  }
}

/**
 * What `migrate` would do, in order; nothing is written.
 *
 * @throws SchemaTooNew
 */
export async function pendingMigrations(dataSource: DataSource): Promise<readonly Migration[]> {
  const runner = dataSource.createQueryRunner();
  try {
    const names = await pendingOn(runner);
    const all = migrations.map((Step): Migration => new Step());
    return inOrder(all.filter(({ name }) => names.includes(name)));
  } finally {
    await runner.release();
  }
}

/** As they are carried out: by the instant in their names. */
export function inOrder(steps: readonly Migration[]): readonly Migration[] {
  const instant = ({ name }: Migration) => Number(/\d+$/.exec(name)?.[0]);
  return steps.toSorted((one, other) => instant(one) - instant(other));
}

/** In the same transaction: nobody reads of a step that it forbids what it allows. */
async function writeDownBeside(runner: QueryRunner, applied: readonly Migration[]): Promise<void> {
  const beside = applied.filter(({ besideOld }) => besideOld).map(({ name }) => name);
  if (beside.length === 0) return;
  await runner.query('UPDATE migrations SET beside_old = true WHERE name = ANY($1)', [beside]);
}

/**
 * The lock ends with the transaction. One that belonged to the session would stay on a connection
 * that a pooler hands to somebody else.
 */
async function inOneTransaction<Result>(
  runner: QueryRunner,
  work: () => Promise<Result>,
): Promise<Result> {
  // Whoever was waited for is to be seen, which a transaction with one snapshot would not.
  await runner.startTransaction('READ COMMITTED');
  try {
    // Large tables take their time, whatever the role is allowed otherwise.
    await runner.query(
      `SELECT set_config(name, '0', true) FROM unnest(ARRAY['statement_timeout', 'lock_timeout',
         'idle_in_transaction_session_timeout']) AS name`,
    );
    await runner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const result = await work();
    await runner.commitTransaction();
    return result;
  } catch (error) {
    // The first failure is the one to be told, whether or not the connection still answers.
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}

/** @throws SchemaTooNew */
async function pendingOn(runner: QueryRunner): Promise<readonly string[]> {
  const known = migrations.map((migration) => migration.name);
  const done = await executedMigrations(runner);
  const newer = done.find((name) => !known.includes(name));
  if (newer !== undefined) {
    throw new SchemaTooNew(
      `The database was migrated by a later version of the product (${newer}): ` +
        'start that version, or restore a backup from before.',
    );
  }
  return known.filter((name) => !done.includes(name));
}

async function executedMigrations(runner: QueryRunner): Promise<readonly string[]> {
  const [table] = (await runner.query(`SELECT to_regclass('migrations') AS name`)) as {
    name: string | null;
  }[];
  if (!table?.name) return [];
  const rows = (await runner.query('SELECT name FROM migrations ORDER BY id')) as {
    name: string;
  }[];
  return rows.map(({ name }) => name);
}

/** Looked at before anything is tried: what a runtime role made would belong to that role. */
async function requireOwner(runner: QueryRunner, pending: readonly string[]): Promise<void> {
  const [right] = (await runner.query(
    `SELECT coalesce((SELECT pg_has_role(relowner, 'USAGE') FROM pg_class
                       WHERE oid = to_regclass('migrations')),
                     has_schema_privilege(current_schema(), 'CREATE'), false) AS "isOwner"`,
  )) as { isOwner: boolean }[];
  if (right?.isOwner) return;
  throw new MigrationsPending(
    `The schema of the database is not up to date (${pending.length} migrations wait, the first ` +
      `is ${pending[0] ?? ''}), and this role does not own it: run ` +
      '`npm run migrate` with the DATABASE_URL of its owner.',
  );
}
