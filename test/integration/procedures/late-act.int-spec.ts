import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { lapsesIn } from '../../support/lapses.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };

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

/** On somebody's desk at once, so that no clock waits for that. */
async function filedOn(date: string): Promise<string> {
  office.time.advanceTo(at(date));
  const id = await office.file('promise');
  await office.act(id, 'assignment.take');
  return id;
}

const lapses = async (id: string) => lapsesIn((await office.stored(id)).history);

describe('an act that comes after a deadline, before any sweep', () => {
  /** A promise case whose missing material is due until the end of 2026-10-15. */
  async function withSupplementAsked(): Promise<string> {
    const id = await filedOn('2026-09-18');
    await office.act(id, 'supplement.request');
    await office.lettersLeave();
    expect(await office.clock(id, 'supplement')).toMatchObject({ dueOn: '2026-10-15' });
    return id;
  }

  it('finds the case lapsed, changes nothing, and the sweep dates the end on the last day', async () => {
    const id = await withSupplementAsked();
    office.time.advanceTo(at('2026-10-15', '24:00'));
    const before = await office.stored(id);
    await expect(office.act(id, 'supplement.submit')).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
      details: { state: 'lapsed', accepted: ['retaliation.report'] },
    });
    expect(await office.stored(id)).toEqual(before);

    office.time.advanceTo(at('2026-10-20'));
    await office.sweeper.runOnce();
    expect(await office.record(id)).toMatchObject({ state: 'lapsed', endedAt: at('2026-10-20') });
    expect(await lapses(id)).toEqual([['supplement', '2026-10-15', at('2026-10-20')]]);
  });

  it('is in time a minute before midnight of the last day', async () => {
    const id = await withSupplementAsked();
    office.time.advanceTo(at('2026-10-15', '23:59'));
    await office.act(id, 'supplement.submit');
    expect(await office.record(id)).toMatchObject({ state: 'submitted' });
    expect(await lapses(id)).toEqual([]);
  });

  it('stands after the lapse in the history, where the case goes on', async () => {
    const id = await filedOn('2026-09-18');
    office.time.advanceTo(at('2026-09-22', '24:00'));
    await office.act(id, 'complaint.accept');
    const { history } = await office.stored(id);
    expect(
      history.map(({ event, occurredOn }) => [event.split('.after.').at(-1), occurredOn]),
    ).toEqual([
      ['complaint.file', '2026-09-18'],
      ['assignment.take', '2026-09-18'],
      [expect.stringMatching(/^precheck\./), '2026-09-20'],
      [expect.stringMatching(/^acceptance\./), '2026-09-22'],
      ['complaint.accept', '2026-09-23'],
    ]);
    expect(await office.letters(id, 'event:4')).toEqual([
      'urging→acceptor',
      'urgingToHead→acceptorHead',
    ]);
  });

  it('is too late for an extension, and in time a minute before', async () => {
    const late = await filedOn('2026-09-18');
    const inTime = await filedOn('2026-09-18');
    for (const id of [late, inTime]) {
      await office.play(id, 'complaint.accept', ['referral.send', investment], 'referral.sign');
    }
    office.time.advanceTo(at('2026-10-15', '23:59'));
    await office.act(inTime, 'extension.request');
    office.time.advanceTo(at('2026-10-15', '24:00'));
    await expect(office.act(late, 'extension.request')).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
    });
    await expect(office.act(inTime, 'extension.approve')).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
    });
  });
});
