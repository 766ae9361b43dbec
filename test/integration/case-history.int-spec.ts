import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.transactions.run(async (tx) => {
    // The chain alone is on trial: this one entry needs no case with all its parties.
    await tx.query('ALTER TABLE case_history DROP CONSTRAINT fk_case_history_case');
    await tx.query(
      `INSERT INTO case_history (case_id, seq, event, payload, actor, at, occurred_on, to_state,
         workflow_version, prev_hash, hash)
       VALUES ('01890000-0000-7000-8000-000000000001', 1, 'complaint.file', '{}', '{}',
         '2026-03-02T01:00:00Z', '2026-03-02', 'filed', 1, $1, $2)`,
      ['0'.repeat(64), '1'.repeat(64)],
    );
  });
});
afterAll(() => database.close());

describe('the history of a case', () => {
  it.each([
    "UPDATE case_history SET event = 'complaint.reject'",
    'DELETE FROM case_history',
    'TRUNCATE case_history CASCADE',
  ])('refuses %s', async (statement) => {
    await expect(database.dataSource.query(statement)).rejects.toThrow(
      'case_history is append-only',
    );
    expect(await database.dataSource.query('SELECT event FROM case_history')).toEqual([
      { event: 'complaint.file' },
    ]);
  });

  it('has each number once per case', async () => {
    await expect(
      database.dataSource.query('INSERT INTO case_history SELECT * FROM case_history'),
    ).rejects.toThrow('pk_case_history');
  });
});
