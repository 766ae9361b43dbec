import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { Clocks } from '../../src/clocks/clocks.js';
import { CaseArchiving } from '../../src/engine/case-archiving.js';
import { firstBrokenEntry } from '../../src/engine/history-chain.js';
import { Incidents } from '../../src/incidents/incidents.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { Notices } from '../../src/notices/notices.js';
import { archivedTables } from '../../src/store/archived-rows.js';
import { ArchivedCases1796500000000 } from '../../src/store/migrations/1796500000000-archived-cases.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };
const CLOSED = at('2026-03-16');
const YEARS_LATER = at('2030-03-04');
const BEFORE = at('2028-01-01', '00:00');

let database: TestDatabase;
let office: EngineUnderTest;
let archiving: CaseArchiving;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  archiving = office.part(CaseArchiving);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** A promise that was kept after a complaint, closed in 2026; years later nothing of it is open. */
async function closedCase(): Promise<string> {
  office.time.advanceTo(at('2026-03-02'));
  const id = await office.file('promise');
  await office.play(id, 'complaint.accept', ['referral.send', investment], 'referral.sign');
  await office.play(id, 'result.submit', 'reply.send', 'survey.answer');
  office.time.advanceTo(CLOSED);
  await office.play(id, 'case.close');
  await office.lettersLeave();
  // The day of the objection passes.
  office.time.advanceTo(at('2026-05-06'));
  while ((await office.sweeper.runOnce()) > 0);
  await office.lettersLeave();
  return id;
}

/** What time did to it cannot be taken back any more. */
async function yearsLater(): Promise<void> {
  office.time.advanceTo(YEARS_LATER);
  await database.dataSource.query('DELETE FROM case_images');
}

