import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const MANY = 10_000;
/** One in a hundred lives on a version that is not there, which no code can repair. */
const POISONED = MANY / 100;

const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };

let database: TestDatabase;
let office: EngineUnderTest;

const count = async (sql: string): Promise<number> => {
  const [row] = await database.dataSource.query<[{ count: number }]>(
    `SELECT count(*)::integer AS count FROM ${sql}`,
  );
  return row.count;
};

/** Copies of one case, each with a clock that is due at the end of 2026-09-24. */
beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  const id = await office.file('promise');
  await office.play(id, 'complaint.accept', ['referral.send', investment], 'referral.sign');
  const run = (sql: string, values: readonly unknown[]) =>
    database.dataSource.query(sql, [...values]);
  await run(
    `INSERT INTO cases SELECT copy.* FROM generate_series(1, $2::integer) AS n, cases c,
       jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'T-' || n,
         'workflow_version', CASE WHEN n % 100 = 0 THEN 99 ELSE c.workflow_version END)) AS copy
     WHERE c.id = $1`,
    [id, MANY],
  );
  await run(
    `INSERT INTO clocks SELECT copy.* FROM cases c, clocks k,
       jsonb_populate_record(k, jsonb_build_object('case_id', c.id)) AS copy
     WHERE c.number LIKE 'T-%' AND k.case_id = $1 AND k.name = 'unitObjection'`,
    [id],
  );
  await run('UPDATE clocks SET next_stage_at = NULL WHERE case_id = $1', [id]);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

const healthy = `cases WHERE number LIKE 'T-%' AND workflow_version <> 99`;
const lapses = `case_history WHERE event LIKE 'xstate.after.unitObjection.%'`;

/** The tests of this file are one story: each goes on where the one before it ended. */
describe('ten thousand deadlines of one midnight, one in a hundred of them broken', () => {
  it('lapse none early', async () => {
    office.time.advanceTo(at('2026-09-24', '23:59'));
    expect(await office.sweeper.runOnce()).toBe(0);
    expect(await count(lapses)).toBe(0);
  });

  it('lapse all but the broken ones, each once, with two sweepers at work', async () => {
    office.time.advanceTo(at('2026-09-24', '24:00'));
    const fired = await Promise.all([office.sweeper.runOnce(), office.anotherSweeper().runOnce()]);
    expect(fired[0] + fired[1]).toBe(MANY - POISONED);
    expect(await count(lapses)).toBe(MANY - POISONED);
    expect(await count(`(SELECT DISTINCT case_id FROM ${lapses}) AS each`)).toBe(MANY - POISONED);
    expect(await count(`(SELECT FROM ${healthy} AND version <> 5) AS other`)).toBe(0);
    expect(await office.sweeper.runOnce()).toBe(0);
  });

  it('list the broken ones after their five tries, all of them and no other', async () => {
    for (const minutes of [1, 2, 4, 8]) {
      expect(await office.incidents.list()).toEqual([]);
      office.time.advance({ minutes });
      await office.sweeper.runOnce();
    }
    const open = await office.incidents.list();
    expect(open).toHaveLength(POISONED);
    expect(new Set(open.map(({ caseId }) => caseId)).size).toBe(POISONED);
    for (const incident of open) {
      expect(incident).toMatchObject({ kind: 'clock', subject: 'unitObjection#1', attempts: 5 });
      expect(incident.cause).toContain('promise version 99');
    }
    expect(
      await count(`(SELECT FROM cases WHERE workflow_version = 99 AND version <> 4) AS x`),
    ).toBe(0);
  });

  it('go on, once repaired and retried', async () => {
    await database.dataSource.query(
      'UPDATE cases SET workflow_version = 1 WHERE workflow_version = 99',
    );
    for (const { id } of await office.incidents.list()) {
      await office.incidents.retry(id, null, office.time.now());
    }
    expect(await office.sweeper.runOnce()).toBe(POISONED);
    expect(await count(lapses)).toBe(MANY);
    expect(await office.incidents.list()).toEqual([]);
  });
});
