import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CompleteContexts } from '../../src/engine/complete-contexts.js';
import { ClosingGrounds1796170000000 } from '../../src/store/migrations/1796170000000-closing-grounds.js';
import { WholeCharts1790900000000 } from '../../src/store/migrations/1790900000000-whole-charts.js';
import { unitId } from '../../seeds/reference-data.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const promiseUnit = { unitId: unitId('450100', 'investment', 'promise-handling') };
const arrearsUnit = { unitId: unitId('450100', 'industry', 'arrears-handling') };

/** How the machines wrote a case before they went beyond the answer. */
const asBefore = [
  `UPDATE cases SET snapshot = snapshot #- '{value,open,acceptorDesk}' #- '{value,open,handlerDesk}'`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{value,open,progress}',
      snapshot #> '{value,open,progress,answered}')
    WHERE snapshot #> '{value,open,progress,answered}' IS NOT NULL`,
  `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context}', (snapshot -> 'context')
      - '{coUnitIds,cooperation,officers,outcome,answeredOn,answeredBy,objected,surveyed,tries}'::text[]
      - '{serviceAddress}'::text[]
      - '{rectified,upheld,rehandled,reopeningAsked,newFacts,closedFor,rectification}'::text[])`,
  `UPDATE clocks SET timer_id = replace(timer_id, '.answered.replied', '.replied')`,
  `UPDATE clocks SET timer_id = replace(timer_id, '.answered',
      CASE WHEN timer_id LIKE '%promise%' THEN '.replied' ELSE '.fedBack' END)`,
  `UPDATE cases SET oldest_due_on = NULL, snapshot = jsonb_set(snapshot, '{context}',
      (snapshot -> 'context') - '{ledger,size,openAgainstRespondent}'::text[])`,
  `ALTER TABLE ledger_entries DISABLE TRIGGER tr_ledger_entries_kept`,
  `DELETE FROM ledger_entries`,
  `ALTER TABLE ledger_entries ENABLE TRIGGER tr_ledger_entries_kept`,
  `DELETE FROM clocks WHERE name IN ('acceptorDesk', 'handlerDesk')`,
];

let database: TestDatabase;
let office: EngineUnderTest;
const cases: Record<string, string> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  cases['filed'] = await office.file('promise');
  for (const name of ['replied', 'asked']) {
    const id = await office.file('promise');
    cases[name] = id;
    await office.play(
      id,
      'complaint.accept',
      ['referral.send', promiseUnit],
      'referral.sign',
      'result.submit',
      'reply.send',
    );
  }
  cases['fedBack'] = await office.file('arrears');
  await office.play(
    cases['fedBack'],
    'complaint.accept',
    ['referral.send', arrearsUnit],
    'referral.sign',
    'result.submit',
    'reply.send',
  );
  const runner = database.dataSource.createQueryRunner();
  for (const statement of asBefore) await runner.query(statement);
  const migration = new WholeCharts1790900000000();
  await migration.down(runner);
  await migration.up(runner);
  await runner.release();
  await office.part(CompleteContexts).onModuleInit();
});
afterAll(async () => {
  await office.close();
  await database.close();
});

describe('a case of before the second half of the charts', () => {
  it('goes on where it stood when it was new', async () => {
    const id = cases['filed'] ?? '';
    await office.act(id, 'complaint.accept');
    expect(await office.record(id)).toMatchObject({
      state: 'accepted',
      acceptorOfficerId: expect.any(String) as unknown,
    });
  });

  it.each([
    ['promise', 'replied'],
    ['arrears', 'fedBack'],
  ])('of kind %s takes an objection within its term', async (_, state) => {
    const id = cases[state] ?? '';
    await office.act(id, 'objection.file');
    expect(await office.record(id)).toMatchObject({ state: 'reexamination' });
    const { clocks } = await office.stored(id);
    expect(clocks.find(({ name }) => name === 'objection')).toMatchObject({ status: 'cancelled' });
    expect(clocks.find(({ name }) => name === 'reexamination')).toMatchObject({
      status: 'running',
      startedOn: '2026-09-18',
    });
  });

  it('has the money of its filing and of its result', async () => {
    const { snapshot, oldestDueOn } = await office.record(cases['fedBack'] ?? '');
    expect(oldestDueOn).toBe('2026-04-01');
    expect(snapshot).toMatchObject({
      context: { ledger: { items: [{ claimed: 100_000_000, dueOn: '2026-04-01' }] } },
    });
    const lines = await database.dataSource.query<{ kind: string; amount: string }[]>(
      'SELECT kind, amount FROM ledger_entries WHERE case_id = $1 ORDER BY no',
      [cases['fedBack']],
    );
    expect(lines.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual([
      'claimed 100000000',
      'verified 100000000',
      'undisputed 80000000',
      'disputed 20000000',
    ]);
  });

  it('is followed up by the clock of before', async () => {
    const id = cases['asked'] ?? '';
    office.time.advanceTo(at('2026-10-09', '23:59'));
    await office.sweeper.runOnce();
    expect(await office.record(id)).toMatchObject({ state: 'replied' });
    office.time.advanceTo(at('2026-10-09', '24:00'));
    await office.sweeper.runOnce();
    expect(await office.record(id)).toMatchObject({ state: 'followUp' });
  });
});

describe('a case that was closed before its ground had a column', () => {
  it('has the ground there, and one that is open has none', async () => {
    const id = await office.file('promise');
    await office.play(
      id,
      'complaint.accept',
      ['referral.send', promiseUnit],
      'referral.sign',
      'result.submit',
      'reply.send',
      ['survey.answer', { contacted: true, solved: true, satisfied: true }],
    );
    const open = (await office.record(id)).closedFor;
    await office.act(id, 'case.close');
    const runner = database.dataSource.createQueryRunner();
    await new ClosingGrounds1796170000000().down(runner);
    await new ClosingGrounds1796170000000().up(runner);
    await runner.release();
    const rows = await database.dataSource.query<{ id: string; ground: string }[]>(
      'SELECT id, closed_for AS ground FROM cases WHERE closed_for IS NOT NULL',
    );
    expect(open).toBeNull();
    expect(rows).toEqual([{ id, ground: 'solved' }]);
    expect(await office.record(id)).toMatchObject({ closedFor: 'solved' });
  });
});
