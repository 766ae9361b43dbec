import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CalendarYears } from '../../src/calendar/calendar-years.js';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { Recomputations, type PreviewedMove } from '../../src/deadlines/recomputations.js';
import { systemActor } from '../../src/definition/index.js';
import { CaseRecounts } from '../../src/engine/case-recounts.js';
import { firstBrokenEntry } from '../../src/engine/history-chain.js';
import { Policies } from '../../src/policies/policies.js';
import { RuleBook } from '../../src/policies/rule-book.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { holidayCn2027 } from '../support/year-2027.js';

let database: TestDatabase;
let office: EngineUnderTest;
let recomputations: Recomputations;

/** Due on 4 January 2027 by Monday to Friday; the notice makes that day one off. */
let review: string;
/** Due in 2026, whatever 2027 brings. */
let early: string;
let recomputationId: string;

const order = { reason: '2027年节假日安排已公布。', notify: false, actor: systemActor };

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  recomputations = new Recomputations(
    database.transactions,
    office.part(CaseRecounts),
    office.part(RuleBook),
    office.part(WorkingCalendar),
    office.time,
  );
  office.time.advanceTo(at('2026-12-07'));
  early = await office.file('promise');
  office.time.advanceTo(at('2026-12-21'));
  review = await office.file('arrears');
  // The warning of three working days before has gone out by the date that was believed then.
  office.time.advanceTo(at('2026-12-30', '09:00'));
  await office.sweeper.runOnce();
  await office.part(CalendarYears).import({
    content: holidayCn2027,
    source: '测试',
    reason: '测试',
    by: null,
    at: office.time.now(),
  });
});
afterAll(async () => {
  await office.close();
  await database.close();
});

async function preview(): Promise<readonly string[]> {
  const moves: PreviewedMove[] = [];
  await recomputations.preview((move) => moves.push(move));
  return moves.map(
    ({ recount, recounted: { before, after } }) =>
      `${recount.record.kind} ${after.name} ${before.dueOn} ${after.dueOn}`,
  );
}

const offsets = async () =>
  (await office.clock(review, 'review')).stages.map(
    ({ offset, at: moment, firedAt }) => `${offset} ${moment.slice(0, 10)} ${firedAt !== null}`,
  );

describe('a recomputation after the calendar has changed', () => {
  it('lists what would move, and writes nothing', async () => {
    const before = await office.stored(review);
    expect(await preview()).toEqual(['arrears review 2027-01-04 2027-01-06']);
    expect(await office.stored(review)).toEqual(before);
  });

  it('moves it under audit, and leaves everything else alone', async () => {
    const untouched = await office.stored(early);
    const done = await recomputations.apply(order);
    recomputationId = done.id;
    expect(done).toMatchObject({ moved: 1, finishedAt: expect.any(Date) });
    expect(await office.clock(review, 'review')).toMatchObject({
      dueOn: '2027-01-06',
      provisional: false,
      generation: 1,
      derivation: { recounts: [{ id: done.id, from: '2027-01-04', to: '2027-01-06' }] },
    });
    const { record, history } = await office.stored(review);
    expect(history.at(-1)).toMatchObject({
      event: 'clock.recount',
      actor: { role: 'system' },
      payload: {
        recomputation: done.id,
        clocks: [{ clock: 'review', from: { dueOn: '2027-01-04' }, to: { dueOn: '2027-01-06' } }],
      },
    });
    expect(firstBrokenEntry(history)).toBeNull();
    const told = await database.dataSource.query<object[]>(
      `SELECT seq, type, awaits_until AS until FROM feed_events WHERE case_id = $1
        ORDER BY seq DESC LIMIT 1`,
      [review],
    );
    expect(told).toEqual([{ seq: record.version, type: 'clock.recount', until: '2027-01-06' }]);
    expect(record).toMatchObject({
      lastHash: history.at(-1)?.hash,
      version: history.length,
      urgentAt: new Date('2027-01-06T16:00:00Z'),
    });
    expect(await office.stored(early)).toEqual(untouched);
  });

  it('plans the moments anew: none twice, none left out', async () => {
    expect(await offsets()).toEqual([
      '-3 2026-12-30 true',
      '-1 2027-01-05 false',
      '0 2027-01-06 false',
      '1 2027-01-07 false',
      '5 2027-01-12 false',
    ]);
  });

  it('has nothing left to do, and writes to nobody unasked', async () => {
    expect(await preview()).toEqual([]);
    expect(await recomputations.apply(order)).toMatchObject({ moved: 0, confirmed: 0 });
    const { notices } = await office.stored(review);
    expect(notices.filter(({ template }) => template.includes('deadlineMoved'))).toEqual([]);
  });

  it('is undone once, with what has fired since kept', async () => {
    office.time.advanceTo(at('2026-12-31'));
    const undone = await recomputations.undo(recomputationId, order);
    expect(undone).toMatchObject({ moved: 1, undoOf: recomputationId });
    expect(await office.clock(review, 'review')).toMatchObject({
      dueOn: '2027-01-04',
      provisional: true,
    });
    expect((await offsets())[0]).toBe('-3 2026-12-30 true');
    expect(firstBrokenEntry((await office.stored(review)).history)).toBeNull();
    await expect(recomputations.undo(recomputationId, order)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
    });
  });

  it('tells those concerned when it is asked to', async () => {
    await recomputations.apply({ ...order, notify: true });
    const { notices } = await office.stored(review);
    const told = notices.filter(({ template }) => template.includes('deadlineMoved'));
    expect(told.map(({ template, party }) => `${template.split('/')[1] ?? ''} ${party}`)).toEqual([
      'deadlineMoved acceptor',
      'deadlineMovedToEnterprise enterprise',
    ]);
    expect(told[0]?.variables).toMatchObject({ movedFrom: '2027-01-04', movedTo: '2027-01-06' });
  });
});

describe('a recomputation after a policy has changed', () => {
  it('never makes anybody late by a rule that was not there', async () => {
    const rules = office.part(RuleBook);
    const { id: _, version: __, ...content } = rules.policies.get('arrears.review@1');
    const shorter = { ...content, value: 2, effectiveFrom: '2026-12-01' };
    const change = { by: null, at: office.time.now(), reason: '测试' };
    await office.part(Policies).add(shorter, 'arrears.review@1', change);
    expect(await preview()).toEqual(['arrears review 2027-01-06 2026-12-31']);
    await recomputations.apply(order);
    expect(await office.clock(review, 'review')).toMatchObject({
      policyId: 'arrears.review@2',
      dueOn: '2026-12-31',
      rawDueOn: '2026-12-23',
      status: 'running',
    });
    office.time.advanceTo(at('2026-12-31', '23:59'));
    await office.sweeper.runOnce();
    expect((await office.clock(review, 'review')).status).toBe('running');
    office.time.advanceTo(at('2026-12-31', '24:00'));
    await office.sweeper.runOnce();
    expect((await office.clock(review, 'review')).status).toBe('lapsed');
  });

  it('leaves a deadline that has lapsed as it is', async () => {
    expect(await preview()).toEqual([]);
  });
});
