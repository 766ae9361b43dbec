import type { DataSource } from 'typeorm';
import type { DatabaseSettings } from '../config/database-settings.js';
import { DatabaseUnusable } from './database-sentence.js';
import { changesHands } from './pooler-probe.js';
import { ServerConnection } from './server-connection.js';

/**
 * Looks at what the connections lead to, before anything is written there.
 *
 * @throws DatabaseUnusable on a standby, and behind a pooler that the settings do not tell of
 */
export async function requireUsable(
  dataSource: DataSource,
  settings: DatabaseSettings,
): Promise<void> {
  const { server, takesWrites, isBehindPooler } = await firstConnection(dataSource);
  if (!takesWrites) {
    throw new DatabaseUnusable(
      `The database ${server.name} takes no writes: it is a standby, or ` +
        'default_transaction_read_only is on. Name the primary in DATABASE_URL, or all servers ' +
        'with target_session_attrs=read-write.',
    );
  }
  if (!isBehindPooler || settings.pooler === 'transaction') return;
  const config = {
    connectionString: server.url,
    connectionTimeoutMillis: settings.connectTimeoutMs,
    query_timeout: settings.connectTimeoutMs,
  };
  if (await changesHands(config)) {
    throw new DatabaseUnusable(
      'Between this process and the database stands a connection pooler that gives a session to ' +
        'somebody else after each transaction: set DATABASE_POOLER=transaction, or let it keep a ' +
        'session for one client.',
    );
  }
}

/** A connection as it introduced itself; it is free again when this comes back. */
export async function firstConnection(dataSource: DataSource): Promise<ServerConnection> {
  const runner = dataSource.createQueryRunner();
  try {
    const connection: unknown = await runner.connect();
    if (connection instanceof ServerConnection) return connection;
    throw new Error('The connection is none to a server.');
  } finally {
    await runner.release();
  }
}
