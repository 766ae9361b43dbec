import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addYears, chinaDate } from '../../src/kernel/business-date.js';
import { ApiKey } from '../../src/identity/api-key.entity.js';
import { migrate } from '../../src/store/migrate.js';
import { FrontDesk } from '../support/front-desk.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let accountId: string;
const ids = {
  endless: randomUUID(),
  withEnd: randomUUID(),
  ended: randomUUID(),
  rotated: randomUUID(),
  ofOldProcess: randomUUID(),
};

beforeAll(async () => {
  database = await openTestDatabase();
  const desk = await FrontDesk.open(database);
  ({ accountId } = await desk.principal('enterprise1'));
});
afterAll(() => database.close());

const query = (sql: string, values: unknown[] = []) =>
  database.dataSource.query<Record<string, unknown>[]>(sql, values);

/** A row as the version before writes it. */
const insert = (id: string, expiresOn: string | null, endedAt: string | null = null) =>
  query(
    `INSERT INTO api_keys
       (id, account_id, name, prefix, key_hash, scopes, created_at, expires_on, ended_at, end_reason)
     VALUES ($1::uuid, $2, 'ERP', 'qn_', $1::text, '{read}', '2026-03-02T17:00:00Z', $3, $4,
             CASE WHEN $4::timestamptz IS NULL THEN NULL ELSE 'revoked' END)`,
    [id, accountId, expiresOn, endedAt],
  );

const isUpToDate = async () =>
  (
    await query(
      `SELECT FROM information_schema.columns
        WHERE table_name = 'api_keys' AND column_name = 'replaced_by'`,
    )
  ).length > 0;

const endOf = async (id: string) =>
  (await database.dataSource.manager.findOneByOrFail(ApiKey, { id })).expiresOn;

describe('a key of an earlier version', () => {
  it('ends in a year where it had no end, and where it had one then', async () => {
    while (await isUpToDate()) await database.dataSource.undoLastMigration();
    await insert(ids.endless, null);
    await insert(ids.withEnd, '2030-05-01');
    await insert(ids.ended, null, '2026-04-30T16:30:00Z');
    await migrate(database.dataSource);
    const [row] = await query('SELECT now() AS now');
    const inAYear = addYears(chinaDate(row?.['now'] as Date), 1);
    expect(await endOf(ids.endless)).toBe(inAYear);
    expect(await endOf(ids.withEnd)).toBe('2030-05-01');
    expect(await endOf(ids.ended)).toBe('2026-05-01');
  });

  it('gets an end also when a process of that version makes it beside this one', async () => {
    await insert(ids.ofOldProcess, null);
    expect(await endOf(ids.ofOldProcess)).toBe('2027-03-03');
  });

  it('is understood by that version again', async () => {
    await insert(ids.rotated, '2026-12-31', '2026-04-30T16:30:00Z');
    await query(`UPDATE api_keys SET end_reason = 'rotated', replaced_by = $2 WHERE id = $1`, [
      ids.rotated,
      ids.endless,
    ]);
    while (await isUpToDate()) await database.dataSource.undoLastMigration();
    expect(await query('SELECT end_reason FROM api_keys WHERE id = $1', [ids.rotated])).toEqual([
      { end_reason: 'revoked' },
    ]);
    await migrate(database.dataSource);
  });
});
