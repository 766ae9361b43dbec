import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { webProcess } from '../bench/settings.js';
import { startProduct, type ProductProcess } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import { DebianPostgres } from './debian-postgres.js';

export const DATABASE = 'qingnuo';

type Settings = Readonly<Record<string, string>>;
type Closing = () => Promise<unknown>;

/** Everything that an installation has around its processes, seeded, and nobody at work yet. */
export interface Installation {
  readonly server: DebianPostgres;
  readonly mail: TestMailServer;
  /** For whatever a drill keeps; it goes with the installation. */
  readonly folder: string;
  /** Of a process in production with all roles. */
  readonly settings: Settings;
  /**
   * Starts a process with these settings and its own, by a program before it if there is one; it
   * ends with the installation.
   */
  readonly start: (own?: Settings, through?: readonly string[]) => Promise<ProductProcess>;
  /** Has something of the drill's own closed with the installation: what came last goes first. */
  readonly closeWith: (close: Closing) => void;
}

/** Where the tables lie, if not in the server's own folder. */
interface Place {
  readonly tablespace?: string;
}

/** Sets an installation up for a drill, and takes it down again, whatever happens. */
export async function withInstallation<Result>(
  drill: (installation: Installation) => Promise<Result>,
  place: Place = {},
): Promise<Result> {
  const closings: Closing[] = [];
  try {
    return await drill(await setUp(closings, place));
  } finally {
    await closeAll(closings.toReversed());
  }
}

/**
 * Nothing that may leave now waits any more.
 *
 * @param aheadMs how far the clock of those who send is ahead of the database's
 */
export async function lettersLeft(
  { server }: Installation,
  { timeout = 120_000, aheadMs = 0 } = {},
): Promise<void> {
  const due = `SELECT 1 FROM notices WHERE status = 'pending'
                  AND release_at <= now() + interval '${aheadMs} ms'`;
  await until(async () => (await server.query(due, DATABASE)).length === 0, { timeout });
}

async function setUp(closings: Closing[], { tablespace }: Place): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-drill-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
  };
  // Somebody may end the drill in the middle.
  process.once('exit', remove);
  closings.push(async () => {
    process.off('exit', remove);
    remove();
  });
  const server = await DebianPostgres.primary();
  closings.push(() => server.remove());
  const mail = await TestMailServer.start();
  closings.push(() => mail.down());
  if (tablespace !== undefined)
    await server.query(`CREATE TABLESPACE apart LOCATION '${tablespace}'`);
  const where = tablespace === undefined ? '' : 'TABLESPACE apart';
  await server.query(`CREATE DATABASE ${DATABASE} ${where}`);
  await seedInstallation(server.url(DATABASE), new Date());
  const settings = {
    ...webProcess(server.url(DATABASE)),
    ROLES: 'http,sweeper,dispatcher',
    DATA_DIR: folder,
    SMTP_URL: await mail.url(),
    ALLOW_PLAIN_SMTP: '1',
  };
  const start = async (own: Settings = {}, through: readonly string[] = []) => {
    const product = await startProduct({ ...settings, ...own }, through);
    closings.push(() => product.stop('SIGTERM'));
    return product;
  };
  const closeWith = (close: Closing) => {
    closings.push(close);
  };
  return { server, mail, folder, settings, start, closeWith };
}

/** One that fails keeps none of the others from being closed. */
async function closeAll([close, ...others]: readonly Closing[]): Promise<void> {
  if (!close) return;
  try {
    await close();
  } finally {
    await closeAll(others);
  }
}
