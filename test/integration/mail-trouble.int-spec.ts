import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { Logger } from '@nestjs/common';
import { MailServer } from '../../src/notices/mail-server.js';
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
  for (const table of ['incidents', 'notices', 'mail_domains']) {
    await database.dataSource.query(`DELETE FROM ${table}`);
  }
  await database.dataSource.query('UPDATE mail_server SET failing_since = NULL, told_at = NULL');
  caseId = await aCase(database.dataSource);
});
afterEach(() => server.down());

const addresses = (count: number, domain: string) =>
  Array.from({ length: count }, (_, index) => `reader${index}@${domain}`);

const letAllBeDue = () =>
  database.dataSource.query(
    `UPDATE notices SET next_attempt_at = release_at WHERE status = 'pending'`,
  );

/** As long as it has no name, nobody finds it: one with an empty label is asked for nowhere. */
class LostMailServer extends MailServer {
  isFound = false;

  override async url(): Promise<string> {
    return this.isFound ? server.url() : 'smtp://mail..invalid:25';
  }
}

describe('a mail server that takes nothing', () => {
  const isDown = async () => {
    await server.down();
    return { dispatcher: office.dispatcher(), repair: () => server.up() };
  };
  const hasNoName = async () => {
    const lost = new LostMailServer();
    const repair = async () => {
      lost.isFound = true;
    };
    return { dispatcher: new PostOffice(database, lost, time).dispatcher(), repair };
  };

  it.each([
    ['is down', isDown, 'ECONNREFUSED'],
    ['has no name', hasNoName, 'ENOTFOUND'],
  ])('because it %s is one incident within the hour, and closes by itself', async (...row) => {
    const [, fails, reason] = row;
    const { dispatcher, repair } = await fails();
    await office.owe(caseId, addresses(5, 'a.example'));
    await dispatcher.runOnce();
    time.advance({ minutes: 30, ms: -1 });
    await dispatcher.runOnce();
    expect(await office.incidents.list()).toEqual([]);
    time.advance({ minutes: 30 });
    await dispatcher.runOnce();
    const [outage, ...more] = await office.incidents.list();
    expect(more).toEqual([]);
    expect(outage).toMatchObject({ kind: 'mailServer', caseId: null });
    expect(outage?.cause).toContain(reason);

    await repair();
    time.advance({ hours: 1 });
    await dispatcher.runOnce();
    expect(await office.incidents.list()).toEqual([]);
    expect(await office.incidents.list({ resolved: true })).toMatchObject([
      { id: outage?.id, resolvedBy: null, resolvedAt: time.now() },
    ]);
    expect(server.recipients).toHaveLength(5);
  });

  it('is over with the first letter that it takes, and all that waited is tried then', async () => {
    await server.down();
    await office.owe(caseId, addresses(3, 'a.example'));
    const dispatcher = office.dispatcher();
    for (const minutes of [0, 20, 20]) {
      time.advance({ minutes });
      await dispatcher.runOnce();
    }
    await server.up();
    expect(await dispatcher.runOnce()).toBe(0);
    await office.owe(caseId, ['b@b.example'], { cause: 'event:2' });
    await dispatcher.runOnce();
    await dispatcher.runOnce();
    expect(server.recipients.toSorted()).toEqual(['b@b.example', ...addresses(3, 'a.example')]);
  });

  it('is told once by processes whose clocks differ, and told to be over', async () => {
    const lines: string[] = [];
    const hear = (line: string) => lines.push(line.slice(0, 32));
    const logs = (['error', 'log'] as const).map((level) =>
      jest.spyOn(Logger.prototype, level).mockImplementation(hear),
    );
    await server.down();
    await office.owe(caseId, addresses(3, 'a.example'));
    const slow = new ManualTime();
    const both = [office, new PostOffice(database, server, slow)].map((it) => it.dispatcher());
    for (const minutes of [0, 31, 4, 4]) {
      time.advance({ minutes });
      slow.advanceTo(new Date(time.now().getTime() - 5 * 60_000));
      for (const each of both) {
        await letAllBeDue();
        await each.runOnce();
      }
    }
    await server.up();
    await letAllBeDue();
    for (const each of both) await each.runOnce();
    expect(lines).toEqual(['The mail server takes nothing si', 'The mail server takes letters ag']);
    expect(await office.incidents.list()).toEqual([]);
    for (const each of logs) each.mockRestore();
  });

  it('makes no letter be given up, however long it lasts', async () => {
    await server.down();
    await office.owe(caseId, ['a@a.example']);
    const dispatcher = office.dispatcher();
    await dispatcher.runOnce();
    time.advance({ hours: 24 * 10 });
    await dispatcher.runOnce();
    expect(await office.row(caseId, 'a@a.example')).toMatchObject({ status: 'pending' });
    expect(await office.incidents.list()).toMatchObject([{ kind: 'mailServer' }]);
  });

  it('works when it refuses one reader', async () => {
    await server.down();
    await office.owe(caseId, ['a@a.example']);
    const dispatcher = office.dispatcher();
    await dispatcher.runOnce();
    await server.up();
    server.treat('b@a.example', { refuse: 550 });
    await office.owe(caseId, ['b@a.example'], { cause: 'event:2' });
    await dispatcher.runOnce();
    time.advance({ minutes: 45 });
    await server.down();
    await dispatcher.runOnce();
    const kinds = (await office.incidents.list()).map(({ kind }) => kind);
    expect(kinds).toEqual(['notice']);
  });

  it('is tried at once with all that waits when a person retries', async () => {
    await server.down();
    await office.owe(caseId, addresses(3, 'a.example'));
    const dispatcher = office.dispatcher();
    for (const minutes of [0, 20, 20]) {
      time.advance({ minutes });
      await dispatcher.runOnce();
    }
    const [outage] = await office.incidents.list();
    await server.up();
    expect(await dispatcher.runOnce()).toBe(0);
    await office.incidents.retry(outage?.id ?? '', null, time.now());
    expect(await dispatcher.runOnce()).toBe(3);
  });
});

