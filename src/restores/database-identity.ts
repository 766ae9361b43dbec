import type { EntityManager } from 'typeorm';

type Database = Pick<EntityManager, 'query'>;

/** By what a database differs from every copy of it: a copy has another one of these. */
export interface DatabaseIdentity {
  /** Null where the role may not ask for it. */
  readonly systemId: string | null;
  readonly databaseId: string;
}

/**
 * The same after a restart and after a failover to a standby; another one after `pg_restore`, on
 * another server or beside the database as it was, after `pg_upgrade`, and in a copy for tests.
 */
export async function identityOf(database: Database): Promise<DatabaseIdentity> {
  const [right] = await database.query<[{ may: boolean }]>(
    `SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AS may`,
  );
  const systemId = right.may ? '(SELECT system_identifier::text FROM pg_control_system())' : 'NULL';
  const [identity] = await database.query<[DatabaseIdentity]>(
    `SELECT ${systemId} AS "systemId", oid::text AS "databaseId"
       FROM pg_database WHERE datname = current_database()`,
  );
  return identity;
}
