import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataSource } from '../../src/store/open-data-source.js';
import { PostgresServer } from './postgres-server.js';

/** Where the spec files, which run in other processes, find what the run has prepared. */
export const PGLITE_TEMPLATE = 'QINGNUO_TEST_PGLITE_TEMPLATE';
export const POSTGRES_URL = 'QINGNUO_TEST_POSTGRES_URL';

/** The migrated database that each spec file gets a copy of. */
export const TEMPLATE_DATABASE = 'qingnuo_template';

let server: PostgresServer | undefined;

/** One server for the run, however many projects ask for it. */
export async function preparePostgres(): Promise<void> {
  if (server) return;
  server = await PostgresServer.start();
  process.env[POSTGRES_URL] = server.url();

  const admin = await openDataSource({
    databaseUrl: server.url(),
    databasePoolSize: 1,
    dataDir: '',
    mode: 'demo',
  });
  await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await admin.destroy();
  const databaseUrl = server.url(TEMPLATE_DATABASE);
  const template = await openDataSource({
    databaseUrl,
    databasePoolSize: 2,
    dataDir: '',
    mode: 'demo',
  });
  await template.destroy();
}

export async function removePostgres(): Promise<void> {
  await server?.stop();
  server = undefined;
}

/** A migrated data folder of the embedded database; creating one takes seconds, copying does not. */
export async function preparePglite(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-template-'));
  process.env[PGLITE_TEMPLATE] = dataDir;
  const template = await openDataSource({
    databaseUrl: null,
    databasePoolSize: 2,
    dataDir,
    mode: 'demo',
  });
  await template.destroy();
}

export function removePglite(): void {
  const dataDir = process.env[PGLITE_TEMPLATE];
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
}
