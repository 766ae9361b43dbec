import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../../seeds/demo-accounts.js';
import { unitId } from '../../../seeds/reference-data.js';
import { Clock } from '../../../src/clocks/clock.entity.js';
import { accountOf, at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const promiseUnit = (city: string) => unitId(city, 'investment', 'promise-handling');
const lead = promiseUnit('450100');
const [prompt, silent] = [promiseUnit('450200'), promiseUnit('450300')];
const development = unitId('450100', 'development', 'promise-handling');
const answer = { answer: '不存在用地障碍。' };
const result = { resultCode: 'verified', summary: '未拨付。', publicReply: '承诺属实。' };

let database: TestDatabase;
let office: EngineUnderTest;
let id: string;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** A promise case that got its lead and two units that help it on Friday 2026-09-18. */
beforeEach(async () => {
  await database.dataSource.query('UPDATE clocks SET next_stage_at = NULL');
  office.time.advanceTo(at('2026-09-18'));
  id = await office.file('promise');
  const referral = { unitId: lead, coUnitIds: [prompt, silent] };
  await office.play(id, 'complaint.accept', ['referral.send', referral], 'referral.sign');
});

/** An officer of the demonstration acts in the officer's own unit. */
function actAs(name: string, type: string, payload: object): Promise<number> {
  const { id: accountId, role, unitId: unit, name: called } = accountOf(name);
  return office.engine.send(
    {
      caseId: id,
      event: { type, payload },
      actor: { role, accountId, unitId: unit, name: called },
      at: office.time.now(),
      inScope: () => true,
    },
    ({ record }) => Promise.resolve(record.version),
  );
}

const tasks = async () =>
  (await office.stored(id)).clocks
    .filter(({ name }) => name === 'cooperation')
    .map(({ subject, generation, status }) => ({ subject, generation, status }));

/** Letters by name, each with the readers' addresses before the `@`. */
async function readersOf(...names: readonly string[]): Promise<Record<string, readonly string[]>> {
  const { notices } = await office.stored(id);
  return Object.fromEntries(
    names.map((name) => [
      name,
      notices
        .filter(({ template }) => template === `promise@1/${name}`)
        .map(({ recipient }) => recipient.replace(`@${demoDomain}`, ''))
        .toSorted(),
    ]),
  );
}

describe('units that cooperate', () => {
  it('are stored with the case, and each has a clock and a letter of its own', async () => {
    expect((await office.record(id)).coUnitIds).toEqual([prompt, silent]);
    expect(await tasks()).toEqual([
      { subject: prompt, generation: 1, status: 'running' },
      { subject: silent, generation: 2, status: 'running' },
    ]);
    for (const generation of [1, 2]) {
      expect(await office.clock(id, 'cooperation', generation)).toMatchObject({
        owedBy: 'coHandler',
        startedOn: '2026-09-18',
        dueOn: '2026-09-29',
        derivation: { replaces: null },
      });
    }
    expect(await readersOf('cooperationAsked', 'referral')).toEqual({
      cooperationAsked: ['handler.promise.450200', 'handler.promise.450300'],
      referral: ['handler.promise.450100'],
    });
  });

  it('have one clock each that runs, by the database itself', async () => {
    const { manager } = database.dataSource;
    const clock = await office.clock(id, 'cooperation', 1);
    const again = { ...clock, generation: 3 };
    await expect(manager.insert(Clock, again as object)).rejects.toThrow('uq_clocks_running');
    const other = { ...again, timerId: `xstate.after.cooperation.@${development}` };
    await manager.insert(Clock, other);
    expect(await tasks()).toHaveLength(3);
  });

  it('are met one by one, and whoever is late is late alone', async () => {
    office.time.advanceTo(at('2026-09-21'));
    await actAs('handler.promise.450200', 'cooperation.answer', answer);
    expect(await readersOf('cooperationAnswered')).toEqual({
      cooperationAnswered: ['handler.promise.450100'],
    });

    office.time.advanceTo(at('2026-09-29', '23:59'));
    await office.sweeper.runOnce();
    expect(await tasks()).toEqual([
      { subject: prompt, generation: 1, status: 'met' },
      { subject: silent, generation: 2, status: 'running' },
    ]);
    const late = [
      'urging',
      'urgingToHead',
      'cooperationLate',
      'cooperationLateToAcceptor',
      'deadlineNear',
    ];
    expect(await readersOf(...late)).toEqual({
      urging: [],
      urgingToHead: [],
      cooperationLate: [],
      cooperationLateToAcceptor: [],
      deadlineNear: ['handler.promise.450300', 'handler.promise.450300'],
    });

    office.time.advanceTo(at('2026-09-29', '24:00'));
    await office.sweeper.runOnce();
    expect(await tasks()).toEqual([
      { subject: prompt, generation: 1, status: 'met' },
      { subject: silent, generation: 2, status: 'lapsed' },
    ]);
    expect(await readersOf(...late)).toEqual({
      urging: ['handler.promise.450300'],
      urgingToHead: ['head.promise.450300'],
      cooperationLate: ['handler.promise.450100'],
      cooperationLateToAcceptor: ['acceptor.promise'],
      deadlineNear: ['handler.promise.450300', 'handler.promise.450300'],
    });
    // The lead is not late because somebody else is.
    expect(await office.record(id)).toMatchObject({ state: 'handling', escalation: 'none' });

    await actAs('handler.promise.450300', 'cooperation.answer', answer);
    expect(await office.clock(id, 'cooperation', 2)).toMatchObject({
      status: 'lapsed',
      endedAt: office.time.now(),
      nextStageAt: null,
    });
  });

  it('are released by a result that says why it does not wait, and only who was awaited is told', async () => {
    await actAs('handler.promise.450200', 'cooperation.answer', answer);
    const hasty = actAs('handler.promise.450100', 'result.submit', result);
    await expect(hasty).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    expect(await tasks()).toMatchObject([{ status: 'met' }, { status: 'running' }]);

    const explained = { ...result, withoutCoUnits: '已由其他途径核实。' };
    await actAs('handler.promise.450100', 'result.submit', explained);
    expect(await tasks()).toMatchObject([{ status: 'met' }, { status: 'cancelled' }]);
    expect(await readersOf('cooperationOver')).toEqual({
      cooperationOver: ['handler.promise.450300'],
    });
  });

  it('are asked anew with the next generations when the case moves to another unit', async () => {
    await actAs('handler.promise.450200', 'cooperation.answer', answer);
    await office.act(id, 'referral.return');
    const move = { unitId: development, coUnitIds: [silent] };
    await office.act(id, 'referral.send', { payload: move });
    expect(await tasks()).toEqual([
      { subject: prompt, generation: 1, status: 'met' },
      { subject: silent, generation: 2, status: 'cancelled' },
      { subject: silent, generation: 3, status: 'running' },
    ]);
    expect((await office.clock(id, 'cooperation', 3)).derivation.replaces).toEqual({
      generation: 2,
      dueOn: '2026-09-29',
    });
    expect((await office.record(id)).coUnitIds).toEqual([silent]);
  });

  it.each([
    ['a unit that helps submits no result', 'handler.promise.450200', 'result.submit', result],
    ['nor takes the case', 'handler.promise.450200', 'assignment.take', {}],
    ['the lead answers for nobody', 'handler.promise.450100', 'cooperation.answer', answer],
    ['nor does a stranger', 'handler.promise.450400', 'cooperation.answer', answer],
  ])('do their own part only: %s', async (_, name, type, payload) => {
    const before = await office.stored(id);
    await expect(actAs(name, type, payload)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await office.stored(id)).toEqual(before);
  });

  it('answer once', async () => {
    await actAs('handler.promise.450200', 'cooperation.answer', answer);
    const before = await office.stored(id);
    await expect(
      actAs('handler.promise.450200', 'cooperation.answer', answer),
    ).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED' });
    expect(await office.stored(id)).toEqual(before);
    await actAs('handler.promise.450300', 'cooperation.answer', answer);
    expect(await tasks()).toMatchObject([{ status: 'met' }, { status: 'met' }]);
  });
});
