import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../../seeds/reference-data.js';
import { TimeWatch } from '../../../src/clocks/time-watch.js';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { LettersAfterLoss } from '../../../src/notices/letters-after-loss.js';
import { Notice } from '../../../src/notices/notice.entity.js';
import { AfterRestore, type LetterFate } from '../../../src/recovery/after-restore.js';
import { RestoreWatch } from '../../../src/restores/restore-watch.js';
import { Transactions } from '../../../src/store/transactions.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { found } from '../../support/respondent.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

const HANDLER = { unitId: unitId('450100', 'industry', 'arrears-handling') };

/** The database as it was when the backup was made; what came after it is lost. */
let database: TestDatabase;
let office: EngineUnderTest;
let letters: LettersAfterLoss;
let recovery: AfterRestore;
let watch: RestoreWatch;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

let cause: string | null;

const stands = () => {
  cause = 'restored';
};

/** As on a process of an installation, which this is not. */
async function restored() {
  office = await EngineUnderTest.start(database);
  letters = office.part(LettersAfterLoss);
  stands();
  watch = {
    look: () => Promise.resolve(cause),
    claim: () => {
      if (cause !== null) return Promise.resolve();
      return Promise.reject(new DomainError('EVENT_NOT_ACCEPTED', 'Nothing stands.'));
    },
    release: () => {
      cause = null;
      return Promise.resolve();
    },
  } as unknown as RestoreWatch;
  recovery = new AfterRestore(
    office.part(Transactions),
    watch,
    office.sweeper,
    letters,
    office.part(TimeWatch),
  );
  await database.dataSource.query('UPDATE incidents SET resolved_at = now()');
  await database.dataSource.query(`UPDATE clocks SET next_stage_at = NULL`);
  await database.dataSource.query(`UPDATE notices SET status = 'sent', next_attempt_at = NULL`);
}

const noticesOf = (caseId: string) =>
  database.dataSource.manager.find(Notice, { where: { caseId }, order: { id: 'ASC' } });

/** Taken on at noon, with the deadline of the review on 9 October; backup at once. */
async function filed(): Promise<string> {
  office.time.advanceTo(at('2026-09-18', '12:00'));
  const id = await office.file('arrears');
  await office.act(id, 'assignment.take');
  return id;
}

const waiting = async (id: string) =>
  (await noticesOf(id)).filter(({ status }) => status === 'pending');

const decide = (fate: LetterFate, lostAt: Date) =>
  recovery.apply({ letters: fate, lostAt, numbersAhead: 1_000 });

describe('numbers after a restore', () => {
  it('go on where no lost case can have been, in series that the backup does not know as well', async () => {
    await restored();
    office.time.advanceTo(at('2026-09-18', '12:00'));
    const numberOf = async (kind: string) => {
      const { record } = await office.stored(await office.file(kind));
      return record.number;
    };
    const before = await numberOf('arrears');
    expect(before).toMatch(/^A-2026-\d{6}-000001$/);
    const series = await database.dataSource.query<object[]>('SELECT * FROM case_numbers');
    expect((await recovery.preview({ lostAt: at('2026-09-18'), numbersAhead: 50 })).series).toEqual(
      [{ series: before.slice(0, 13), last: 1, next: 52 }],
    );
    expect(await database.dataSource.query('SELECT * FROM case_numbers')).toEqual(series);
    await decide('send', at('2026-09-18', '12:00'));
    expect(await numberOf('arrears')).toBe(before.replace('000001', '001002'));
    // The first promise of the year was filed, and lost.
    expect(await numberOf('promise')).toMatch(/^P-2026-\d{6}-001001$/);
    // Nothing of the next year was lost.
    office.time.advanceTo(at('2027-01-04'));
    expect(await numberOf('promise')).toMatch(/^P-2027-\d{6}-000001$/);
    expect(await numberOf('promise')).toMatch(/^P-2027-\d{6}-000002$/);
  });
});

