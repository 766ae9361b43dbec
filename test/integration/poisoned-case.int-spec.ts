import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;
let poisoned: string;
let healthy: readonly string[];

/** What no code can repair: a case on a version that is not there. */
const liveOn = (version: number) =>
  database.dataSource.query('UPDATE cases SET workflow_version = $2 WHERE id = $1', [
    poisoned,
    version,
  ]);

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  poisoned = await office.file('arrears');
  office.time.advanceTo(at('2026-09-18', '10:01'));
  healthy = [await office.file('arrears'), await office.file('arrears')];
  for (const id of [poisoned, ...healthy]) await office.act(id, 'assignment.take');
  // Only the due moments are left: letters about them are another matter.
  await database.dataSource.query(
    'UPDATE clocks SET next_stage_at = due_at WHERE ended_at IS NULL',
  );
  await database.dataSource.query(
    `UPDATE clocks SET stages = (SELECT jsonb_agg(stage) FROM jsonb_array_elements(stages) AS stage
                                  WHERE (stage ->> 'offset')::int = 0)`,
  );
  await liveOn(99);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

const review = () => office.clock(poisoned, 'review');
const incidents = () => office.incidents.list({ caseId: poisoned });

describe('a case that cannot be worked on', () => {
  it('does not hold up the others', async () => {
    office.time.advanceTo(at('2026-10-09', '24:00'));
    expect(await office.sweeper.runOnce()).toBe(healthy.length);
    for (const id of healthy) {
      expect(await office.record(id)).toMatchObject({ escalation: 'urged', version: 3 });
    }
    expect(await review()).toMatchObject({
      status: 'running',
      attempts: 1,
      lastError: expect.stringContaining('arrears version 99'),
    });
  });

  it('is tried again after longer and longer pauses, five times in all', async () => {
    const pauses: number[] = [];
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      const next = (await review()).nextStageAt!;
      pauses.push((next.getTime() - office.time.now().getTime()) / 60_000);
      office.time.advanceTo(new Date(next.getTime() - 1));
      await office.sweeper.runOnce();
      expect(await review()).toMatchObject({ attempts: attempt - 1 });
      expect(await incidents()).toEqual([]);
      office.time.advance({ ms: 1 });
      await office.sweeper.runOnce();
      expect(await review()).toMatchObject({ attempts: attempt });
    }
    expect(pauses).toEqual([1, 2, 4, 8]);
  });

  it('becomes an incident then, and stays one', async () => {
    const listed = [
      { kind: 'clock', subject: 'review#1', attempts: 5, cause: expect.stringContaining('99') },
    ];
    expect(await incidents()).toMatchObject(listed);
    office.time.advanceTo(at('2026-12-01'));
    await office.sweeper.runOnce();
    expect(await review()).toMatchObject({ attempts: 5, nextStageAt: null });
    expect(await incidents()).toMatchObject(listed);
  });

  it('goes on after a retry, as if it had been noticed late', async () => {
    await liveOn(1);
    const [incident] = await incidents();
    expect(await office.sweeper.runOnce()).toBe(0);
    await office.incidents.retry(incident!.id, null, office.time.now());
    expect(await incidents()).toEqual([]);
    expect(await office.sweeper.runOnce()).toBeGreaterThan(0);
    const { record, history } = await office.stored(poisoned);
    expect(record.state).toBe('submitted');
    expect(history[2]).toMatchObject({ occurredOn: '2026-10-09', at: at('2026-12-01') });
    expect(await review()).toMatchObject({ status: 'lapsed', attempts: 0, lastError: null });
  });
});
