import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { EvidenceStore, type FileToKeep } from '../../../src/evidence/evidence-store.js';
import type { FolderStore } from '../../../src/evidence/folder-store.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { filesIn } from '../../support/evidence.js';
import { FileRoom, principalOf } from '../../support/file-room.js';
import { pdf } from '../../support/sample-files.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const owner = principalOf('enterprise1');
const head = principalOf('head.promise');
const reason = '含第三方商业秘密。';

/** A store on which a test lays its hand. */
class WatchedStore extends EvidenceStore {
  /** What happens after a file is kept, before its row is written. */
  afterPut: () => void = () => undefined;

  constructor(private readonly folder: FolderStore) {
    super();
  }

  override check(): Promise<void> {
    return this.folder.check();
  }

  override async put(file: FileToKeep): Promise<void> {
    await this.folder.put(file);
    this.afterPut();
  }

  override open(sha256: string): Promise<Readable | null> {
    return this.folder.open(sha256);
  }
}

let database: TestDatabase;
let office: EngineUnderTest;
let room: FileRoom;
let store: WatchedStore;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-14'));
  room = await FileRoom.open(database, office, (folder) => {
    store = new WatchedStore(folder);
    return store;
  });
});
afterAll(async () => {
  room.close();
  await office.close();
  await database.close();
});

const add = async (caseId: string, content: Buffer, idempotencyKey?: string) =>
  room.acts.add(
    owner,
    caseId,
    await room.sent(content),
    idempotencyKey === undefined ? {} : { idempotencyKey },
  );

const counted = async (caseId: string) => {
  const { history, record } = await office.stored(caseId);
  const files = await room.reading.list(owner, caseId);
  return { history: history.length, version: record.version, files: files.length };
};

const outcomes = async (tries: readonly Promise<unknown>[]) =>
  (await Promise.allSettled(tries)).map((each) =>
    each.status === 'fulfilled' ? 'done' : (each.reason as { code: string }).code,
  );

describe('a file of a case', () => {
  it('is one act, one entry of the history and one row', async () => {
    const id = await office.file('promise');
    const before = await counted(id);
    const view = await add(id, pdf('one'));
    expect(await counted(id)).toEqual({
      history: before.history + 1,
      version: before.version + 1,
      files: 1,
    });
    const { history } = await office.stored(id);
    const { name, type, size, sha256 } = view;
    expect(history.at(-1)).toMatchObject({
      event: 'evidence.add',
      payload: { evidenceId: view.id, name, type, size, sha256, shownToEnterprise: true },
      actor: { accountId: owner.accountId },
    });
  });

  it('whose process dies between content and row leaves content alone, and comes the next time', async () => {
    const id = await office.file('promise');
    const before = await counted(id);
    const files = filesIn(room.dataDir).length;
    store.afterPut = () => {
      throw new Error('killed');
    };
    await expect(add(id, pdf('crash'), 'crash-1')).rejects.toThrow('killed');
    store.afterPut = () => undefined;
    expect(await counted(id)).toEqual(before);
    expect(filesIn(room.dataDir)).toHaveLength(files + 1);

    const { id: fileId } = await add(id, pdf('crash'), 'crash-1');
    expect(filesIn(room.dataDir)).toHaveLength(files + 1);
    expect((await counted(id)).files).toBe(1);
    const { content } = await room.reading.open(owner, id, fileId);
    expect((await buffer(content)).equals(pdf('crash'))).toBe(true);
  });

  it('is added once however often it is sent at once under one key', async () => {
    const id = await office.file('promise');
    const before = await counted(id);
    const views = await Promise.all([1, 2, 3, 4].map(() => add(id, pdf('key'), 'at-once')));
    expect(new Set(views.map((view) => view.id)).size).toBe(1);
    expect(await counted(id)).toEqual({
      history: before.history + 1,
      version: before.version + 1,
      files: 1,
    });
  });

  it('has at most two hundred beside it, also when the last ones come at once', async () => {
    const id = await office.file('promise');
    await add(id, pdf('first'));
    await database.dataSource.query(
      `INSERT INTO evidence SELECT case_id, gen_random_uuid(), name, type, size, sha256, note,
          shown_to_enterprise, uploaded_by, uploader_name, uploader_role, uploader_unit_id,
          uploaded_at, sealed_at, sealed_by, sealed_role, seal_reason
        FROM evidence, generate_series(1, 197) WHERE case_id = $1`,
      [id],
    );
    const found = await outcomes(['a', 'b', 'c', 'd'].map((each) => add(id, pdf(each))));
    expect(found.toSorted()).toEqual([
      'EVIDENCE_LIMIT_REACHED',
      'EVIDENCE_LIMIT_REACHED',
      'done',
      'done',
    ]);
    expect((await counted(id)).files).toBe(200);
    // Refused before the store has it.
    const kept = () => filesIn(room.dataDir).filter((path) => !path.startsWith('incoming/'));
    const before = kept();
    await expect(add(id, pdf('e'))).rejects.toMatchObject({ code: 'EVIDENCE_LIMIT_REACHED' });
    expect(kept()).toEqual(before);
  });
});

describe('a sealing', () => {
  it('is done once, also when two try at once', async () => {
    const id = await office.file('promise');
    const { id: fileId } = await add(id, pdf('seal'));
    const before = await counted(id);
    const seal = () => room.acts.seal(head, id, fileId, reason, {});
    expect((await outcomes([seal(), seal()])).toSorted()).toEqual([
      'EVIDENCE_ALREADY_SEALED',
      'done',
    ]);
    expect(await counted(id)).toEqual({
      ...before,
      history: before.history + 1,
      version: before.version + 1,
    });
    const [view] = await room.reading.list(owner, id);
    expect(view?.sealed).toMatchObject({ reason, by: 'acceptorHead' });
  });
});

describe('the database', () => {
  const change = (sql: string, ...params: unknown[]) => database.dataSource.query(sql, params);

  it('refuses to delete a file, and to change anything of it but to seal it', async () => {
    const id = await office.file('promise');
    const { id: fileId } = await add(id, pdf('kept'));
    const row = () =>
      database.dataSource.query('SELECT * FROM evidence WHERE case_id = $1 AND id = $2', [
        id,
        fileId,
      ]);
    const before: unknown = await row();
    for (const sql of [
      'DELETE FROM evidence',
      'TRUNCATE evidence',
      "UPDATE evidence SET name = 'b.pdf'",
      `UPDATE evidence SET sha256 = repeat('0', 64)`,
      'UPDATE evidence SET shown_to_enterprise = NOT shown_to_enterprise',
      'UPDATE evidence SET note = NULL, uploaded_at = sealed_at',
    ]) {
      await expect(change(sql)).rejects.toThrow(/append-only|can only be sealed/);
    }
    // Half a seal is none.
    await expect(
      change('UPDATE evidence SET sealed_at = uploaded_at WHERE id = $1', fileId),
    ).rejects.toThrow('ck_evidence_seal');
    expect(await row()).toEqual(before);

    await room.acts.seal(head, id, fileId, reason, {});
    for (const sealing of [`seal_reason = 'another'`, 'sealed_at = NULL']) {
      await expect(change(`UPDATE evidence SET ${sealing} WHERE id = $1`, fileId)).rejects.toThrow(
        'can only be sealed, once',
      );
    }
  });
});
