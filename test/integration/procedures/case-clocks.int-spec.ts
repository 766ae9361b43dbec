import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { oldDebt } from '../../support/complaints.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };
const development = { unitId: unitId('450100', 'development', 'promise-handling') };
const arrearsUnit = { unitId: unitId('450200', 'industry', 'arrears-handling') };

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
});
afterAll(async () => {
  await office.close();
  await database.close();
});
/** Clocks of earlier tests stop, so that a sweep is about one case. */
beforeEach(() => database.dataSource.query('UPDATE clocks SET next_stage_at = NULL'));

/** A promise case that the unit got on Friday 2026-09-18 and signed for. */
async function handledCase(): Promise<string> {
  office.time.advanceTo(at('2026-09-18'));
  const id = await office.file('promise');
  await office.play(id, 'complaint.accept', ['referral.send', investment], 'referral.sign');
  return id;
}

const statusesOf = async (id: string) =>
  Object.fromEntries(
    (await office.stored(id)).clocks.map(({ name, generation, status }) => [
      `${name}#${generation}`,
      status,
    ]),
  );

describe('a clock is armed', () => {
  it.each([
    ['2020-01-20', '2020-02-11', false],
    ['2021-02-05', '2021-02-24', false],
    ['2025-09-26', '2025-10-16', false],
    ['2026-02-10', '2026-03-02', false],
    ['2026-09-18', '2026-10-09', false],
    ['2026-12-21', '2027-01-04', true],
  ])('on %s for ten working days until %s (provisional: %s)', async (from, dueOn, provisional) => {
    office.time.advanceTo(at(from, '23:59'));
    const review = await office.clock(await office.file('arrears', { filing: oldDebt }), 'review');
    expect(review).toMatchObject({ startedOn: from, dueOn, rawDueOn: dueOn, provisional });
    expect(review.dueAt).toEqual(at(dueOn, '24:00'));
  });

  it('for calendar days with the raw day and the working day it rolls to', async () => {
    office.time.advanceTo(at('2026-09-01'));
    const id = await office.file('arrears', { filing: oldDebt });
    await office.play(id, 'complaint.accept', ['referral.send', arrearsUnit]);
    const handling = await office.clock(id, 'handling');
    expect(handling).toMatchObject({ rawDueOn: '2026-10-01', dueOn: '2026-10-08', mark: 'law' });
    expect(handling.dueAt).toEqual(at('2026-10-08', '24:00'));
  });

  it('by the date in China, not by that of Greenwich', async () => {
    office.time.advanceTo('2026-09-17T16:00:00Z');
    expect(await office.clock(await office.file('promise'), 'acceptance')).toMatchObject({
      startedOn: '2026-09-18',
      dueOn: '2026-09-22',
    });
  });
});

describe('a clock ends', () => {
  it('met by its act, cancelled by another end', async () => {
    const id = await handledCase();
    await office.act(id, 'complaint.withdraw');
    expect(await statusesOf(id)).toEqual({
      'precheck#1': 'met',
      'acceptance#1': 'met',
      'referral#1': 'met',
      'signature#1': 'met',
      'cityReply#1': 'cancelled',
      'unitObjection#1': 'cancelled',
      'acceptorDesk#1': 'cancelled',
      'handlerDesk#1': 'cancelled',
    });
    office.time.advanceTo(at('2027-06-01'));
    expect(await office.sweeper.runOnce()).toBe(0);
  });

  it('lapsed at midnight of its last day, and is awaited on until the act comes', async () => {
    office.time.advanceTo(at('2026-09-18'));
    const id = await office.file('promise');
    await office.act(id, 'complaint.check');
    office.time.advanceTo(at('2026-09-22', '23:59'));
    await office.sweeper.runOnce();
    expect(await office.clock(id, 'acceptance')).toMatchObject({ status: 'running' });

    office.time.advanceTo(at('2026-09-22', '24:00'));
    await office.sweeper.runOnce();
    expect(await office.clock(id, 'acceptance')).toMatchObject({ status: 'lapsed', endedAt: null });
    expect(await office.record(id)).toMatchObject({ state: 'submitted', escalation: 'urged' });

    office.time.advanceTo(at('2026-09-23'));
    await office.act(id, 'complaint.accept');
    expect(await office.clock(id, 'acceptance')).toMatchObject({
      status: 'lapsed',
      endedAt: at('2026-09-23'),
      nextStageAt: null,
    });
    expect(await office.record(id)).toMatchObject({ state: 'accepted', escalation: 'none' });
    expect(await statusesOf(id)).toMatchObject({ 'supervision#1': 'cancelled' });
  });
});

