import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Roles belong to the server, which other spec files use at the same time. */
const suffix = randomBytes(4).toString('hex');
const users = [`qingnuo_a_${suffix}`, `qingnuo_b_${suffix}`] as const;

let database: TestDatabase;
let folder: string;
let owner: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-secrets-'));
  database = await openTestDatabase();
  const [row] = await query<{ owner: string }>('SELECT current_user AS owner');
  owner = row?.owner ?? '';
  for (const user of users) {
    await query(`CREATE ROLE ${user} LOGIN IN ROLE "${owner}"`);
    await query(`ALTER ROLE ${user} SET role = '${owner}'`);
  }
});
afterAll(async () => {
  for (const user of users) await query(`DROP ROLE ${user}`);
  await database.close();
  rmSync(folder, { recursive: true });
});

const query = <Row>(sql: string, values: unknown[] = []) =>
  database.dataSource.query<Row[]>(sql, values);

/** Gives the secret of a user to whoever starts from now on. */
function hand(user: string): string {
  const url = new URL(database.url);
  url.username = user;
  const file = join(folder, 'database-url');
  writeFileSync(file, `${url.href}\n`, { mode: 0o600 });
  return file;
}

const start = (file: string): Promise<ProductProcess> =>
  startProduct({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    DATA_DIR: folder,
    SMTP_URL: 'smtps://127.0.0.1:9',
    PUBLIC_URL: 'https://qingnuo.example',
    MAIL_FROM: 'no-reply@qingnuo.example',
    ROLES: 'http',
    DATABASE_URL_FILE: file,
  });

const isReady = async ({ url }: ProductProcess) => (await fetch(`${url}/readyz`)).status === 200;

async function usersAtWork(): Promise<readonly string[]> {
  const rows = await query<{ user: string }>(
    'SELECT DISTINCT usename AS user FROM pg_stat_activity WHERE usename = ANY($1) ORDER BY 1',
    [users],
  );
  return rows.map(({ user }) => user);
}

describe('a secret in a file', () => {
  it('is changed process by process, the new one beside the old one', async () => {
    const before = await start(hand(users[0]));
    expect(await isReady(before)).toBe(true);
    expect(await usersAtWork()).toEqual([users[0]]);

    const after = await start(hand(users[1]));
    expect(await Promise.all([before, after].map(isReady))).toEqual([true, true]);
    expect(await usersAtWork()).toEqual(users);

    expect(await before.stop('SIGTERM')).toBe(0);
    expect(await isReady(after)).toBe(true);
    expect(await usersAtWork()).toEqual([users[1]]);
    // Nobody is called after the secret, wherever a process shows what it was started with.
    expect(after.printed()).not.toContain(users[1]);
    expect(await after.stop('SIGTERM')).toBe(0);
  });

  it('that cannot be read stops the start in a sentence', async () => {
    await expect(start(join(folder, 'nowhere'))).rejects.toThrow(
      'DATABASE_URL_FILE must be the path of a file that this user may read (ENOENT).',
    );
  });
});

describe('a process of an installation', () => {
  const umaskOf = ({ pid }: ProductProcess) =>
    /^Umask:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];

  // Where the system tells it; elsewhere there is nothing to look at.
  (existsSync('/proc/self/status') ? it : it.skip)('writes for its user alone', async () => {
    const product = await start(hand(users[0]));
    expect(umaskOf(product)).toBe('0077');
    await product.stop('SIGTERM');
    // Whoever tries it out has the files that they expect.
    const own = await openTestDatabase();
    const demonstration = await startProduct({ DATABASE_URL: own.url, DATA_DIR: folder });
    expect(umaskOf(demonstration)).not.toBe('0077');
    await demonstration.stop('SIGTERM');
    await own.close();
  });
});
