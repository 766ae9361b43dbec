import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { TimeCorrections } from '../../../src/deadlines/time-corrections.js';
import { CaseCorrections, type WrongSpan } from '../../../src/engine/case-corrections.js';
import { firstBrokenEntry } from '../../../src/engine/history-chain.js';
import { WorkingHours } from '../../../src/notices/working-hours.js';
import { RuleBook } from '../../../src/policies/rule-book.js';
import { comparable } from '../../support/comparable-case.js';
import { oldDebt } from '../../support/complaints.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const YEAR_AND_MORE = 400 * 86_400_000;
const unit = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const investment = { unitId: unitId('450100', 'investment', 'promise-handling') };
const handler = 'handler.arrears.450100';
const reason = '服务器时钟被误调至2028年。';

/** An office with cases of both kinds, in the same states at the same times in each. */
interface Town {
  readonly database: TestDatabase;
  readonly office: EngineUnderTest;
  readonly corrections: TimeCorrections;
  readonly cases: Readonly<Record<CaseName, string>>;
}

type CaseName = 'filed' | 'handled' | 'asked' | 'noticed' | 'notice' | 'acted';

let jumped: Town;
let calm: Town;
let span: WrongSpan;

async function aTown(): Promise<Town> {
  const database = await openTestDatabase();
  const office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  const corrections = new TimeCorrections(
    database.transactions,
    office.part(CaseCorrections),
    office.part(RuleBook),
    office.part(WorkingHours),
    office.time,
  );
  const aDebt = async () => {
    const id = await office.file('arrears', { filing: oldDebt });
    await office.play(id, 'complaint.accept', ['referral.send', unit], 'referral.sign');
    await office.act(id, 'serviceAddress.confirm');
    return id;
  };
  const filed = await office.file('promise');
  const handled = await office.file('promise');
  await office.play(handled, 'complaint.accept', ['referral.send', investment], 'referral.sign');
  const asked = await aDebt();
  await office.act(asked, 'feedback.request', {
    as: handler,
    payload: { questions: ['是否属实'] },
  });
  const noticed = await aDebt();
  const filing = { type: 'supervisionNotice', caseIds: [noticed] };
  const notice = await office.propose('measure', filing, handler);
  for (const act of ['measure.approve', 'measure.issue', 'measure.serve']) {
    await office.act(notice, act, { as: handler });
  }
  const acted = await office.file('arrears', { filing: oldDebt });
  await office.lettersLeave();
  return {
    database,
    office,
    corrections,
    cases: { filed, handled, asked, noticed, notice, acted },
  };
}

beforeAll(async () => {
  jumped = await aTown();
  calm = await aTown();
});
afterAll(async () => {
  for (const { office, database } of [jumped, calm]) {
    await office.close();
    await database.close();
  }
});

const databaseNow = async ({ database }: Town): Promise<Date> => {
  const [row] = await database.dataSource.query<[{ at: Date }]>('SELECT clock_timestamp() AS at');
  return row.at;
};

async function viewOf(town: Town, name: CaseName) {
  return comparable(await town.office.stored(town.cases[name]), Object.values(town.cases));
}

/** The cases that only time has touched. */
const untouched = ['filed', 'handled', 'asked', 'noticed', 'notice'] as const;

/** Everything moves on by the right time, as in a year without a wrong clock. */
async function bothMoveTo(day: string): Promise<void> {
  for (const { office } of [jumped, calm]) {
    office.time.advanceTo(at(day, '24:00'));
    await office.sweeper.runOnce();
    await office.lettersLeave();
  }
}

const correct = (apply = true) => {
  const lines: string[] = [];
  const { corrections } = jumped;
  const onCase = ({ record, obstacle }: { record: { id: string }; obstacle: unknown }) => {
    if (obstacle) lines.push(record.id);
  };
  const count = apply ? corrections.apply(span, reason, onCase) : corrections.preview(span, onCase);
  return count.then((counted) => ({ ...counted, lines }));
};

