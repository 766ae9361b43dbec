import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerLines } from '../support/container-lines.js';
import { hasNginx, Nginx } from '../support/nginx.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { eventsOf } from '../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const MIB = 1024 * 1024;

let database: TestDatabase;
let product: ProductProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'qingnuo-deploy-'));
  database = await openTestDatabase();
  product = await startProduct({
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PUBLIC_URL: 'https://qingnuo.example',
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    SMTP_URL: 'smtps://127.0.0.1:9',
    MAIL_FROM: 'no-reply@qingnuo.example',
    TRUSTED_PROXIES: '127.0.0.1',
    DISK_FREE_MIN_MIB: '0',
    PROBE_LISTEN: '127.0.0.1:0',
    LOG_FORMAT: 'text',
  });
});
afterAll(async () => {
  await product.stop('SIGTERM');
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

(hasNginx() ? describe : describe.skip)('nginx with the file of docs/deploy', () => {
  let nginx: Nginx;

  beforeAll(async () => {
    nginx = await Nginx.start('docs/deploy/nginx.conf', new URL(product.url).host);
  });
  afterAll(() => nginx.stop());

  const hsts = { 'strict-transport-security': 'max-age=31536000' };

  it('tells browsers once to ask by TLS alone, in its own answers, too', async () => {
    const ready = await nginx.ask('/readyz');
    expect(ready).toMatchObject({ status: 200, headers: hsts });
    const own = await nginx.ask('/', { method: 'POST', body: Buffer.alloc(22 * MIB) });
    expect(own).toMatchObject({ status: 413, headers: hsts });
    expect(own.body).toContain('nginx');
  });

  it('takes a body of the largest file, and below /r/ of ten of them', async () => {
    const post = (path: string, mib: number) =>
      nginx.ask(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.alloc(mib * MIB, ' '),
      });
    // What the product says of it, and whether it waits for the end of it, is another matter.
    const isTooLarge = async (path: string, mib: number) => {
      const { status, body } = await post(path, mib);
      return status === 413 && body.includes('nginx');
    };
    const api = '/api/v1/complaints';
    expect(await Promise.all([isTooLarge(api, 20), isTooLarge(api, 22)])).toEqual([false, true]);
    expect(await isTooLarge('/r/token', 60)).toBe(false);
    expect(await isTooLarge('/r/token', 221)).toBe(true);
  });

  it('hands on what the product says of a body that is too large for it', async () => {
    for (let times = 0; times < 5; times += 1) {
      const { status, body } = await nginx.ask('/api/v1/sessions', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: Buffer.alloc(15 * MIB, ' '),
      });
      expect({ status, body }).toEqual({
        status: 413,
        body: expect.stringContaining('BODY_TOO_LARGE') as unknown,
      });
    }
  });

  it('says who asks, whatever the client claims', async () => {
    const client = async () => (await eventsOf(database.dataSource)).at(-1)?.client;
    const signIn = (from: string) =>
      nginx.ask('/api/v1/sessions', {
        method: 'POST',
        from,
        headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7' },
        body: JSON.stringify({ email: 'nobody@office.example', password: 'not the password' }),
      });
    expect((await signIn('127.0.0.9')).status).toBe(401);
    expect(await client()).toBe('127.0.0.9');
    expect((await signIn('127.0.0.8')).status).toBe(401);
    expect(await client()).toBe('127.0.0.8');
  });

  it('writes no secret of an address into its logs', async () => {
    for (const path of [
      '/track/P-2026-450100-000001?code=SECRET',
      '/api/v1/track/P-2026-450100-000001?code=SECRET',
      '/%74rack/P-2026-450100-000001?code=SECRET',
      '/r/SECRET',
      '//r/SECRET?next=SECRET',
      '/r/SECRET/more',
    ]) {
      expect((await nginx.ask(path)).status).toBeGreaterThan(200);
    }
    await nginx.ask('/api/v1/units?kind=promise');
    const logs = nginx.logs();
    expect(logs).toContain('GET /track/P-2026-450100-000001 HTTP');
    expect(logs).toContain('GET /api/v1/track/P-2026-450100-000001 HTTP');
    expect(logs).toContain('GET /r/- HTTP');
    expect(logs).toContain('GET /api/v1/units?kind=promise HTTP');
    expect(logs).not.toContain('SECRET');
  });
});

describe('the health check of the container', () => {
  const [command = ''] = containerLines('HEALTHCHECK').map((line) => line.replace(/^.*? CMD /, ''));
  const [program, ...args] = JSON.parse(command) as string[];
  const probe = () => /health listens at http:\/\/(\S+)/.exec(product.printed())?.[1] ?? '';
  const check = (address: string) => {
    const env = { ...process.env, PROBE_LISTEN: address };
    return execFileSync(program ?? '', args, { env, stdio: 'ignore' });
  };

  it('is content with a process that can work, and with no other', () => {
    expect(() => check(probe())).not.toThrow();
    expect(() => check('127.0.0.1:9')).toThrow();
  });
});
