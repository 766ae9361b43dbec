import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MailTransport, type OutgoingMail } from '../../src/notices/mail-transport.js';
import { aCase } from '../support/a-case.js';
import { ManualTime } from '../support/manual-time.js';
import { PostOffice } from '../support/post-office.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TestMailServer } from '../support/test-mail-server.js';
import { until } from '../support/until.js';

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

describe('an obligation', () => {
  it('is stored once, however often it is put', async () => {
    await office.owe(caseId, ['a@unit.example', 'b@unit.example']);
    await office.owe(caseId, ['b@unit.example', 'c@unit.example']);
    await Promise.all([1, 2, 3, 4].map(() => office.owe(caseId, ['c@unit.example'])));
    const letters = await office.notices.ofCase(caseId);
    expect(letters.map(({ recipient }) => recipient).sort()).toEqual([
      'a@unit.example',
      'b@unit.example',
      'c@unit.example',
    ]);
    expect(new Set(letters.map(({ messageId }) => messageId)).size).toBe(3);
  });

  it('is another one for another cause', async () => {
    await office.owe(caseId, ['a@unit.example']);
    await office.owe(caseId, ['a@unit.example'], { cause: 'clock:cityReply#1@-3' });
    expect(await office.notices.ofCase(caseId)).toHaveLength(2);
  });

  it('does not exist when its transaction fails', async () => {
    const failed = database.transactions.run(async (tx) => {
      await tx.query('SELECT 1');
      throw new Error('the event was refused');
    });
    await expect(failed).rejects.toThrow('the event was refused');
    await office.owe(caseId, []);
    expect(await office.notices.ofCase(caseId)).toEqual([]);
  });

  it('can be read as a letter before it was sent', async () => {
    await office.owe(caseId, ['a@unit.example']);
    const [letter] = await office.notices.ofCase(caseId);
    expect(letter).toMatchObject({ status: 'pending', subject: 'P-2026-450100-000001 有新进展' });
  });
});

