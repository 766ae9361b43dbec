import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mode } from '../../../src/config/config.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { Incidents } from '../../../src/incidents/incidents.js';
import { Loops } from '../../../src/loops/loops.js';
import { Outages } from '../../../src/loops/outages.js';
import { RestoreWatch } from '../../../src/restores/restore-watch.js';
import { insertCases } from '../../support/case-row.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let incidents: Incidents;
let dataDir: string;

beforeAll(async () => {
  database = await openTestDatabase();
  incidents = new Incidents(database.transactions);
});
afterAll(() => database.close());

const query = <Row>(sql: string) => database.dataSource.query<Row[]>(sql);

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-restore-'));
  await query('DELETE FROM incidents');
  await query(
    `UPDATE restore_watch SET life = gen_random_uuid(), beat = 0, system_id = NULL,
            database_id = NULL, standing_since = NULL, standing_cause = NULL, deciding_since = NULL`,
  );
});
afterEach(() => {
  rmSync(dataDir, { recursive: true });
});

/** A process that starts on a machine; `folder` is what the machine has kept. */
async function process({ folder, mode = 'production' }: { folder?: string; mode?: Mode } = {}) {
  const outages = new Outages();
  const config = {
    ...loadConfig({ DATA_DIR: folder ?? dataDir }),
    mode,
    roles: new Set(['sweeper'] as const),
  };
  const loops = new Loops(config, outages);
  const watch = new RestoreWatch(config, database.transactions, incidents, outages, loops);
  watch.onModuleInit();
  await watch.onApplicationBootstrap();
  return { watch, outages };
}

const open = async () => (await incidents.list()).map(({ kind, subject }) => ({ kind, subject }));
const asCopied = () => query('UPDATE restore_watch SET database_id = database_id + 1');

/** One of a database that has nothing else. */
const plantCase = () =>
  database.transactions.run(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    const nobody = { enterpriseId: randomUUID(), filedBy: randomUUID(), unitId: null };
    const respondent = { respondentType: 'government', divisionCode: '450100' } as const;
    await insertCases(tx, [
      { id: randomUUID(), kind: 'promise', acceptorUnitId: randomUUID(), ...nobody, ...respondent },
    ]);
  });

