import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { seed } from '../../../seeds/run.js';
import type { Mode } from '../../../src/config/config.js';
import { newId } from '../../../src/kernel/ids.js';
import { requireInstallation } from '../../../src/store/installation.js';
import { migrate } from '../../../src/store/migrate.js';
import { migrations } from '../../../src/store/migrations/index.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const at = new Date('2026-03-02T01:00:00Z');
const modes: readonly Mode[] = ['demo', 'production'];
const installation = migrations.findIndex(({ name }) => name.startsWith('Installation'));

let database: TestDatabase;

beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(() => database.close());

const seedAs = (mode: Mode) => seed(database.transactions, { demo: mode === 'demo', at });
const look = (mode: Mode) => requireInstallation(database.dataSource, mode);
const accounts = async () => {
  const rows = await database.dataSource.query<{ email: string }[]>('SELECT email FROM accounts');
  return rows.length;
};
const somebody = () =>
  database.dataSource.query(
    `INSERT INTO accounts (id, email, password_hash, name, role, language, unit_id, status, created_at)
     VALUES ($1, 'root@example.gov.cn', '', '管理员', 'admin', 'zh-CN',
             (SELECT id FROM units LIMIT 1), 'active', $2)`,
    [newId(at), at],
  );
const kind = async () => {
  const [row] = await database.dataSource.query<{ kind: string }[]>(
    'SELECT kind FROM installation',
  );
  return row?.kind;
};
/** The schema of before, with what is in it. */
const asBefore = async () => {
  for (const _ of migrations.slice(installation)) await database.dataSource.undoLastMigration();
};

describe('an empty database', () => {
  it.each(modes)('may become anything: %s', async (mode) => {
    await expect(look(mode)).resolves.toBeUndefined();
    await seedAs(mode);
    await seedAs(mode);
    await expect(look(mode)).resolves.toBeUndefined();
  });

  it('becomes one thing, whoever starts at the same moment', async () => {
    const started = await Promise.allSettled(modes.map(seedAs));
    expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['demonstration', 'production']).toContain(await kind());
    expect((await accounts()) > 0).toBe((await kind()) === 'demonstration');
  });
});

describe('a database with real accounts', () => {
  beforeEach(async () => {
    await seedAs('production');
    await somebody();
  });

  it('is never seeded with public passwords', async () => {
    await expect(look('production')).resolves.toBeUndefined();
    await expect(look('demo')).rejects.toThrow('holds real accounts');
    await expect(seedAs('demo')).rejects.toThrow('holds real accounts');
    expect(await accounts()).toBe(1);
  });

  it('nor one of a version that did not say what it is', async () => {
    await asBefore();
    await expect(look('demo')).rejects.toThrow('holds real accounts');
    await expect(look('production')).resolves.toBeUndefined();
    await migrate(database.dataSource);
    expect(await kind()).toBe('production');
  });
});

describe('a database with accounts of the demonstration', () => {
  beforeEach(() => seedAs('demo'));

  it('is no installation', async () => {
    await expect(look('production')).rejects.toThrow('accounts of a demonstration');
    await expect(seedAs('production')).rejects.toThrow('accounts of a demonstration');
  });

  it('stays a demonstration when somebody registers there', async () => {
    await somebody();
    await expect(look('demo')).resolves.toBeUndefined();
    await expect(look('production')).rejects.toThrow('accounts of a demonstration');
  });

  it('and one of before that holds both is nobody’s, until somebody has looked', async () => {
    await asBefore();
    await expect(look('demo')).resolves.toBeUndefined();
    await somebody();
    for (const mode of modes) await expect(look(mode)).rejects.toThrow('nothing was written');
  });
});
