import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { troubleOf } from '../../../src/store/database-trouble.js';
import { openDataSource } from '../../../src/store/open-data-source.js';
import { freePort } from '../../support/free-port.js';
import { PostgresServer } from '../../support/postgres-server.js';
import { until } from '../../support/until.js';

let one: PostgresServer;
let two: PostgresServer;
let closed: number;
const opened: DataSource[] = [];

beforeAll(async () => {
  closed = await freePort();
  [one, two] = await Promise.all([PostgresServer.start(), PostgresServer.start()]);
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((it) => it.destroy()));
  await Promise.all([one, two].map((server) => readOnly(server, false)));
});
afterAll(() => Promise.all([one.stop(), two.stop()]));

/** As a server is after a failover; sessions that are open notice it with their next transaction. */
async function readOnly(server: PostgresServer, on: boolean): Promise<void> {
  await server.run('BEGIN READ WRITE; DROP TABLE IF EXISTS nothing; COMMIT');
  await server.run(`ALTER SYSTEM SET default_transaction_read_only = ${on ? 'on' : 'off'}`);
  await server.run('SELECT pg_reload_conf()');
}

/** A host is the folder of a socket, or a name. */
async function open(hosts: readonly string[], query = '', ports = '5432'): Promise<DataSource> {
  const dataSource = await openDataSource({
    databaseUrl: `postgresql://postgres@localhost/postgres?host=${hosts.join(',')}&port=${ports}${query}`,
    databasePoolSize: 2,
    dataDir: '',
    mode: 'demo',
  });
  opened.push(dataSource);
  return dataSource;
}

async function folderOf(dataSource: DataSource): Promise<string> {
  const [row] = await dataSource.query<[{ folder: string }]>(
    `SELECT current_setting('unix_socket_directories') AS folder`,
  );
  return row.folder;
}

describe('several servers', () => {
  it('are tried in their order, and the first that works is worked with', async () => {
    expect(await folderOf(await open([one.folder, two.folder]))).toBe(one.folder);
    expect(await folderOf(await open([two.folder, one.folder]))).toBe(two.folder);
    const found = await open(['127.0.0.1', two.folder], '', `${closed},5432`);
    expect(await folderOf(found)).toBe(two.folder);
  });

  it('are passed over while they are read-only, unless any will do', async () => {
    await readOnly(one, true);
    expect(await folderOf(await open([one.folder, two.folder]))).toBe(two.folder);
    const writing = await open([one.folder, two.folder], '&target_session_attrs=read-write');
    expect(await folderOf(writing)).toBe(two.folder);
    // Read-only for another reason than a primary that it follows.
    for (const target of ['any', 'primary']) {
      const refused = open([one.folder, two.folder], `&target_session_attrs=${target}`);
      await expect(refused).rejects.toThrow(`${one.folder}:5432 takes no writes`);
    }
  });

  it('are left when they become read-only, with every connection to them', async () => {
    const dataSource = await open([one.folder, two.folder]);
    const write = () => dataSource.query('CREATE TABLE IF NOT EXISTS nothing ()');
    await write();
    await readOnly(one, true);
    // The signal reaches each session before its next statement or after it.
    const refused = await until(() =>
      write().then(
        () => null,
        (error: unknown) => error,
      ),
    );
    expect(troubleOf(refused)).toMatchObject({ kind: 'readOnly', reason: '25006' });
    await write();
    expect(await folderOf(dataSource)).toBe(two.folder);
  });

  it('say all together why none of them will do', async () => {
    await readOnly(two, true);
    const hosts = ['127.0.0.1', two.folder];
    await expect(open(hosts, '', `${closed},5432`)).rejects.toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringContaining('does not answer (ECONNREFUSED)'),
    });
    await expect(open([two.folder], '&target_session_attrs=read-write')).rejects.toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringContaining(`takes no writes (${two.folder}:5432 is read-only)`),
    });
  });

  it('are left when they are gone', async () => {
    const dataSource = await open([one.folder, two.folder]);
    expect(await folderOf(dataSource)).toBe(one.folder);
    await one.stop();
    // What was open says so once; what is opened next goes elsewhere.
    await folderOf(dataSource).catch(() => undefined);
    await folderOf(dataSource).catch(() => undefined);
    expect(await folderOf(dataSource)).toBe(two.folder);
    one = await PostgresServer.start();
  });
});

describe('a single server that takes no writes', () => {
  it('is refused in a sentence before anything is written', async () => {
    await readOnly(one, true);
    await expect(open([one.folder])).rejects.toMatchObject({
      name: 'DatabaseUnusable',
      message: expect.stringContaining('Name the primary in DATABASE_URL'),
    });
  });
});
