import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoDomain } from '../../seeds/demo-accounts.js';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { IncidentDigest } from '../../src/cases/incident-digest.js';
import { loadConfig } from '../../src/config/load-config.js';
import { AccountLetters, accountLetters } from '../../src/identity/account-letters.js';
import { Incidents, type IncidentReport } from '../../src/incidents/incidents.js';
import { Outbox } from '../../src/notices/outbox.js';
import { TemplateLibrary } from '../../src/notices/template-library.js';
import { aCase } from '../support/a-case.js';
import { FrontDesk } from '../support/front-desk.js';
import { hours } from '../support/hours.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const admin = `admin@${demoDomain}`;
const at = (date: string, clock: string): Date => new Date(`${date}T${clock}:00+08:00`);

let database: TestDatabase;
let desk: FrontDesk;
let incidents: Incidents;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  desk = await FrontDesk.open(database);
  incidents = new Incidents(database.transactions);
  caseId = await aCase(database.dataSource);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.dataSource.query('DELETE FROM incidents');
  await database.dataSource.query('DELETE FROM notices');
});

/** Another one is another process. */
function digest(): IncidentDigest {
  const config = loadConfig({});
  const letters = new AccountLetters(config, new Outbox(config, hours), new TemplateLibrary());
  return new IncidentDigest(database.transactions, desk.time, new WorkingCalendar(), letters);
}

const open = (report: Partial<IncidentReport> = {}) =>
  database.transactions.run((tx) =>
    incidents.open(tx, {
      caseId,
      kind: 'notice',
      subject: 'a-letter',
      cause: '550 5.1.1 mailbox unknown',
      attempts: 1,
      at: desk.time.now(),
      ...report,
    }),
  );

/** The days of the digests that the administrator is owed. */
const days = async () =>
  (await desk.letters(admin)).map(({ notice }) => notice.cause.replace('incidents:', ''));

describe('the digest of what is stuck', () => {
  it('comes at nine of a working day, and not a minute before', async () => {
    desk.time.advanceTo(at('2026-09-18', '17:00'));
    await open();
    const process = digest();
    // A Saturday off, then a Sunday that is worked.
    for (const [date, clock] of [
      ['2026-09-18', '23:00'],
      ['2026-09-19', '09:00'],
      ['2026-09-20', '08:59'],
    ] as const) {
      desk.time.advanceTo(at(date, clock));
      expect(await process.runOnce()).toBe(0);
      expect(await process.nextDueAt()).toEqual(at('2026-09-20', '09:00'));
    }
    expect(await days()).toEqual([]);
    desk.time.advanceTo(at('2026-09-20', '09:00'));
    // One for each administrator.
    expect(await process.runOnce()).toBe(2);
    expect(await process.runOnce()).toBe(0);
    expect(await process.nextDueAt()).toEqual(at('2026-09-21', '09:00'));
    expect(await days()).toEqual(['2026-09-20']);
  });

  it('comes once a day over all processes, also after a restart', async () => {
    desk.time.advanceTo(at('2026-09-21', '08:00'));
    await open();
    desk.time.advanceTo(at('2026-09-21', '09:00'));
    await Promise.all([digest(), digest(), digest()].map((process) => process.runOnce()));
    desk.time.advanceTo(at('2026-09-21', '15:00'));
    await digest().runOnce();
    expect(await days()).toEqual(['2026-09-21']);
    desk.time.advanceTo(at('2026-09-22', '09:00'));
    await digest().runOnce();
    expect(await days()).toEqual(['2026-09-21', '2026-09-22']);
  });

  it('does not come when nothing is open, nor about what opened after nine', async () => {
    desk.time.advanceTo(at('2026-09-21', '09:01'));
    const process = digest();
    expect(await process.nextDueAt()).toBeNull();
    await open();
    expect(await process.runOnce()).toBe(0);
    const [incident] = await incidents.list({ caseId });
    desk.time.advanceTo(at('2026-09-22', '08:00'));
    await database.transactions.run((tx) =>
      incidents.resolve(tx, incident!.id, null, desk.time.now()),
    );
    desk.time.advanceTo(at('2026-09-22', '09:00'));
    expect(await process.runOnce()).toBe(0);
    expect(await days()).toEqual([]);
  });

  it('names what is stuck and counts the rest', async () => {
    desk.time.advanceTo(at('2026-09-20', '10:00'));
    await open({ kind: 'clock', subject: 'cityReply#1', cause: 'Error: no such version' });
    await open({ caseId: null });
    // Listed after the two above: the oldest come first.
    desk.time.advanceTo(at('2026-09-20', '10:01'));
    for (let count = 0; count < 20; count += 1) await open({ subject: `letter-${count}` });
    desk.time.advanceTo(at('2026-09-21', '09:00'));
    await digest().runOnce();
    const [letter] = await desk.letters(admin);
    const library = new TemplateLibrary();
    library.load([accountLetters]);
    const { variables } = letter!.notice;
    const { subject, text } = library.render('accounts@1/incidentsOpen', 'zh-CN', variables);
    expect(subject).toBe('清诺：22 项未能自动完成，待处理');
    expect(text).toContain('期限 cityReply#1：Error: no such version（尝试 1 次，2026-09-20 起）');
    expect(text).toContain('账号，信件：550 5.1.1 mailbox unknown');
    expect(text).toContain('另有 2 项未列出');
    const english = library.render('accounts@1/incidentsOpen', 'en', variables).text;
    expect(english).toContain('deadline cityReply#1: Error: no such version (tries: 1;');
  });
});
