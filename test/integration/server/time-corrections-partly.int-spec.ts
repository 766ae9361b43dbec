import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TimeCorrections } from '../../../src/deadlines/time-corrections.js';
import { CaseCorrections, type WrongSpan } from '../../../src/engine/case-corrections.js';
import { firstBrokenEntry } from '../../../src/engine/history-chain.js';
import { WorkingHours } from '../../../src/notices/working-hours.js';
import { RuleBook } from '../../../src/policies/rule-book.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { lapsesIn } from '../../support/lapses.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const reason = '服务器时钟有误。';

let database: TestDatabase;
let office: EngineUnderTest;
let corrections: TimeCorrections;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  corrections = new TimeCorrections(
    database.transactions,
    office.part(CaseCorrections),
    office.part(RuleBook),
    office.part(WorkingHours),
    office.time,
  );
});
afterAll(async () => {
  await office.close();
  await database.close();
});

const databaseNow = async (): Promise<Date> => {
  const [row] = await database.dataSource.query<[{ at: Date }]>('SELECT clock_timestamp() AS at');
  return row.at;
};

/** A sweep by a wrong clock; answers with when it was, by the database's. */
async function wrongSweep(moment: Date, lettersLeave = true): Promise<WrongSpan> {
  const right = office.time.now();
  const from = await databaseNow();
  office.time.advanceTo(moment);
  await office.sweeper.runOnce();
  if (lettersLeave) await office.lettersLeave();
  office.time.advanceTo(new Date(right.getTime() + 60_000));
  return { from, to: new Date((await databaseNow()).getTime() + 1), aheadMs: null };
}

const correct = (span: WrongSpan) => corrections.apply(span, reason, () => undefined);

const remindersOf = async (id: string) =>
  (await office.stored(id)).notices
    .filter(({ template }) => template.endsWith('/deadlineNear'))
    .map(({ cause, status }) => `${cause} ${status}`)
    .toSorted();

describe('a clock that slips by days, below the limits', () => {
  it('gives reminders too early, which go out again at their right time', async () => {
    office.time.advanceTo(at('2026-09-18'));
    const id = await office.file('arrears');
    await office.act(id, 'complaint.accept');
    await office.lettersLeave();
    const before = await office.clock(id, 'transfer');
    const [warning] = before.stages;
    const moment = new Date(warning?.at ?? '');
    const cause = `clock:transfer#1@${String(warning?.offset)}`;
    const span = await wrongSweep(moment);
    expect(await remindersOf(id)).toEqual([`${cause} sent`]);

    expect(await correct(span)).toMatchObject({ cases: 1, entries: 0, reminders: 1, corrected: 1 });
    expect(await office.clock(id, 'transfer')).toEqual(before);
    const { record, history } = await office.stored(id);
    expect(history.at(-1)).toMatchObject({
      event: 'time.corrected',
      payload: { takenBack: [], reminders: [cause], reason },
    });
    expect(firstBrokenEntry(history)).toBeNull();
    const taken = `takenBack:${record.version}:${cause} sent`;
    expect(await remindersOf(id)).toEqual([taken]);

    office.time.advanceTo(moment);
    await office.sweeper.runOnce();
    expect(await remindersOf(id)).toEqual([`${cause} pending`, taken]);
    expect(await correct(span)).toMatchObject({ cases: 0, left: 0 });
  });

  it('is found by how far it was ahead', async () => {
    office.time.advanceTo(await databaseNow());
    const id = await office.file('promise');
    await office.lettersLeave();
    const { dueAt } = await office.clock(id, 'acceptance');
    const span = await wrongSweep(dueAt);
    const count = (aheadMs: number | null) =>
      corrections.preview({ ...span, aheadMs }, () => undefined).then(({ entries }) => entries);
    expect(await count(400 * 86_400_000)).toBe(0);
    expect(await count(60_000)).toBeGreaterThan(0);
    expect(await count(null)).toBe(await count(60_000));
  });

  it('takes what rightly lapsed on top of it along, which then lapses again', async () => {
    office.time.advanceTo(at('2027-03-05'));
    // What the cases of before wait for.
    await office.sweeper.runOnce();
    const id = await office.file('promise');
    await office.lettersLeave();
    const desk = await office.clock(id, 'acceptorDesk');
    const { dueAt } = await office.clock(id, 'acceptance');
    expect(desk.dueAt < dueAt).toBe(true);
    const span = await wrongSweep(desk.dueAt);
    office.time.advanceTo(dueAt);
    await office.sweeper.runOnce();
    const names = async () =>
      lapsesIn((await office.stored(id)).history).map(([name]) => String(name));
    expect(await names()).toEqual(['acceptorDesk', 'precheck', 'acceptance']);

    office.time.advance({ minutes: 1 });
    expect(await correct(span)).toMatchObject({ cases: 1, entries: 3 });
    expect(await office.clock(id, 'acceptance')).toMatchObject({ status: 'running' });
    await office.sweeper.runOnce();
    const both = ['acceptorDesk', 'precheck', 'acceptance'];
    expect(await names()).toEqual([...both, ...both]);
    expect(await office.clock(id, 'acceptance')).toMatchObject({ status: 'lapsed' });
    expect(firstBrokenEntry((await office.stored(id)).history)).toBeNull();
  });
});

describe('what a wrong clock put off', () => {
  it('is due again, but for letters of what stands wrongly still', async () => {
    office.time.advanceTo(at('2027-04-05'));
    const { manager } = database.dataSource;
    const id = await office.file('promise');
    const far = at('2028-05-10');
    const { dueAt } = await office.clock(id, 'acceptance');
    const span = await wrongSweep(dueAt, false);
    await manager.query(
      `UPDATE notices SET next_attempt_at = $2 WHERE case_id = $1 AND status = 'pending'`,
      [id, far],
    );
    const waiting = async () =>
      (await office.stored(id)).notices
        .filter(({ status, nextAttemptAt }) => status === 'pending' && (nextAttemptAt ?? far) < far)
        .map(({ cause }) => cause);
    expect(await waiting()).toEqual([]);
    await manager.query(
      `UPDATE clocks SET attempts = 2, next_stage_at = $2
        WHERE case_id = $1 AND name = 'acceptance'`,
      [id, far],
    );
    office.time.advance({ hours: 24 * 40 });
    expect((await corrections.bringBack(span)).clocks).toBe(1);
    expect(new Set(await waiting())).toEqual(new Set(['event:1']));
    expect((await office.clock(id, 'acceptance')).nextStageAt).toEqual(office.time.now());
  });
});
