import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../../src/store/data-source-options.js';
import { EmbeddedPostgres } from '../../../src/store/embedded/embedded-postgres.js';
import { PGLITE_TEMPLATE } from '../../support/database-templates.js';

const DEEP = 'a-folder-with-a-long-name'.repeat(4);

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qingnuo-lock-'));
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function folder(name = 'data'): string {
  const dataDir = join(root, name);
  cpSync(process.env[PGLITE_TEMPLATE]!, dataDir, { recursive: true });
  return dataDir;
}

async function answer(embedded: EmbeddedPostgres): Promise<unknown> {
  const options = dataSourceOptions({ url: embedded.url, poolSize: 1 });
  const dataSource = await new DataSource(options).initialize();
  const [row] = await dataSource.query<unknown[]>('SELECT 1 AS one');
  await dataSource.destroy();
  return row;
}

async function pidOfDeadProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await once(child, 'exit');
  return child.pid!;
}

describe('the data folder', () => {
  it('belongs to one process at a time, and says to whom', async () => {
    const dataDir = folder();
    const first = await EmbeddedPostgres.open(dataDir);
    await expect(EmbeddedPostgres.open(dataDir)).rejects.toThrow(
      `The data folder ${dataDir} is in use by process ${process.pid}: stop that one first`,
    );
    expect(await answer(first)).toEqual({ one: 1 });
    await first.close();

    const second = await EmbeddedPostgres.open(dataDir);
    expect(await answer(second)).toEqual({ one: 1 });
    await second.close();
    expect(readdirSync(dataDir)).toEqual(['postgres']);
  });

  it('is freed from the lock and the socket of a killed process', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'lock'), `${await pidOfDeadProcess()} 4711`);
    writeFileSync(join(dataDir, '.s.PGSQL.5432'), '');
    const embedded = await EmbeddedPostgres.open(dataDir);
    expect(await answer(embedded)).toEqual({ one: 1 });
    await embedded.close();
  });

  it('is freed from the lock of a killed process whose number is in use again', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'lock'), `${process.pid} 4711`);
    await (await EmbeddedPostgres.open(dataDir)).close();
  });

  it('is closed to other users', async () => {
    const dataDir = folder();
    const embedded = await EmbeddedPostgres.open(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await embedded.close();
  });

  it('may have a path too long for a socket', async () => {
    const embedded = await EmbeddedPostgres.open(folder(DEEP));
    const socketFolder = new URL(embedded.url).searchParams.get('host')!;
    expect(socketFolder.startsWith(tmpdir())).toBe(true);
    expect(statSync(socketFolder).mode & 0o777).toBe(0o700);
    expect(await answer(embedded)).toEqual({ one: 1 });
    await embedded.close();
    expect(() => statSync(socketFolder)).toThrow('ENOENT');
  });

  it('is created anew over what a killed first start has left', async () => {
    const dataDir = join(root, 'fresh');
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    const embedded = await EmbeddedPostgres.open(dataDir);
    expect(await answer(embedded)).toEqual({ one: 1 });
    await embedded.close();
    expect(readdirSync(dataDir)).toEqual(['postgres']);
  });
});
