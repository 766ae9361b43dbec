import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Policies } from '../../../src/policies/policies.js';
import { RuleBook } from '../../../src/policies/rule-book.js';
import { oldDebt } from '../../support/complaints.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const REVIEW = 'xstate.after.review.arrears.open.progress.submitted';

let database: TestDatabase;
let office: EngineUnderTest;
let id: string;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  // A review of 200 days, which no regulation gives it.
  const { id: _, version: __, ...review } = office.part(RuleBook).policies.get('arrears.review@1');
  await office.part(Policies).add(
    {
      ...review,
      value: 200,
      unit: 'calendarDay',
      divisionCode: '450000',
      effectiveFrom: '2026-01-01',
    },
    null,
    { by: null, at: office.time.now(), reason: '测试' },
  );
});
afterAll(async () => {
  await office.close();
  await database.close();
});

const lapses = async () => {
  const { history } = await office.stored(id);
  return history.filter(({ event }) => event === REVIEW).map((entry) => entry.occurredOn);
};

/** The tests of this file are one story: each goes on where the one before it ended. */
describe('a clock of 200 days', () => {
  it('is armed for its day, whatever the milliseconds of a timer can hold', async () => {
    office.time.advanceTo(at('2026-04-01'));
    id = await office.file('arrears', { filing: oldDebt });
    await office.act(id, 'assignment.take');
    const review = await office.clock(id, 'review');
    // 18 October is a Sunday.
    expect(review).toMatchObject({ rawDueOn: '2026-10-18', dueOn: '2026-10-19' });
    expect(review.dueAt).toEqual(at('2026-10-19', '24:00'));
  });

  it('outlives a restart, and fires nothing in between', async () => {
    office.time.advanceTo(at('2026-07-15'));
    expect(await office.sweeper.runOnce()).toBe(0);
    await office.close();
    office = await EngineUnderTest.start(database);
    office.time.advanceTo(at('2026-10-14', '08:59'));
    expect(await office.sweeper.runOnce()).toBe(0);
    office.time.advanceTo(at('2026-10-14', '09:00'));
    expect(await office.sweeper.runOnce()).toBe(1);
    office.time.advanceTo(at('2026-10-16', '09:00'));
    expect(await office.sweeper.runOnce()).toBe(1);
  });

  it('does not fire early or again when time goes back by an hour', async () => {
    office.time.advanceTo(at('2026-10-19', '23:59'));
    expect(await office.sweeper.runOnce()).toBe(0);
    office.time.advance({ hours: -1 });
    expect(await office.sweeper.runOnce()).toBe(0);
    expect(await lapses()).toEqual([]);

    office.time.advanceTo(at('2026-10-19', '24:00'));
    const fired = await Promise.all([office.sweeper.runOnce(), office.anotherSweeper().runOnce()]);
    expect(fired[0] + fired[1]).toBe(1);
    office.time.advance({ hours: -1 });
    const before = await office.stored(id);
    expect(await office.sweeper.runOnce()).toBe(0);
    office.time.advanceTo(at('2026-10-19', '24:00'));
    expect(await office.sweeper.runOnce()).toBe(0);
    expect(await lapses()).toEqual(['2026-10-19']);
    expect(await office.stored(id)).toEqual(before);
  });
});