describe('a return', () => {
  it('that is not upheld wins no time: the term of the same unit runs on', async () => {
    const id = await handledCase();
    const before = await office.clock(id, 'cityReply');
    expect(before).toMatchObject({ startedOn: '2026-09-18', dueOn: '2026-10-15' });
    office.time.advanceTo(at('2026-09-21'));
    await office.act(id, 'referral.return');
    office.time.advanceTo(at('2026-09-22'));
    await office.act(id, 'referral.uphold');
    expect(await office.clock(id, 'cityReply')).toEqual(before);
    expect(await statusesOf(id)).toMatchObject({ 'signature#1': 'met', 'signature#2': 'running' });
  });

  it('to another unit starts its term; back at the first one, its first day counts', async () => {
    const id = await handledCase();
    const filedAt = (await office.record(id)).filedAt;
    await office.act(id, 'referral.return');
    office.time.advanceTo(at('2026-09-22'));
    await office.act(id, 'referral.send', { payload: development });
    expect(await office.clock(id, 'cityReply', 1)).toMatchObject({ status: 'cancelled' });
    expect(await office.clock(id, 'cityReply', 2)).toMatchObject({
      status: 'running',
      startedOn: '2026-09-22',
      dueOn: '2026-10-20',
    });

    office.time.advanceTo(at('2026-09-23'));
    await office.act(id, 'referral.return');
    await office.act(id, 'referral.send', { payload: investment, by: 'acceptorHead' });
    expect(await office.clock(id, 'cityReply', 3)).toMatchObject({
      status: 'running',
      startedOn: '2026-09-18',
      dueOn: '2026-10-15',
    });
    expect((await office.record(id)).filedAt).toEqual(filedAt);
  });
});

describe('an extension', () => {
  it('is a new generation that knows the date it replaced; the old date passes unnoticed', async () => {
    const id = await handledCase();
    office.time.advanceTo(at('2026-09-22'));
    await office.play(id, ['extension.request', { days: 10, reason: '核对凭证。' }]);
    await office.act(id, 'extension.approve');
    expect(await office.clock(id, 'cityReply', 1)).toMatchObject({ status: 'cancelled' });
    expect(await office.clock(id, 'cityReply', 2)).toMatchObject({
      status: 'running',
      startedOn: '2026-09-18',
      dueOn: '2026-10-29',
      derivation: {
        policy: 'P-HANDLE',
        from: '2026-09-18',
        term: { value: 15, unit: 'workingDay' },
        extension: 10,
        replaces: { generation: 1, dueOn: '2026-10-15' },
      },
    });

    for (const moment of [at('2026-10-15', '24:00'), at('2026-10-29', '23:59')]) {
      office.time.advanceTo(moment);
      await office.sweeper.runOnce();
      expect(await office.clock(id, 'cityReply', 2)).toMatchObject({ status: 'running' });
      expect(await office.record(id)).toMatchObject({ escalation: 'none' });
    }
    office.time.advanceTo(at('2026-10-29', '24:00'));
    await office.sweeper.runOnce();
    expect(await office.clock(id, 'cityReply', 2)).toMatchObject({ status: 'lapsed' });
    expect(await office.record(id)).toMatchObject({ escalation: 'urged' });
  });
});