describe('a refusal that means later', () => {
  it('is tried again, and everything for the domain waits a while', async () => {
    office = new PostOffice(database, server, time, { mailPace: { perMinute: 600, atOnce: 8 } });
    server.treat('a@qq.example', { refuse: 550, words: 'Domain frequency limited' });
    await office.owe(caseId, ['a@qq.example']);
    const dispatcher = office.dispatcher();
    await dispatcher.runOnce();
    const row = await office.row(caseId, 'a@qq.example');
    expect(row).toMatchObject({ status: 'pending', attempts: 1 });
    expect(row.lastError).toContain('frequency limited');
    expect(await office.incidents.list()).toEqual([]);
    await office.owe(caseId, ['b@qq.example', 'c@other.example'], { cause: 'event:2' });
    expect(await dispatcher.runOnce()).toBe(1);
    expect(server.recipients).toEqual(['c@other.example']);
    time.advance({ minutes: 1 });
    await dispatcher.runOnce();
    expect(server.recipients).toContain('b@qq.example');
  });
});

describe('letters to one domain', () => {
  it('are spread over time, over all processes; others are not held up', async () => {
    const settings = { mailPace: { perMinute: 60, atOnce: 8 } };
    office = new PostOffice(database, server, time, settings);
    const other = new PostOffice(database, server, time, settings);
    await office.owe(caseId, [...addresses(30, 'a.example'), ...addresses(3, 'b.example')]);
    const both = [office.dispatcher(), other.dispatcher()];
    const run = () => Promise.all(both.map((dispatcher) => dispatcher.runOnce()));
    const taken = (domain: string) =>
      server.recipients.filter((recipient) => recipient.endsWith(domain)).length;
    await run();
    expect(taken('b.example')).toBe(3);
    // Ten at once, and the one whose turn is now.
    expect(taken('a.example')).toBe(11);
    time.advance({ seconds: 1, ms: -1 });
    await run();
    expect(taken('a.example')).toBe(11);
    for (let second = 1; second <= 5; second += 1) {
      time.advance({ seconds: 1 });
      await run();
      expect(taken('a.example')).toBe(11 + second);
    }
    time.advance({ seconds: 14 });
    await run();
    expect(taken('a.example')).toBe(30);
    const rows = await office.notices.ofCase(caseId);
    expect(rows.map(({ attempts }) => attempts)).toEqual(rows.map(() => 1));
  });

  it('leave without a pause where it is our own', async () => {
    const settings = { mailPace: { perMinute: 1, atOnce: 8 }, mailFrom: 'no-reply@own.example' };
    office = new PostOffice(database, server, time, settings);
    await office.owe(caseId, addresses(30, 'OWN.example'));
    await office.dispatcher().runOnce();
    expect(server.recipients).toHaveLength(30);
  });

  it('take only so many deliveries of a process at once', async () => {
    office = new PostOffice(database, server, time, { mailPace: { perMinute: 0, atOnce: 2 } });
    let release: () => void = () => undefined;
    const hold = new Promise<void>((resolve) => {
      release = resolve;
    });
    for (const address of addresses(4, 'a.example')) server.treat(address, { hold });
    await office.owe(caseId, [...addresses(4, 'a.example'), 'c@b.example']);
    const running = office.dispatcher().runOnce();
    await until(() => server.received.length === 3);
    expect(server.recipients).toContain('c@b.example');
    release();
    await running;
    const rows = await office.notices.ofCase(caseId);
    const waiting = rows.filter(({ status }) => status === 'pending');
    expect(waiting.map(({ attempts }) => attempts)).toEqual([0, 0]);
    time.advance({ seconds: 1 });
    await office.dispatcher().runOnce();
    expect(server.recipients).toHaveLength(5);
  });
});