/** Every row of a case in the tables that are worked on, as the server has it. */
async function rowsOf(caseId: string): Promise<Readonly<Record<string, readonly object[]>>> {
  const { manager } = database.dataSource;
  const read = archivedTables.map(async (table) => {
    const rows = await manager.query<{ row: object }[]>(
      `SELECT to_jsonb(${table}) AS row FROM ${table} WHERE case_id = $1 ORDER BY 1`,
      [caseId],
    );
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

/** What those who read the case are given. */
async function readOf(caseId: string) {
  return {
    clocks: await office.part(Clocks).of(caseId),
    notices: await office.part(Notices).ofCase(caseId),
  };
}

const isArchived = async (caseId: string) => (await office.record(caseId)).archivedAt !== null;

describe('a case that ended long ago', () => {
  it('is archived and read as before, and nothing of another one moves', async () => {
    const [closed, second, other] = [await closedCase(), await closedCase(), await closedCase()];
    await yearsLater();
    const [rows, otherRows] = [await rowsOf(closed), await rowsOf(other)];
    const read = await readOf(closed);
    expect(read.clocks.length).toBeGreaterThan(5);
    expect(read.notices.length).toBeGreaterThan(5);
    // Open again, so that it stays.
    await office.act(other, 'retaliation.report');
    const open = await rowsOf(other);

    expect(await archiving.preview(BEFORE)).toEqual({
      cases: 2,
      clocks: 2 * (rows['clocks']?.length ?? 0),
      letters: 2 * (rows['notices']?.length ?? 0),
    });
    expect(await isArchived(closed)).toBe(false);
    const counts: number[] = [];
    const onProgress = ({ cases }: { readonly cases: number }) => counts.push(cases);
    expect(await archiving.archive(BEFORE, { batch: 1, onProgress })).toMatchObject({ cases: 2 });
    expect(counts).toEqual([1, 2, 2]);
    expect(await isArchived(second)).toBe(true);

    expect(await isArchived(closed)).toBe(true);
    expect(await rowsOf(closed)).toEqual({ clocks: [], notices: [] });
    expect(await readOf(closed)).toEqual(read);
    const { history, record } = await office.stored(closed);
    expect(firstBrokenEntry(history)).toBeNull();
    expect(record.lastHash).toBe(history.at(-1)?.hash);
    expect(await rowsOf(other)).toEqual(open);
    expect(otherRows['clocks']?.length).toBeGreaterThan(5);
    expect(await archiving.archive(BEFORE)).toMatchObject({ cases: 0 });
  });

  it('comes back whole when somebody acts on it, and stays where a refused act had locked it', async () => {
    const id = await closedCase();
    await yearsLater();
    const rows = await rowsOf(id);
    const before = await office.stored(id);
    await archiving.archive(BEFORE);

    const refused = office.act(id, 'complaint.withdraw');
    await expect(refused).rejects.toBeInstanceOf(DomainError);
    expect(await isArchived(id)).toBe(true);

    await office.act(id, 'retaliation.report');
    expect(await isArchived(id)).toBe(false);
    const after = await rowsOf(id);
    expect(after['clocks']).toEqual(rows['clocks']);
    expect(after['notices']).toEqual(expect.arrayContaining([...(rows['notices'] ?? [])]));
    const { history, record } = await office.stored(id);
    expect(history).toEqual(before.history);
    expect(firstBrokenEntry(history)).toBeNull();
    expect({ ...record, archivedAt: null }).toEqual(before.record);
    expect((await office.about(id)).map(({ kind }) => kind)).toEqual(['retaliation']);
    expect(
      await database.dataSource.query('SELECT * FROM archived_cases WHERE case_id = $1', [id]),
    ).toEqual([]);
  });
});

describe('an archived case', () => {
  it('is not changed by a process that does not bring it back', async () => {
    const id = await closedCase();
    await yearsLater();
    await archiving.archive(BEFORE);
    const { manager } = database.dataSource;
    const write = manager.query('UPDATE cases SET version = version + 1 WHERE id = $1', [id]);
    await expect(write).rejects.toThrow('is archived: it is brought back before it changes');
  });

  it('keeps no HTML of letters that have left', async () => {
    const id = await closedCase();
    await yearsLater();
    await database.dataSource.query(`UPDATE notices SET html_body = '<p>' WHERE case_id = $1`, [
      id,
    ]);
    await archiving.archive(BEFORE);
    expect(
      await database.dataSource.query(
        `SELECT count(*) FILTER (WHERE letter ->> 'html_body' IS NOT NULL)::integer AS kept,
                count(*) > 5 AS some
           FROM archived_cases, jsonb_array_elements(notices) AS letter WHERE case_id = $1`,
        [id],
      ),
    ).toEqual([{ kept: 0, some: true }]);
  });

  it('is whole again in a schema that knows nothing of it', async () => {
    const id = await closedCase();
    await yearsLater();
    const before = await rowsOf(id);
    await archiving.archive(BEFORE);
    const runner = database.dataSource.createQueryRunner();
    const migration = new ArchivedCases1796500000000();
    await migration.down(runner);
    expect(await rowsOf(id)).toEqual(before);
    await migration.up(runner);
    await runner.release();
    expect(await rowsOf(id)).toEqual(before);
  });
});

describe('a case stays where it is', () => {
  let id: string;
  const archived = async () => {
    await archiving.archive(BEFORE, { batch: 1 });
    return isArchived(id);
  };

  beforeAll(async () => {
    id = await closedCase();
    await yearsLater();
  });

  it.each([
    ['while a letter of it waits', `UPDATE notices SET status = 'pending' WHERE case_id = $1`],
    ['while an act is awaited', `UPDATE clocks SET ended_at = NULL WHERE case_id = $1`],
    [
      'while what time did to it can be taken back',
      `INSERT INTO case_images (case_id, seq, cause, written_at, recorded_at, armed)
       VALUES ($1, 9, 'event:9', now(), now(), '[]')`,
    ],
    ['when it ended later', `UPDATE cases SET ended_at = '2028-01-01T00:00+08:00' WHERE id = $1`],
  ])('%s', async (_, change) => {
    const { manager } = database.dataSource;
    const rows = await rowsOf(id);
    const { endedAt } = await office.record(id);
    await manager.query(change, [id]);
    expect(await archived()).toBe(false);
    for (const table of archivedTables) {
      await manager.query(`DELETE FROM ${table} WHERE case_id = $1`, [id]);
      await manager.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`,
        [JSON.stringify(rows[table])],
      );
    }
    await manager.query('DELETE FROM case_images');
    await manager.query('UPDATE cases SET ended_at = $2 WHERE id = $1', [id, endedAt]);
  });

  it('while something of it is stuck, and not any more once it is set right', async () => {
    const { transactions } = database;
    const stuck = { caseId: id, kind: 'clock', subject: 'closing', cause: 'broken' } as const;
    await transactions.run((tx) =>
      office.part(Incidents).open(tx, { ...stuck, attempts: 5, at: YEARS_LATER }),
    );
    expect(await archived()).toBe(false);
    await database.dataSource.query('UPDATE incidents SET resolved_at = now() WHERE case_id = $1', [
      id,
    ]);
    expect(await archived()).toBe(true);
  });
});
