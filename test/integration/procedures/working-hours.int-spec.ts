import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { aCase } from '../../support/a-case.js';
import { ManualTime } from '../../support/manual-time.js';
import { PostOffice } from '../../support/post-office.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { TestMailServer } from '../../support/test-mail-server.js';
import { until } from '../../support/until.js';

const at = (date: string, clock: string): Date => new Date(`${date}T${clock}:00+08:00`);

let database: TestDatabase;
let server: TestMailServer;
let time: ManualTime;
let office: PostOffice;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  server = await TestMailServer.start();
  time = new ManualTime();
  office = new PostOffice(database, server, time);
  await database.dataSource.query('DELETE FROM incidents');
  await database.dataSource.query('DELETE FROM notices');
  caseId = await aCase(database.dataSource);
});
afterEach(() => server.down());

describe('a letter that is owed in the evening before a holiday', () => {
  it('is recorded then and leaves when working hours begin again, not a minute before', async () => {
    time.advanceTo(at('2026-09-30', '19:00'));
    await office.owe(caseId, ['a@unit.example']);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({
      queuedAt: at('2026-09-30', '19:00'),
      releaseAt: at('2026-10-08', '08:30'),
      nextAttemptAt: at('2026-10-08', '08:30'),
    });
    const dispatcher = office.dispatcher();
    for (const [date, clock] of [
      ['2026-09-30', '19:00'],
      ['2026-10-03', '10:00'],
      ['2026-10-08', '08:29'],
    ] as const) {
      time.advanceTo(at(date, clock));
      expect(await dispatcher.runOnce()).toBe(0);
    }
    time.advanceTo(at('2026-10-08', '08:30'));
    expect(await dispatcher.runOnce()).toBe(1);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({
      status: 'sent',
      sentAt: at('2026-10-08', '08:30'),
    });
  });

  it('leaves at once when it is one of those that do', async () => {
    time.advanceTo(at('2026-09-30', '19:00'));
    await office.owe(caseId, ['a@unit.example'], { atOnce: true });
    expect(await office.dispatcher().runOnce()).toBe(1);
  });
});

describe('working hours that end', () => {
  it('end for what was due in them and for what is tried again', async () => {
    time.advanceTo(at('2026-09-18', '17:59'));
    server.treat('busy@unit.example', { refuse: 451 });
    await office.owe(caseId, ['busy@unit.example']);
    await office.owe(caseId, ['urgent@unit.example'], { atOnce: true });
    const dispatcher = office.dispatcher();
    expect(await dispatcher.runOnce()).toBe(2);
    await office.owe(caseId, ['left@unit.example']);

    // Nobody dispatched until closing time; the next day is a Sunday that is worked.
    time.advanceTo(at('2026-09-18', '18:00'));
    server.treat('busy@unit.example', null);
    expect(await dispatcher.runOnce()).toBe(0);
    expect(await dispatcher.nextAttemptAt()).toEqual(at('2026-09-20', '08:30'));
    time.advanceTo(at('2026-09-20', '08:30'));
    expect(await dispatcher.runOnce()).toBe(2);
    expect(server.recipients.toSorted()).toEqual([
      'busy@unit.example',
      'left@unit.example',
      'urgent@unit.example',
    ]);
  });

  it('do not take a letter from the process that has it', async () => {
    time.advanceTo(at('2026-09-18', '17:59'));
    let answer: (() => void) | undefined;
    server.treat('a@unit.example', { hold: new Promise((resolve) => (answer = resolve)) });
    await office.owe(caseId, ['a@unit.example']);
    const run = office.dispatcher().runOnce();
    await until(() => server.received.length === 1);
    time.advanceTo(at('2026-09-18', '18:00'));
    expect(await office.dispatcher().runOnce()).toBe(0);
    answer?.();
    expect(await run).toBe(1);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({ status: 'sent' });
  });
});

describe('a mail server that is down over the longest holiday', () => {
  it('is asked on three working days before a letter is given up; a retry begins a new round', async () => {
    time.advanceTo(at('2026-09-30', '17:00'));
    server.treat('a@unit.example', { refuse: 451 });
    await office.owe(caseId, ['a@unit.example']);
    const dispatcher = office.dispatcher();
    const days = new Set<string>();
    for (
      let next = await dispatcher.nextAttemptAt();
      next;
      next = await dispatcher.nextAttemptAt()
    ) {
      time.advanceTo(next);
      days.add(next.toISOString().slice(0, 10));
      await dispatcher.runOnce();
    }
    expect([...days]).toEqual(['2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10']);
    expect(time.now().getTime()).toBeGreaterThanOrEqual(at('2026-10-10', '17:00').getTime());
    const failed = await office.row(caseId, 'a@unit.example');
    expect(failed).toMatchObject({ status: 'failed' });
    const [incident] = await office.incidents.list({ caseId });
    expect(incident).toMatchObject({ attempts: failed.attempts });

    time.advanceTo(at('2026-10-12', '09:00'));
    await office.incidents.retry(incident!.id, null, time.now());
    const pauses: number[] = [];
    for (let round = 1; round <= 4; round += 1) {
      expect(await dispatcher.runOnce()).toBe(1);
      const next = (await dispatcher.nextAttemptAt()) ?? time.now();
      pauses.push((next.getTime() - time.now().getTime()) / 1000);
      time.advanceTo(next);
    }
    expect(pauses).toEqual([30, 60, 120, 240]);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({
      status: 'pending',
      attempts: failed.attempts + 4,
      queuedAt: at('2026-09-30', '17:00'),
    });
  });
});