describe('letters after a restore', () => {
  it('that may have left are taken as sent, with what that rests on', async () => {
    await restored();
    const id = await filed();
    const owed = await waiting(id);
    expect(owed.length).toBeGreaterThan(1);
    office.time.advanceTo(at('2026-09-18', '15:00'));
    const done = await decide('sent', at('2026-09-18', '14:00'));
    expect(done).toMatchObject({ marked: owed.length, held: 0, sentAgain: 0, fired: 0 });
    for (const notice of await noticesOf(id)) {
      expect(notice).toMatchObject({
        status: 'sent',
        nextAttemptAt: null,
        sentAt: at('2026-09-18', '12:00'),
        smtpResponse: expect.stringContaining('marked as sent after a restore'),
        subject: expect.stringContaining('A-2026'),
        textBody: expect.any(String),
      });
    }
  });

  it('that cannot have left by then go out', async () => {
    await restored();
    office.time.advanceTo(at('2026-09-18', '20:00'));
    const id = await office.file('arrears');
    const atOnce = (await waiting(id)).filter((letter) => letter.atOnce);
    const inHours = (await waiting(id)).filter((letter) => !letter.atOnce);
    expect([atOnce.length, inHours.length]).not.toContain(0);
    office.time.advanceTo(at('2026-09-19', '07:00'));
    expect(await decide('sent', at('2026-09-18', '21:00'))).toMatchObject({
      marked: atOnce.length,
    });
    expect((await waiting(id)).map((letter) => letter.id)).toEqual(inHours.map((it) => it.id));
  });

  it('of deadlines that passed before the loss are owed anew and taken as sent as well', async () => {
    await restored();
    const id = await filed();
    const lostAt = at('2026-10-08', '12:00');
    office.time.advanceTo(at('2026-10-12'));
    const { moments } = await recovery.preview({ lostAt, numbersAhead: 1 });
    expect(moments.map(({ clock, at: when, lapses }) => [clock, when, lapses])).toEqual([
      ['review', at('2026-09-29', '09:00'), false],
      ['review', at('2026-10-08', '09:00'), false],
      ['review', at('2026-10-09', '24:00'), true],
      ['review', at('2026-10-10', '09:00'), false],
    ]);
    expect(await decide('sent', lostAt)).toMatchObject({ fired: 2 });
    expect(await waiting(id)).toEqual([]);
    // The rest is new to everybody.
    expect((await office.stored(id)).history).toHaveLength(2);
    await office.sweeper.runOnce();
    expect((await office.stored(id)).history).toHaveLength(3);
    expect((await waiting(id)).map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['event:3', 'clock:review#1@1']),
    );
  });

  it('of a deadline that lapsed before the loss are those of its entry', async () => {
    await restored();
    const id = await filed();
    office.time.advanceTo(at('2026-10-10', '12:00'));
    await decide('sent', at('2026-10-10', '08:45'));
    const lapse = (await noticesOf(id)).filter(({ cause }) => cause === 'event:3');
    expect(lapse.map(({ status, sentAt }) => [status, sentAt])).toEqual(
      lapse.map(({ atOnce }) => [
        'sent',
        // 10 October is worked for National Day.
        atOnce ? at('2026-10-09', '24:00') : at('2026-10-10', '08:30'),
      ]),
    );
    expect(lapse.length).toBeGreaterThan(0);
  });

  it('are held until it is said what becomes of each case', async () => {
    await restored();
    const [one, other] = [await filed(), await filed()];
    const count = (await waiting(one)).length + (await waiting(other)).length;
    office.time.advanceTo(at('2026-09-18', '20:00'));
    expect(await decide('hold', at('2026-09-18', '19:00'))).toMatchObject({ held: count });
    expect((await waiting(one)).every(({ nextAttemptAt }) => nextAttemptAt === null)).toBe(true);
    expect(await letters.held(null)).toHaveLength(count);

    const { number } = (await office.stored(one)).record;
    const own = await letters.held(number);
    expect(await letters.markSent(own)).toBe(own.length);
    // As of the moment at which they may have left, whenever it is said.
    for (const { status, sentAt } of await noticesOf(one)) {
      expect([status, sentAt]).toEqual(['sent', at('2026-09-18', '12:00')]);
    }
    const incident = async () => (await office.incidents.list()).map(({ subject }) => subject);
    expect(await incident()).toEqual(['letters']);
    const rest = await letters.held(null);
    await letters.settle(office.time.now());
    expect(await incident()).toEqual(['letters']);
    await letters.release(rest, office.time.now());
    await letters.settle(office.time.now());
    expect(await incident()).toEqual([]);
    // The Sunday is worked for National Day.
    for (const letter of await waiting(other)) {
      const free = letter.atOnce ? office.time.now() : at('2026-09-20', '08:30');
      expect([letter.nextAttemptAt, letter.releaseAt, letter.lastError]).toEqual([
        free,
        free,
        null,
      ]);
    }
    expect(await letters.held(null)).toEqual([]);
  });

  it('that were put off until after the loss have not left', async () => {
    await restored();
    const id = await filed();
    await database.dataSource.query(
      `UPDATE notices SET attempts = 3, next_attempt_at = $2 WHERE case_id = $1`,
      [id, at('2026-09-20', '08:30')],
    );
    const owed = (await waiting(id)).length;
    office.time.advanceTo(at('2026-09-20', '09:00'));
    expect(await decide('sent', at('2026-09-19', '12:00'))).toMatchObject({ marked: 0 });
    expect(await waiting(id)).toHaveLength(owed);
    // At the end of a lease that may have been under way it has.
    await restored();
    const other = await filed();
    await database.dataSource.query(
      `UPDATE notices SET attempts = 1, next_attempt_at = $2 WHERE case_id = $1`,
      [other, at('2026-09-20', '12:02')],
    );
    office.time.advanceTo(at('2026-09-20', '13:00'));
    expect((await decide('sent', at('2026-09-20', '12:00'))).marked).toBeGreaterThan(0);
  });

  it('that are held follow a decision that is made once more', async () => {
    await restored();
    const id = await filed();
    const count = (await waiting(id)).length;
    const lostAt = at('2026-09-18', '14:00');
    office.time.advanceTo(at('2026-09-18', '15:00'));
    expect(await decide('hold', lostAt)).toMatchObject({ held: count });
    stands();
    expect((await recovery.preview({ lostAt, numbersAhead: 1 })).held).toHaveLength(count);
    expect(await decide('sent', lostAt)).toMatchObject({ marked: count });
    expect(await letters.held(null)).toEqual([]);
  });

  it('that cannot be written any more are left to the dispatcher', async () => {
    await restored();
    const id = await filed();
    const [first, ...others] = await waiting(id);
    await database.dataSource.query(`UPDATE notices SET template = 'gone@1/gone' WHERE id = $1`, [
      first?.id,
    ]);
    office.time.advanceTo(at('2026-09-18', '15:00'));
    const done = await decide('sent', at('2026-09-18', '14:00'));
    expect(done).toMatchObject({ marked: others.length });
    expect((await waiting(id)).map((letter) => letter.id)).toEqual([first?.id]);
  });

  it('with a link go out again, since the one that left opens nothing', async () => {
    await restored();
    office.time.advanceTo(at('2026-09-18', '12:00'));
    const id = await office.file('arrears');
    await office.play(id, 'complaint.accept', ['referral.send', HANDLER], 'referral.sign');
    const request = { questions: ['欠款是否属实？'], address: found('r@debtor.example') };
    await office.act(id, 'feedback.request', { payload: request });
    office.time.advanceTo(at('2026-09-18', '15:00'));
    const done = await decide('sent', at('2026-09-18', '14:00'));
    expect(done.sentAgain).toBe(1);
    expect((await waiting(id)).map(({ template }) => template)).toEqual([
      expect.stringContaining('/feedback'),
    ]);
  });

  it('are nobody’s to decide while others work', async () => {
    await restored();
    await decide('send', at('2026-09-18', '12:00'));
    await expect(decide('sent', at('2026-09-18', '12:00'))).rejects.toMatchObject({
      code: 'EVENT_NOT_ACCEPTED',
    });
  });
});
