import { hash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Connections of a web process, as many as there are clients. */
export const POOL_SIZE = 16;

/** What processes kept on disk goes with the program that had them started. */
const folders = new Set<string>();
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A web process of an installation that splits its roles: nobody sends mail meanwhile. */
export function webProcess(databaseUrl: string): Record<string, string> {
  // A machine remembers the database that it worked on: each has a folder of its own.
  const folder = join(tmpdir(), `qingnuo-${hash('sha256', databaseUrl).slice(0, 12)}`);
  folders.add(folder);
  return {
    NODE_ENV: 'production',
    MAIL_DOMAIN_PER_MINUTE: '0',
    MAIL_DOMAIN_AT_ONCE: '8',
    ROLES: 'http',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://qingnuo.example',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    DATABASE_POOL_SIZE: String(POOL_SIZE),
    SMTP_URL: 'smtp://127.0.0.1:25?requireTLS=true',
    // A handful of accounts do what those of a region do.
    RATE_LIMIT_ADDRESS: '999999999',
    RATE_LIMIT_ACCOUNT: '999999999',
    RATE_LIMIT_SYSTEM: '999999999',
    RATE_LIMIT_FILINGS: '999999999',
    MAIL_FROM: 'no-reply@qingnuo.example',
  };
}
