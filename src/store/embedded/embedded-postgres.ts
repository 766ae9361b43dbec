import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { FolderLock } from './folder-lock.js';
import { SocketFolder } from './socket-folder.js';

/**
 * PostgreSQL inside the product: PGlite in a worker thread, served on a Unix socket, so that
 * `pg` and TypeORM are used unchanged and requests are not held up by queries.
 */
export class EmbeddedPostgres {
  private constructor(
    /** For `pg`: a socket in a folder, no password. */
    readonly url: string,
    private readonly worker: Worker,
    private readonly lock: FolderLock,
    private readonly socket: SocketFolder,
  ) {}

  /**
   * Opens the database of a folder and creates both if need be.
   * @throws FolderInUse when another process has it open
   */
  static async open(dataDir: string): Promise<EmbeddedPostgres> {
    mkdirSync(dataDir, { recursive: true });
    chmodSync(dataDir, 0o700);
    const lock = FolderLock.take(dataDir);
    try {
      const cluster = await clusterIn(dataDir);
      const socket = SocketFolder.near(dataDir);
      const worker = new Worker(new URL('./serve-cluster.js', import.meta.url), {
        workerData: [cluster, socket.socketPath],
        execArgv: [],
      });
      await once(worker, 'message');
      const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(socket.path)}`;
      return new EmbeddedPostgres(url, worker, lock, socket);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  /** Writes everything out and lets go of the folder; connections must be closed before. */
  async close(): Promise<void> {
    const exit = once(this.worker, 'exit');
    this.worker.postMessage('close');
    await exit;
    this.socket.remove();
    this.lock.release();
  }
}

/** The folder of the cluster; renamed into place when complete, so a kill leaves no half of one. */
async function clusterIn(dataDir: string): Promise<string> {
  const cluster = join(dataDir, 'postgres');
  if (existsSync(cluster)) return cluster;
  const draft = join(dataDir, 'postgres.new');
  rmSync(draft, { force: true, recursive: true, maxRetries: 5 });
  const program = new URL('./create-cluster.js', import.meta.url);
  const creation = once(fork(program, [draft], { execArgv: [] }), 'exit') as Promise<[number]>;
  const [code] = await creation;
  if (code !== 0) throw new Error(`The embedded database could not be created in ${draft}.`);
  renameSync(draft, cluster);
  return cluster;
}
