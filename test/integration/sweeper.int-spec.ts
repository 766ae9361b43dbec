import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  DueClockHandler,
  type FireClocks,
  type ReadClocks,
} from '../../src/clocks/due-clock-handler.js';
import { oldDebt } from '../support/complaints.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { lapsesIn } from '../support/lapses.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

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
/** Clocks of earlier tests stop, so that the counts are those of one test. */
beforeEach(() => database.dataSource.query('UPDATE clocks SET next_stage_at = NULL'));

async function filedOn(date: string, kind = 'promise'): Promise<string> {
  office.time.advanceTo(at(date));
  const id = await office.file(kind, kind === 'arrears' ? { filing: oldDebt } : {});
  // On somebody's desk at once, so that no clock waits for that.
  await office.act(id, 'assignment.take');
  return id;
}

const justBefore = (moment: Date) => new Date(moment.getTime() - 60_000);

const lapses = async (id: string) => lapsesIn((await office.stored(id)).history);

describe('the moments of a clock', () => {
  it('fire once each, not a minute before: two warnings, the due moment, two reminders', async () => {
    // Ten working days over National Day, with the make-up Saturday of 10 October.
    const id = await filedOn('2026-09-18', 'arrears');
    const moments: [Date, string, readonly string[]][] = [
      [at('2026-09-29', '09:00'), 'clock:review#1@-3', ['deadlineNear→acceptor']],
      [at('2026-10-08', '09:00'), 'clock:review#1@-1', ['deadlineNear→acceptor']],
      [at('2026-10-09', '24:00'), 'event:3', ['urging→acceptor', 'urgingToHead→acceptorHead']],
      [at('2026-10-10', '09:00'), 'clock:review#1@1', ['deadlinePassed→acceptor']],
      [
        at('2026-10-15', '09:00'),
        'clock:review#1@5',
        ['deadlinePassed→acceptor', 'deadlinePassedToHead→acceptorHead'],
      ],
      [
        at('2026-10-15', '24:00'),
        'event:4',
        [
          'supervisedToAcceptorHead→acceptorHead',
          'supervisedToSupervisor→supervisor',
          'supervisedToSupervisor→supervisor',
        ],
      ],
    ];
    for (const [moment, cause, letters] of moments) {
      office.time.advanceTo(justBefore(moment));
      expect([cause, await office.sweeper.runOnce()]).toEqual([cause, 0]);
      expect(await office.letters(id, cause)).toEqual([]);
      office.time.advanceTo(moment);
      expect([cause, await office.sweeper.runOnce()]).toEqual([cause, 1]);
      expect(await office.sweeper.runOnce()).toBe(0);
      expect(await office.letters(id, cause)).toEqual(letters);
    }
    office.time.advanceTo(at('2027-12-31'));
    expect(await office.sweeper.runOnce()).toBe(0);
    expect((await office.stored(id)).history).toHaveLength(4);
  });

  it('that were all missed fire all, in order, dated on the last day of each deadline', async () => {
    const id = await filedOn('2026-09-18');
    office.time.advanceTo(at('2026-10-30'));
    await office.sweeper.runOnce();
    expect(await lapses(id)).toEqual([
      ['precheck', '2026-09-20', at('2026-10-30')],
      ['acceptance', '2026-09-22', at('2026-10-30')],
      ['supervision', '2026-09-30', at('2026-10-30')],
    ]);
    const { clocks } = await office.stored(id);
    const left = clocks
      .filter(({ status }) => status !== 'cancelled')
      .flatMap(({ stages }) => stages.filter(({ firedAt }) => !firedAt));
    expect(left).toEqual([]);
    expect(await office.sweeper.runOnce()).toBe(0);
  });

  it('of several cases are taken up in due order, the longest due first', async () => {
    // In the order of filing; the first moment of each is the 11th, 5th, 13th, 9th and 12th.
    const a2 = await filedOn('2026-03-02', 'arrears');
    const p3 = await filedOn('2026-03-03');
    const a4 = await filedOn('2026-03-04', 'arrears');
    const p5 = await filedOn('2026-03-05');
    const p10 = await filedOn('2026-03-10');
    for (const id of [p3, p5, p10]) await office.act(id, 'complaint.check');
    const taken: string[] = [];
    class RecordingHandler extends DueClockHandler {
      override async prepare(): Promise<ReadClocks> {
        const read = await office.moments.prepare();
        return (clocks) => {
          taken.push(...clocks.map(({ caseId }) => caseId));
          return read(clocks);
        };
      }
    }
    office.time.advanceTo(at('2026-03-30'));
    const handler = new RecordingHandler();
    await office.anotherSweeper(handler).runOnce();
    expect([...new Set(taken)]).toEqual([p3, p5, a2, p10, a4]);
  });

  it('are gone through to the end although some could not be read', async () => {
    const ids = new Set<string>();
    for (let count = 0; count < 60; count += 1) ids.add(await filedOn('2026-03-02', 'promise'));
    office.time.advanceTo(at('2026-03-03', '24:00'));
    const [unreadable] = ids;
    const seen = new Set<string>();
    class FailingHandler extends DueClockHandler {
      override prepare(): Promise<ReadClocks> {
        return Promise.resolve(async (clocks) => {
          if (clocks.some(({ caseId }) => caseId === unreadable)) throw new Error('Not readable.');
          // The others are still at work when this one has failed.
          await office.sweeper.nextDueAt();
          for (const { caseId } of clocks) seen.add(caseId);
          return () => Promise.resolve(clocks.map(() => 'passed'));
        });
      }
    }
    const failing = new FailingHandler();
    const sweeper = office.anotherSweeper(failing);
    await expect(sweeper.runOnce()).rejects.toThrow('Not readable.');
    const unseen = [...ids].filter((id) => !seen.has(id));
    expect(unseen).toContain(unreadable);
    // Those that are taken up together with it, and no others.
    expect(unseen.length).toBeLessThanOrEqual(25);
  });

  it('fire once when two sweepers look at once', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 8; count += 1) ids.push(await filedOn('2026-03-02', 'promise'));
    office.time.advanceTo(at('2026-03-05', '24:00'));
    const fired = await Promise.all([office.sweeper.runOnce(), office.anotherSweeper().runOnce()]);
    // The two clocks of each case lapse; the acceptance had one warning before, at 9 on the 4th.
    expect(fired[0] + fired[1]).toBe(8 * 3);
    for (const id of ids) {
      expect((await lapses(id)).map(([clock]) => clock)).toEqual(['precheck', 'acceptance']);
      expect(await office.letters(id, 'clock:acceptance#1@-1')).toEqual(['deadlineNear→acceptor']);
    }
    expect(await office.sweeper.runOnce()).toBe(0);
  });
});

