import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/store/data-source-options.js';
import { EmbeddedPostgres } from '../../src/store/embedded/embedded-postgres.js';
import { Transactions } from '../../src/store/transactions.js';
import { PGLITE_TEMPLATE, POSTGRES_URL, TEMPLATE_DATABASE } from './database-templates.js';
import { allEntities } from './entities.js';
import { runOn } from './postgres-server.js';

/** Set by the Jest project that runs the spec. */
declare const testDatabase: 'pglite' | 'postgres';

export interface TestDatabase {
  /** For a `Config` with `databaseUrl`, or a client of the test's own. */
  readonly url: string;
  readonly kind: 'pglite' | 'postgres';
  readonly dataSource: DataSource;
  readonly transactions: Transactions;
  /** Connections of their own, as another process has them; whoever asks for them closes them. */
  connect(): Promise<DataSource>;
  close(): Promise<void>;
}

/** An empty, migrated database for one spec file, on the database of its Jest project. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { url, remove } = await (testDatabase === 'pglite' ? copyOfFolder() : copyOnServer());
  const address = { url, poolSize: 10, embedded: testDatabase === 'pglite' };
  const options = dataSourceOptions(address, await allEntities());
  const connect = () => new DataSource(options).initialize();
  const dataSource = await connect();
  return {
    url,
    kind: testDatabase,
    dataSource,
    transactions: new Transactions(dataSource),
    connect,
    close: async () => {
      await dataSource.destroy();
      await remove();
    },
  };
}

interface Copy {
  readonly url: string;
  readonly remove: () => Promise<void>;
}

async function copyOfFolder(): Promise<Copy> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-test-'));
  cpSync(prepared(PGLITE_TEMPLATE), dataDir, { recursive: true });
  const embedded = await EmbeddedPostgres.open(dataDir);
  return {
    url: embedded.url,
    remove: async () => {
      await embedded.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function copyOnServer(): Promise<Copy> {
  const server = prepared(POSTGRES_URL);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await runOn(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE_DATABASE}`);
  return {
    url: server.replace('/postgres?', `/${name}?`),
    remove: () => runOn(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function prepared(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing: run this through Jest's projects.`);
  return value;
}