describe('a delivery', () => {
  it('is one mail to one recipient, threaded by case, with its proof on the row', async () => {
    await office.owe(caseId, ['a@unit.example']);
    await office.owe(caseId, ['a@unit.example'], { cause: 'event:2' });
    expect(await office.dispatcher().runOnce()).toBe(2);

    const [first, second] = server.received;
    expect(first?.mail.subject).toBe('P-2026-450100-000001 有新进展');
    expect(first?.mail.to).toMatchObject({
      value: [{ address: 'a@unit.example', name: '经办，南宁' }],
    });
    expect(first?.mail.date).toEqual(time.now());
    expect(first?.mail.text).toContain('请处理。');
    expect(first?.mail.html).toContain('<p>请处理。</p>');
    const thread = `<case-${caseId}@demo.qingnuo.example>`;
    for (const received of [first, second]) {
      expect(received?.mail.inReplyTo).toBe(thread);
      expect(received?.mail.references).toBe(thread);
      expect(received?.mail.headers.get('auto-submitted')).toBe('auto-generated');
      expect(received?.mail.headers.get('x-auto-response-suppress')).toBe('All');
      expect(received?.mail.headers.get('content-language')).toBe('zh-CN');
    }
    const row = await office.row(caseId, 'a@unit.example');
    expect(row).toMatchObject({ status: 'sent', attempts: 1, sentAt: time.now() });
    expect(row.smtpResponse).toMatch(/^250 queued as \d/);
    expect(server.received.map(({ mail }) => mail.messageId)).toContain(row.messageId);
    expect(await office.dispatcher().runOnce()).toBe(0);
  });

  it('happens once when two dispatchers work at once', async () => {
    const recipients = Array.from({ length: 40 }, (_, index) => `r${index}@unit.example`);
    await office.owe(caseId, recipients);
    const tried = await Promise.all([office.dispatcher().runOnce(), office.dispatcher().runOnce()]);
    expect(tried.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(Math.min(...tried)).toBeGreaterThan(0);
    expect(server.recipients.sort()).toEqual(recipients.sort());
  });

  it('is not made before its time', async () => {
    await office.owe(caseId, ['a@unit.example']);
    time.advance({ ms: -1 });
    expect(await office.dispatcher().runOnce()).toBe(0);
    time.advance({ ms: 1 });
    expect(await office.dispatcher().runOnce()).toBe(1);
  });

  it('under way is finished when the process stops, and nothing new is begun', async () => {
    let answer: (() => void) | undefined;
    server.treat('a@unit.example', { hold: new Promise((resolve) => (answer = resolve)) });
    await office.owe(caseId, ['a@unit.example']);
    const dispatcher = office.dispatcher();
    const run = dispatcher.runOnce();
    await until(() => server.received.length === 1);
    await office.owe(caseId, ['b@unit.example']);
    const stopped = dispatcher.stop();
    answer?.();
    await stopped;
    expect(await run).toBe(1);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({ status: 'sent' });
    expect(await dispatcher.runOnce()).toBe(0);
    expect(await office.dispatcher().runOnce()).toBe(1);
  });
});

describe('a mail server', () => {
  it('that is down is asked again, less and less often, until it is back', async () => {
    await server.down();
    await office.owe(caseId, ['a@unit.example']);
    const dispatcher = office.dispatcher();
    const pauses: number[] = [];
    for (let attempt = 1; attempt <= 9; attempt += 1) {
      expect(await dispatcher.runOnce()).toBe(1);
      const next = (await dispatcher.nextAttemptAt()) ?? time.now();
      pauses.push((next.getTime() - time.now().getTime()) / 1000);
      time.advanceTo(new Date(next.getTime() - 1));
      expect(await dispatcher.runOnce()).toBe(0);
      time.advance({ ms: 1 });
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
    const waiting = await office.row(caseId, 'a@unit.example');
    expect(waiting).toMatchObject({ status: 'pending', attempts: 9 });
    expect(waiting.lastError).toMatch(/^no answer/);

    await server.up();
    expect(await dispatcher.runOnce()).toBe(1);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({
      status: 'sent',
      attempts: 10,
      lastError: null,
      nextAttemptAt: null,
    });
    expect(server.received[0]?.mail.messageId).toBe(waiting.messageId);
  });

  it('that never answers holds up its own mail only, which is tried again', async () => {
    server.treat('slow@unit.example', { silent: true });
    await office.owe(caseId, ['slow@unit.example']);
    // Short, so that the test is; long enough for the others on a machine that does much besides.
    const hasty = new PostOffice(database, server, time, { smtpTimeoutMs: 5_000 });
    const dispatcher = hasty.dispatcher();
    const slow = dispatcher.runOnce();
    await until(() => server.asked.includes('slow@unit.example'));
    await office.owe(caseId, ['a@unit.example', 'b@unit.example']);
    expect(await dispatcher.runOnce()).toBe(2);
    expect(server.recipients.sort()).toEqual(['a@unit.example', 'b@unit.example']);

    expect(await slow).toBe(1);
    const row = await office.row(caseId, 'slow@unit.example');
    expect(row).toMatchObject({ status: 'pending', attempts: 1 });
    expect(row.lastError).toContain('ETIMEDOUT');
    server.treat('slow@unit.example', null);
    time.advance({ seconds: 30 });
    expect(await dispatcher.runOnce()).toBe(1);
    expect(server.recipients).toContain('slow@unit.example');
  });

  it.each([
    ['RCPT', 550],
    ['DATA', 554],
  ] as const)('that refuses at %s for good makes an incident at once', async (at, refuse) => {
    server.treat('gone@unit.example', { refuse, at });
    await office.owe(caseId, ['a@unit.example', 'gone@unit.example', 'b@unit.example']);
    expect(await office.dispatcher().runOnce()).toBe(3);
    expect(server.recipients.sort()).toEqual(['a@unit.example', 'b@unit.example']);
    const row = await office.row(caseId, 'gone@unit.example');
    expect(row).toMatchObject({ status: 'failed', attempts: 1, nextAttemptAt: null });
    expect(await office.incidents.list({ caseId })).toMatchObject([
      { kind: 'notice', subject: row.id, attempts: 1, openedAt: time.now() },
    ]);
    expect(row.lastError).toContain(`${refuse} not here`);
    expect(await office.dispatcher().nextAttemptAt()).toBeNull();
  });

  it('that refuses for now is asked again', async () => {
    server.treat('a@unit.example', { refuse: 451 });
    await office.owe(caseId, ['a@unit.example']);
    await office.dispatcher().runOnce();
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({ status: 'pending' });
    expect(await office.incidents.list({ caseId })).toEqual([]);
  });
});

describe('giving up', () => {
  it('comes with the first failure after 72 hours, never before', async () => {
    server.treat('a@unit.example', { refuse: 451 });
    await office.owe(caseId, ['a@unit.example']);
    const dispatcher = office.dispatcher();
    time.advance({ hours: 72, ms: -1 });
    await dispatcher.runOnce();
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({ status: 'pending' });

    time.advance({ hours: 1 });
    await dispatcher.runOnce();
    const row = await office.row(caseId, 'a@unit.example');
    expect(row).toMatchObject({ status: 'failed', attempts: 2, nextAttemptAt: null });
    expect(await office.incidents.list({ caseId })).toMatchObject([{ subject: row.id }]);
  });

  it('ends when a person asks for a retry', async () => {
    server.treat('a@unit.example', { refuse: 550 });
    await office.owe(caseId, ['a@unit.example']);
    await office.dispatcher().runOnce();
    const [incident] = await office.incidents.list({ caseId });
    server.treat('a@unit.example', null);
    time.advance({ hours: 100 });
    await office.incidents.retry(incident?.id ?? '', null, time.now());
    expect(await office.incidents.list({ caseId })).toEqual([]);
    expect(await office.incidents.list({ caseId, resolved: true })).toMatchObject([
      { resolvedAt: time.now() },
    ]);
    expect(await office.dispatcher().runOnce()).toBe(1);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({
      status: 'sent',
      attempts: 2,
    });
    await expect(
      office.incidents.retry(incident?.id ?? '', null, time.now()),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('opens one incident for one subject', async () => {
    const report = { caseId, kind: 'notice', subject: 's', attempts: 1, at: time.now() } as const;
    await database.transactions.run(async (tx) => {
      await office.incidents.open(tx, { ...report, cause: 'first' });
      await office.incidents.open(tx, { ...report, cause: 'second', attempts: 2 });
    });
    expect(await office.incidents.list({ caseId })).toMatchObject([
      { cause: 'second', attempts: 2 },
    ]);
  });
});

/** Hands the mail over and is not heard of again, like a process killed at that moment. */
class DyingTransport extends MailTransport {
  constructor(private readonly transport: MailTransport) {
    super();
  }

  override async send(mail: OutgoingMail): Promise<never> {
    await this.transport.send(mail);
    return new Promise(() => undefined);
  }
}

describe('a process that dies between handing over and recording', () => {
  it('leaves a letter that goes out again, under the same Message-ID, when its lease ends', async () => {
    await office.owe(caseId, ['a@unit.example']);
    void office.dispatcher(new DyingTransport(office.transport)).runOnce();
    await until(() => server.received.length === 1);

    const other = office.dispatcher();
    expect(await other.runOnce()).toBe(0);
    const leaseEnds = (await other.nextAttemptAt()) ?? time.now();
    time.advanceTo(new Date(leaseEnds.getTime() - 1));
    expect(await other.runOnce()).toBe(0);
    time.advance({ ms: 1 });
    expect(await other.runOnce()).toBe(1);

    const [first, again] = server.received.map(({ mail }) => mail.messageId);
    expect(again).toBe(first);
    expect(await office.row(caseId, 'a@unit.example')).toMatchObject({
      status: 'sent',
      attempts: 2,
      messageId: first,
    });
  });
});