describe('a case that moves on after the sweeper has read it', () => {
  const due = (caseId: string) => ({ caseId, name: 'precheck', generation: 1 });

  async function read(...ids: readonly string[]): Promise<FireClocks> {
    const readClocks = await office.moments.prepare();
    return readClocks(ids.map(due));
  }

  async function readAhead(): Promise<{ id: string; fire: FireClocks; now: Date }> {
    const id = await filedOn('2026-03-02');
    office.time.advanceTo(at('2026-03-03', '24:00'));
    return { id, fire: await read(id), now: office.time.now() };
  }

  it('is left alone after an act, and so is one of whose clocks something else has become', async () => {
    const acted = await readAhead();
    await office.act(acted.id, 'assignment.release');
    const put = await readAhead();
    await database.dataSource.query(
      `UPDATE clocks SET next_stage_at = $2 WHERE case_id = $1 AND name = 'acceptance'`,
      [put.id, at('2026-03-04', '10:30')],
    );
    for (const { id, fire, now } of [acted, put]) {
      const before = await office.stored(id);
      expect(await fire(now)).toEqual(['passed']);
      expect(await office.stored(id)).toEqual(before);
      const anew = await read(id);
      expect([id, await anew(now)]).toEqual([id, [id === put.id ? 'fired' : 'passed']]);
    }
  });

  it('is not waited for while somebody has it locked', async () => {
    const { id, fire, now } = await readAhead();
    const before = await office.stored(id);
    await database.transactions.run(async (tx) => {
      await tx.query('SELECT 1 FROM cases WHERE id = $1 FOR UPDATE', [id]);
      if (database.kind === 'postgres') expect(await fire(now)).toEqual(['passed']);
    });
    expect(await office.stored(id)).toEqual(before);
    const anew = await read(id);
    expect(await anew(now)).toEqual(['fired']);
    expect(await lapses(id)).toEqual([['precheck', '2026-03-03', now]]);
  });

  it('holds up none of the cases that are written with it', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await filedOn('2026-03-02'));
    const [first = '', moved = '', last = ''] = ids;
    office.time.advanceTo(at('2026-03-03', '24:00'));
    const fire = await read(...ids);
    await office.act(moved, 'assignment.release');
    const before = await office.stored(moved);
    const now = office.time.now();
    expect(await fire(now)).toEqual(['fired', 'passed', 'fired']);
    expect(await office.stored(moved)).toEqual(before);
    for (const id of [first, last]) {
      expect(await lapses(id)).toEqual([['precheck', '2026-03-03', now]]);
      expect((await office.stored(id)).record.version).toBe(3);
    }
  });

  it('and one that the database refuses leaves the others written, and says why', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.push(await filedOn('2026-03-02'));
    const refused = ids[1] ?? '';
    // What the third entry of the history will be is there already.
    await database.dataSource.query(
      `INSERT INTO case_history SELECT (h).* FROM (
         SELECT jsonb_populate_record(h, '{"seq": 3}') AS h FROM case_history h
          WHERE case_id = $1 AND seq = 2) AS copied`,
      [refused],
    );
    office.time.advanceTo(at('2026-03-03', '24:00'));
    const fire = await read(...ids);
    const results = await fire(office.time.now());
    expect(results).toEqual(['fired', { failed: expect.any(Error) }, 'fired']);
    expect(String((results[1] as { failed: Error }).failed)).toContain('pk_case_history');
    expect((await office.stored(refused)).record.version).toBe(2);
    expect((await office.stored(ids[2] ?? '')).record.version).toBe(3);
  });
});
