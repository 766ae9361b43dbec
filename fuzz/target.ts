import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { PostgresServer } from '../test/support/postgres-server.js';
import { dataDirAt } from '../test/support/running-product.js';

/** What is sent requests. */
export interface Target {
  readonly base: string;
  /** How long its event loop stood still since it was asked before, in milliseconds; null: unknown. */
  delay(): Promise<number | null>;
  stop(): Promise<void>;
}

/** Something that runs already; nobody can look into it. */
export function standing(base: string): Target {
  return { base, delay: () => Promise.resolve(null), stop: () => Promise.resolve() };
}

/** A demonstration of its own on loopback and a PostgreSQL of its own; both are gone at the end. */
export async function ownDemonstration(start: Date): Promise<Target> {
  const server = await PostgresServer.start();
  await server.run('CREATE DATABASE fuzz');
  const dataDir = dataDirAt(start);
  const env = {
    NODE_ENV: 'demonstration',
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    DATABASE_URL: server.url('fuzz'),
    // What is tried is what gets past the limits.
    RATE_LIMIT_ADDRESS: '0',
    RATE_LIMIT_ACCOUNT: '0',
    RATE_LIMIT_SYSTEM: '0',
    RATE_LIMIT_FILINGS: '0',
    // So that those who sign in come from an address that nobody else fails from.
    TRUSTED_PROXIES: '127.0.0.1',
  };
  const child = spawn(
    process.execPath,
    ['--import', './test/support/typescript.mjs', 'fuzz/watched-product.ts'],
    { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
  );
  const log: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log.push(text);
    if (log.length > 200) log.shift();
  });
  const base = await listening(child, log);
  return {
    base,
    delay: async () => {
      child.send('delay');
      const [delay] = (await once(child, 'message')) as [number];
      return delay;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function listening(child: ChildProcess, log: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error(`The demonstration did not start:\n${log.join('\n')}`));
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const base = /listens at (http:\S+)/.exec(text)?.[1];
      if (base !== undefined) resolve(base);
    });
  });
}
