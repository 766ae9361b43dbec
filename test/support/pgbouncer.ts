import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.js';
import { unprivilegedOwner } from './postgres-server.js';
import { until } from './until.js';

const PROGRAM = '/usr/sbin/pgbouncer';

/** Whether Debian's package `pgbouncer` is installed. */
export const hasPgBouncer = (): boolean => existsSync(PROGRAM);

/** Sessions of the server: for each client one, or fewer than there are clients. */
const SESSIONS = { session: 30, transaction: 4 };

/** A real PgBouncer in a folder and on a port of its own, before a server that trusts everybody. */
export class PgBouncer {
  private constructor(
    private readonly folder: string,
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  /** @param host where the server is: the folder of its socket, or a name */
  static async start(
    mode: 'session' | 'transaction',
    host: string,
    { port: serverPort = 5432, user = 'postgres', sessions = SESSIONS[mode] } = {},
  ): Promise<PgBouncer> {
    const folder = mkdtempSync(join(tmpdir(), 'qingnuo-pgbouncer-'));
    const owner = unprivilegedOwner();
    if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid ?? owner.uid);
    const port = await freePort();
    const settings = {
      listen_addr: '127.0.0.1',
      listen_port: port,
      unix_socket_dir: '',
      auth_type: 'trust',
      auth_file: join(folder, 'users'),
      pool_mode: mode,
      default_pool_size: sessions,
      max_client_conn: 200,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
    const databases = `[databases]\n* = host=${host} port=${serverPort}\n`;
    writeFileSync(join(folder, 'users'), `"${user}" ""\n`);
    writeFileSync(join(folder, 'ini'), `${databases}[pgbouncer]\n${lines.join('\n')}\n`);
    const child = spawn(PROGRAM, [join(folder, 'ini')], { ...owner, cwd: folder, stdio: 'ignore' });
    const bouncer = new PgBouncer(folder, child, port);
    process.once('exit', () => child.kill('SIGKILL'));
    await until(() => answers(bouncer.url('postgres', user)));
    return bouncer;
  }

  url(database: string, user = 'postgres'): string {
    return `postgresql://${user}@127.0.0.1:${this.port}/${database}`;
  }

  async stop(): Promise<void> {
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('SELECT 1');
  await client.end();
  return true;
}
