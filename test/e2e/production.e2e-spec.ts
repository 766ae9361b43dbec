import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { productionSettings } from '../support/production-settings.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let product: ProductProcess;
let dataDir: string;

const settings = () => ({
  ...productionSettings(database.url, dataDir),
  ROLES: 'http',
});

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-production-'));
  database = await openTestDatabase();
  product = await startProduct(settings());
});
afterAll(async () => {
  await product.stop('SIGTERM');
  await database.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${product.url}${path}`, { headers });

const rows = async () => {
  const [counts] = await database.dataSource.query<[object]>(
    `SELECT (SELECT count(*)::int FROM accounts) AS accounts,
            (SELECT count(*)::int FROM migrations) AS migrations,
            (SELECT count(*)::int FROM enterprises) AS enterprises`,
  );
  return counts;
};

describe('a production process', () => {
  it('has nothing of a demonstration, no account and no page to try things on', async () => {
    for (const path of [
      '/mailbox',
      '/api/v1/mailbox',
      '/api/docs',
      '/api/docs/',
      '/api/docs-json',
      '/api/docs-yaml',
      '/api/openapi.json',
    ]) {
      expect({ path, status: (await ask(path)).status }).toEqual({ path, status: 404 });
    }
    expect(await rows()).toMatchObject({ accounts: 0, enterprises: 0 });
  });

  it('tells browsers to ask by TLS alone', async () => {
    const { headers } = await ask('/healthz');
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    const unreadable = await ask('/api/v1/track/%ZZ');
    expect(unreadable.status).toBe(400);
    expect(unreadable.headers.get('strict-transport-security')).not.toBeNull();
  });

  it('says once that it does not know the proxy in front of it', async () => {
    expect(product.printed()).not.toContain('TRUSTED_PROXIES');
    for (let count = 0; count < 3; count += 1) {
      await ask('/healthz', { 'x-forwarded-for': '203.0.113.7' });
    }
    expect(product.printed().match(/TRUSTED_PROXIES/g)).toHaveLength(1);
  });

  it('shows the page where it is told to', async () => {
    const open = await startProduct({ ...settings(), API_DOCS: 'open' });
    expect((await fetch(`${open.url}/api/docs`)).status).toBe(200);
    expect((await fetch(`${open.url}/api/openapi.json`)).status).toBe(200);
    await open.stop('SIGTERM');
  });
});

describe('a demonstration', () => {
  const demonstration = { NODE_ENV: 'demonstration' };

  it('does not start on the database of an installation, and writes nothing there', async () => {
    const before = await rows();
    const started = startProduct({
      ...demonstration,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
    });
    await expect(started).rejects.toThrow('The database holds real accounts');
    expect(await rows()).toEqual(before);
  });

  it.each([
    [{ NODE_ENV: 'prod' }, 'NODE_ENV must be `production` or `demonstration`.'],
    [{ NODE_ENV: '' }, 'NODE_ENV is missing'],
    [{ HOST: '0.0.0.0' }, 'HOST must be 127.0.0.1'],
    [{ PUBLIC_URL: 'https://qingnuo.example' }, 'PUBLIC_URL must be'],
    [{ DATABSE_URL: 'x' }, 'DATABSE_URL is no setting; is DATABASE_URL meant?'],
  ])('is refused with %j, in a sentence', async (slip, sentence) => {
    const started = startProduct({ ...demonstration, DATABASE_URL: database.url, ...slip });
    await expect(started).rejects.toThrow(sentence);
  });

  it('says that an address to listen at is none of this machine', async () => {
    const started = startProduct({ ...settings(), HOST: 'nowhere.invalid' });
    await expect(started).rejects.toThrow('HOST must be an address of this machine');
  });
});