describe('a clock that was a year ahead for some seconds', () => {
  it('lapses what is not due, proposes measures and owes letters', async () => {
    const { office, database, cases } = jumped;
    for (const name of untouched) {
      expect(await viewOf(jumped, name)).toEqual(await viewOf(calm, name));
    }
    const right = office.time.now();
    const from = await databaseNow(jumped);
    office.time.advanceTo(new Date(right.getTime() + YEAR_AND_MORE));
    await office.sweeper.runOnce();
    const urged = await database.dataSource.query<{ id: string }[]>(
      `UPDATE notices SET status = 'sent', sent_at = queued_at, subject = '催办', next_attempt_at = NULL
        WHERE id = (SELECT id FROM notices WHERE case_id = $1 AND status = 'pending'
                       AND party = 'enterprise' ORDER BY id LIMIT 1) RETURNING id`,
      [cases.handled],
    );
    expect(urged[0]).toHaveLength(1);
    for (const town of [jumped, calm])
      town.office.time.advanceTo(new Date(right.getTime() + 60_000));
    span = { from, to: new Date((await databaseNow(jumped)).getTime() + 1), aheadMs: 86_400_000 };
    // Somebody takes the wrong lapse for true.
    await office.act(cases.acted, 'complaint.terminate');
  });

  it('leaves cases that are not what they would have been', async () => {
    for (const name of untouched) {
      expect(await viewOf(jumped, name)).not.toEqual(await viewOf(calm, name));
    }
    expect(await jumped.office.about(jumped.cases.asked)).toHaveLength(1);
    expect((await jumped.office.about(jumped.cases.noticed)).length).toBeGreaterThan(1);
  });

  it('is told of before anything is written', async () => {
    const before = await jumped.office.stored(jumped.cases.handled);
    const counted = await correct(false);
    expect(counted).toMatchObject({ left: 1, corrected: 1, lines: [jumped.cases.acted] });
    expect(counted.entries).toBeGreaterThan(10);
    expect(await jumped.office.stored(jumped.cases.handled)).toEqual(before);
  });

  it('is undone as a whole, and the histories keep both', async () => {
    const { office, cases } = jumped;
    const acted = await office.stored(cases.acted);
    const before = await office.stored(cases.handled);
    const counted = await correct();
    expect(counted).toMatchObject({ left: 1, lines: [cases.acted] });
    for (const name of untouched) {
      expect(await viewOf(jumped, name)).toEqual(await viewOf(calm, name));
      const { record, history } = await office.stored(cases[name]);
      expect(firstBrokenEntry(history)).toBeNull();
      expect(history.at(-1)).toMatchObject({ event: 'time.corrected', seq: record.version });
      expect(record.lastHash).toBe(history.at(-1)?.hash);
    }
    const after = await office.stored(cases.handled);
    expect(after.history.slice(0, -1)).toEqual(before.history);
    expect(after.record.version).toBe(before.record.version + 1);
    expect(await office.stored(cases.acted)).toEqual(acted);
  });

  it('tells the systems of the enterprise what was, and that it is taken back', async () => {
    const { office, database, cases } = jumped;
    const { history } = await office.stored(cases.handled);
    const rows = await database.dataSource.query<{ type: string; state: string; seq: number }[]>(
      'SELECT type, state, seq FROM feed_events WHERE case_id = $1 ORDER BY seq',
      [cases.handled],
    );
    expect(rows).toEqual(
      history.map(({ event, toState: state, seq }) => ({
        type: event.startsWith('xstate.after.') ? 'clock.lapsed' : event,
        ...{ state, seq },
      })),
    );
    expect(rows.slice(-2).map(({ type }) => type)).toEqual(['clock.lapsed', 'time.corrected']);
  });

  it('tells whoever has got a letter that it does not count, and nobody else', async () => {
    const { notices } = await jumped.office.stored(jumped.cases.handled);
    const taken = notices.filter(({ cause }) => cause.startsWith('takenBack:'));
    expect(new Set(taken.map(({ status }) => status))).toEqual(new Set(['sent', 'withdrawn']));
    const [sent] = taken.filter(({ status }) => status === 'sent');
    const told = notices.filter(({ template }) => template === 'corrections@1/letterTakenBack');
    expect(told).toMatchObject([
      {
        cause: `correction:${sent?.id ?? ''}`,
        recipient: sent?.recipient,
        status: 'pending',
        variables: { letterSubject: '催办' },
      },
    ]);
  });

  it('ends the measures that it opened, which bear it in their history', async () => {
    const [measure] = await jumped.office.about(jumped.cases.asked);
    const { record, history, clocks } = await jumped.office.stored(measure?.id ?? '');
    expect(record).toMatchObject({ state: 'cancelled', endedAt: jumped.office.time.now() });
    expect(history.map(({ event }) => event)).toContain('time.corrected');
    expect(firstBrokenEntry(history)).toBeNull();
    expect(clocks.filter(({ endedAt }) => endedAt === null)).toEqual([]);
    await expect(
      jumped.office.act(record.id, 'measure.approve', { as: handler }),
    ).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED' });
  });

  it('has nothing to undo a second time', async () => {
    const before = await jumped.office.stored(jumped.cases.noticed);
    expect(await correct()).toMatchObject({ cases: 0, entries: 0, left: 1 });
    expect(await jumped.office.stored(jumped.cases.noticed)).toEqual(before);
  });

  it('has left no trace in what comes due at its right time', async () => {
    for (const day of ['2026-09-21', '2026-09-24', '2026-09-30', '2026-10-15', '2026-11-30']) {
      await bothMoveTo(day);
      for (const name of untouched) {
        expect(await viewOf(jumped, name)).toEqual(await viewOf(calm, name));
      }
    }
    expect(await jumped.office.about(jumped.cases.asked)).toHaveLength(2);
  });
});
