import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { firstBrokenEntry } from '../../src/engine/history-chain.js';
import { oldDebt } from '../support/complaints.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handler = 'handler.arrears.450100';

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** A complaint that the unit works on, with a supervision notice that has been approved. */
async function aNotice(): Promise<{ debt: string; notice: string }> {
  const debt = await office.file('arrears', { filing: oldDebt });
  await office.play(debt, 'complaint.accept', ['referral.send', unit], 'referral.sign');
  await office.act(debt, 'serviceAddress.confirm');
  const filing = { type: 'supervisionNotice', caseIds: [debt] };
  const notice = await office.propose('measure', filing, handler);
  await office.act(notice, 'measure.approve', { as: handler });
  return { debt, notice };
}

const outcomes = async (acts: readonly Promise<unknown>[]): Promise<readonly string[]> =>
  (await Promise.allSettled(acts)).map((result) =>
    result.status === 'fulfilled' ? 'done' : String((result.reason as { code?: string }).code),
  );

async function isWhole(id: string): Promise<boolean> {
  const { record, history } = await office.stored(id);
  return firstBrokenEntry(history) === null && history.length === record.version;
}

describe('measures at once', () => {
  it('are issued once, however many officers do it', async () => {
    const { debt, notice } = await aNotice();
    const acts = [1, 2, 3, 4].map(() => office.act(notice, 'measure.issue', { as: handler }));
    expect([...(await outcomes(acts))].sort()).toEqual([
      'EVENT_NOT_ACCEPTED',
      'EVENT_NOT_ACCEPTED',
      'EVENT_NOT_ACCEPTED',
      'done',
    ]);
    const { history } = await office.stored(notice);
    expect(history.filter(({ event }) => event === 'measure.issue')).toHaveLength(1);
    const told = (await office.stored(debt)).history.filter(
      ({ payload }) => payload['measureId'] === notice,
    );
    expect(told).toHaveLength(new Set(told.map(({ payload }) => JSON.stringify(payload))).size);
    expect([await isWhole(notice), await isWhole(debt)]).toEqual([true, true]);
  });

  it('are proposed once, however many ask for the same', async () => {
    const debt = await office.file('arrears', { filing: oldDebt });
    await office.play(debt, 'complaint.accept', ['referral.send', unit], 'referral.sign');
    const filing = { type: 'supervisionNotice', caseIds: [debt] };
    const proposals = [1, 2, 3].map(() => office.propose('measure', filing, handler));
    expect([...(await outcomes(proposals))].sort()).toEqual([
      'MEASURE_NOT_ALLOWED',
      'MEASURE_NOT_ALLOWED',
      'done',
    ]);
    expect(await office.about(debt)).toHaveLength(1);
  });

  it('and acts on their complaints wait for each other and never for ever', async () => {
    const pairs = await Promise.all([aNotice(), aNotice(), aNotice()]);
    const acts = pairs.flatMap(({ debt, notice }) => [
      office.act(notice, 'measure.issue', { as: handler }),
      office.act(debt, 'assignment.release', { as: handler }),
      office.propose('measure', { type: 'inquiry', caseIds: [debt] }, 'acceptor.arrears'),
      office.act(debt, 'extension.request', { as: handler }),
    ]);
    expect(new Set(await outcomes(acts))).toEqual(new Set(['done']));
    for (const { debt, notice } of pairs) {
      expect([await isWhole(debt), await isWhole(notice)]).toEqual([true, true]);
      expect(await office.about(debt)).toHaveLength(2);
    }
  });

  it('propose the next level once when several sweepers find them unanswered', async () => {
    const pairs = [await aNotice(), await aNotice(), await aNotice()];
    for (const { notice } of pairs) {
      await office.act(notice, 'measure.issue', { as: handler });
      await office.act(notice, 'measure.serve', { as: handler });
    }
    const { dueAt } = await office.clock(pairs[0]?.notice ?? '', 'answer');
    await office.lettersLeave();
    office.time.advanceTo(new Date(dueAt.getTime() - 60_000));
    await office.sweeper.runOnce();
    for (const { debt } of pairs) expect(await office.about(debt)).toHaveLength(1);
    office.time.advanceTo(dueAt);
    const sweepers = [office.sweeper, office.anotherSweeper(), office.anotherSweeper()];
    await Promise.all(sweepers.map((sweeper) => sweeper.runOnce()));
    // What one of them left to another comes with the next look.
    await office.sweeper.runOnce();
    for (const { debt, notice } of pairs) {
      const about = await office.about(debt);
      expect(about.map(({ filing, state }) => [(filing as { type?: string }).type, state])).toEqual(
        [
          ['supervisionNotice', 'refused'],
          ['interview', 'proposed'],
        ],
      );
      expect([await isWhole(debt), await isWhole(notice)]).toEqual([true, true]);
    }
  });
});
