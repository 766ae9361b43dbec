import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { freePort } from '../test/support/free-port.js';
import { unprivilegedOwner } from '../test/support/postgres-server.js';
import { until } from '../test/support/until.js';

const PROGRAMS = '/usr/lib/postgresql/15/bin';

/** Whether Debian's package `postgresql-15` is installed. */
export const hasDebianPostgres = (): boolean => existsSync(join(PROGRAMS, 'postgres'));

/** A server of Debian's PostgreSQL 15 on a port of loopback, as durable as one in use. */
export class DebianPostgres {
  private constructor(
    private readonly folder: string,
    readonly port: number,
    private child: ChildProcess,
  ) {}

  static async primary(): Promise<DebianPostgres> {
    const folder = newFolder();
    run('initdb', [
      '-D',
      join(folder, 'data'),
      '-U',
      'postgres',
      '-A',
      'trust',
      '--locale=C.UTF-8',
    ]);
    return DebianPostgres.start(folder);
  }

  /** A server that follows another one; this comes back once each commit waits for it. */
  static async standbyOf(primary: DebianPostgres): Promise<DebianPostgres> {
    const folder = newFolder();
    const source = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'postgres'];
    run('pg_basebackup', [
      ...source,
      '-D',
      join(folder, 'data'),
      '-R',
      '-X',
      'stream',
      '-c',
      'fast',
    ]);
    const standby = await DebianPostgres.start(folder);
    // Only now, so that the standby does not inherit it and wait for one of its own.
    await primary.query(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await primary.query('SELECT pg_reload_conf()');
    await until(async () => {
      const rows = await primary.query(
        `SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'`,
      );
      return rows.length === 1;
    });
    return standby;
  }

  /** `host:port`, as `DATABASE_URL` lists it. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  url(database = 'postgres'): string {
    return `postgresql://postgres@${this.address}/${database}`;
  }

  async query<Row extends object>(statement: string, database = 'postgres'): Promise<Row[]> {
    const client = new pg.Client(this.url(database));
    await client.connect();
    try {
      return (await client.query<Row>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** The whole database as a file, while it is worked on. */
  async dump(database: string, file: string): Promise<void> {
    await runBeside('pg_dump', [...this.target(database), '-Fc', '-f', file]);
  }

  /** What was there is lost; the dump comes in its place. */
  async restore(database: string, file: string): Promise<void> {
    await this.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await this.query(`CREATE DATABASE ${database}`);
    await runBeside('pg_restore', [...this.target(database), '--exit-on-error', file]);
  }

  private target(database: string): string[] {
    return ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'postgres', '-d', database];
  }

  async promote(): Promise<void> {
    await this.query('SELECT pg_promote()');
  }

  /** As when the machine loses its power: every process at once, in the middle of what it does. */
  async kill(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const gone = once(this.child, 'exit');
    const sessions = childrenOf(pid);
    this.child.kill('SIGKILL');
    for (const each of sessions) killIfThere(each);
    await gone;
  }

  /** As an administrator stops it: whoever is connected is thrown out. */
  async stop(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await gone;
  }

  /** On the same port, with what was stored; comes back when it answers. */
  async startAgain(): Promise<void> {
    this.child = launch(this.folder, this.port);
    await until(() => this.query('SELECT 1'));
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }

  private static async start(folder: string): Promise<DebianPostgres> {
    const port = await freePort();
    const child = launch(folder, port);
    const server = new DebianPostgres(folder, port, child);
    process.once('exit', () => {
      server.child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });
    await until(() => server.query('SELECT 1'));
    return server;
  }
}

function launch(folder: string, port: number): ChildProcess {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'max_connections=200',
  ];
  return spawn(
    join(PROGRAMS, 'postgres'),
    ['-D', join(folder, 'data'), ...settings.flatMap((it) => ['-c', it])],
    { ...unprivilegedOwner(), cwd: folder, stdio: 'ignore' },
  );
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-drill-'));
  const { uid, gid } = unprivilegedOwner();
  if (uid !== undefined) chownSync(folder, uid, gid ?? uid);
  return folder;
}

function run(program: string, options: readonly string[]): void {
  const ended = spawnSync(join(PROGRAMS, program), options, {
    ...unprivilegedOwner(),
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (ended.status !== 0) throw new Error(ended.stderr, { cause: ended.error });
}

/** A program of PostgreSQL, while everything else goes on. */
async function runBeside(program: string, options: readonly string[]): Promise<void> {
  const child = spawn(join(PROGRAMS, program), options, { stdio: ['ignore', 'ignore', 'pipe'] });
  const words = text(child.stderr);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${await words}`);
}

/** A session may end by itself as its server does. */
function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Each session of a server is a process that the server has started. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => parentOf(name) === parent)
    .map(Number);
}

function parentOf(pid: string): number | null {
  try {
    // The name of the program stands in brackets and may hold anything.
    const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return Number(parent);
  } catch {
    // It has ended meanwhile.
    return null;
  }
}