describe('a process that looks at its database', () => {
  it('knows it again after a restart, on this machine and on another one', async () => {
    const first = await process();
    expect(first.watch.trouble).toBeNull();
    await first.watch.requireDecided();
    const [known] = await query('SELECT system_id, database_id, beat FROM restore_watch');
    expect(known).toEqual({
      system_id: expect.stringMatching(/^\d+$/),
      database_id: expect.stringMatching(/^\d+$/),
      beat: '1',
    });
    const elsewhere = mkdtempSync(join(tmpdir(), 'qingnuo-restore-'));
    for (const folder of [dataDir, elsewhere]) {
      expect((await process({ folder })).watch.trouble).toBeNull();
    }
    rmSync(elsewhere, { recursive: true });
    // To look is not to beat.
    expect(await first.watch.look()).toBeNull();
    expect(await query('SELECT beat FROM restore_watch')).toEqual([{ beat: '3' }]);
    expect(await open()).toEqual([]);
  });

  it('stands on a copy, says so once, and so does every other one', async () => {
    const works = await process();
    await asCopied();
    const { watch, outages } = await process();
    expect(watch.trouble).toContain('is a copy of the one that was worked on');
    expect(outages.names).toEqual(['restore']);
    expect(await works.watch.look()).toBe(watch.trouble);
    expect(await open()).toEqual([{ kind: 'restore', subject: 'database' }]);
    await expect(watch.requireDecided()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    // It stays so, whatever the copy is taken for by whoever looks next.
    await query('UPDATE restore_watch SET database_id = database_id - 1');
    expect(await watch.look()).toBe(works.watch.trouble);
  });

  it('stands on one that is older than this machine, or this process, has seen it', async () => {
    const works = await process();
    await process();
    await query('UPDATE restore_watch SET beat = 1');
    // This process saw 1; another one on the machine has seen 2 since.
    expect(await works.watch.look()).toBeNull();
    expect((await process()).watch.trouble).toContain('is older than it was');
    expect(await works.watch.look()).toContain('is older than it was');

    // The same backup once more, and a third time: each decision is ahead of the one before.
    for (const beat of [1, 0]) {
      await works.watch.release(new Date());
      expect((await process()).watch.trouble).toBeNull();
      expect(await works.watch.look()).toBeNull();
      await query(`UPDATE restore_watch SET beat = ${beat}`);
      expect((await process()).watch.trouble).toContain('is older than it was');
    }
    await works.watch.release(new Date());
    expect(works.watch.trouble).toBeNull();
    // What no machine has seen is not older than anything.
    await query('UPDATE restore_watch SET beat = 1');
    rmSync(join(dataDir, 'database-seen.json'));
    expect((await process()).watch.trouble).toBeNull();
  });

  it('does not take its own work for somebody else’s, however many look at once', async () => {
    const { watch } = await process();
    const round = () => watch.onApplicationBootstrap();
    const looks = Array.from({ length: 20 }, (_, at) => (at % 4 === 0 ? round() : watch.look()));
    await Promise.all(looks);
    expect(watch.trouble).toBeNull();
    expect(await open()).toEqual([]);
  });

  it('stands on a backup of before there was anything to look at', async () => {
    await process();
    await query(
      `UPDATE restore_watch SET life = gen_random_uuid(), database_id = NULL, system_id = NULL`,
    );
    // A new installation, with the folder of another one.
    expect((await process()).watch.trouble).toBeNull();
    await query(
      `UPDATE restore_watch SET life = gen_random_uuid(), database_id = NULL, system_id = NULL`,
    );
    await plantCase();
    expect((await process()).watch.trouble).toContain('is older than it was');
    await query('DELETE FROM cases');
  });

  it('goes on where it can keep nothing, and says so', async () => {
    const folder = join(dataDir, 'file');
    writeFileSync(folder, '');
    const { watch, outages } = await process({ folder });
    expect(watch.trouble).toBeNull();
    expect(outages.names).toEqual(['database-seen.json']);
    expect((await process({ folder: join(dataDir, 'new', 'folder') })).outages.names).toEqual([]);
  });

  it('does not forget the server where it may not ask for it', async () => {
    await process();
    await query(`UPDATE restore_watch SET system_id = NULL`);
    expect((await process()).watch.trouble).toBeNull();
    const [row] = await query<{ id: string | null }>('SELECT system_id AS id FROM restore_watch');
    expect(row?.id).toMatch(/^\d+$/);
  });

  it('takes no database for known that has come in its place meanwhile', async () => {
    const { watch } = await process();
    // Between the look and the beat.
    jest.spyOn(watch, 'look').mockImplementationOnce(async () => {
      await asCopied();
      return null;
    });
    const row = () => query('SELECT beat, database_id FROM restore_watch');
    const round = watch.onApplicationBootstrap();
    await round;
    const [copied] = await row();
    expect(copied).toMatchObject({ beat: '1' });
    expect(await watch.look()).toContain('is a copy of the one');
    expect(await row()).toEqual([copied]);
  });

  it('lets nobody decide twice at once', async () => {
    await process();
    await asCopied();
    const { watch } = await process();
    await watch.claim();
    await expect(watch.claim()).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED' });
    await watch.stand('cut off');
    await watch.claim();
    await watch.release(new Date());
    await expect(watch.claim()).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED' });
  });

  it('goes by nothing that it cannot read, and by nothing of another database', async () => {
    for (const kept of ['', '{"life":', '{"life":7,"beat":9}', '{"beat":9e99}']) {
      writeFileSync(join(dataDir, 'database-seen.json'), kept);
      expect((await process()).watch.trouble).toBeNull();
    }
    const other = { life: '00000000-0000-4000-8000-000000000000', beat: 10 ** 9 };
    writeFileSync(join(dataDir, 'database-seen.json'), JSON.stringify(other));
    expect((await process()).watch.trouble).toBeNull();
  });

  it('goes on when an operator has decided, and is told of the next restore', async () => {
    await process();
    await asCopied();
    const { watch, outages } = await process();
    await watch.release(new Date());
    expect([watch.trouble, outages.names, await open()]).toEqual([null, [], []]);
    expect((await process()).watch.trouble).toBeNull();
    await asCopied();
    expect(await watch.look()).not.toBeNull();
  });

  it('leaves it to the operator: the interface cannot say what becomes of letters', async () => {
    await process();
    await asCopied();
    const { watch } = await process();
    const [incident] = await incidents.list();
    await expect(incidents.retry(incident?.id ?? '', null, new Date())).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
      message: expect.stringContaining('npm run after-restore'),
    });
    expect(await watch.look()).not.toBeNull();
    expect(await open()).toHaveLength(1);
  });

  it('does not look in a demonstration, which is copied with its folder', async () => {
    await process();
    await asCopied();
    const { watch } = await process({ mode: 'demo' });
    expect([watch.trouble, await watch.look()]).toEqual([null, null]);
    await watch.requireDecided();
  });
});
