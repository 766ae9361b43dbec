import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgetSecurityEvents } from '../../../src/activity/forget-security-events.js';
import { SecurityEventList } from '../../../src/activity/security-event-list.js';
import type {
  NewSecurityEvent,
  SecurityEvent,
} from '../../../src/activity/security-event.entity.js';
import { SecurityRecord } from '../../../src/activity/security-record.js';
import { loadConfig } from '../../../src/config/load-config.js';
import { Transactions } from '../../../src/store/transactions.js';
import { idleLoops } from '../../support/idle-loops.js';
import { ManualTime } from '../../support/manual-time.js';
import { refusal } from '../../support/front-desk.js';
import { checkOf, endOf, eventsOf } from '../../support/security-record.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let record: SecurityRecord;
/** Where the chain stood before the test. */
let before: number;

beforeAll(async () => {
  database = await openTestDatabase();
  record = new SecurityRecord(database.transactions);
});
afterAll(() => database.close());
beforeEach(async () => {
  before = (await endOf(database.dataSource)).seq;
});

const now = new Date('2026-11-29T10:00:00Z');
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const event = (listed: number, more: Partial<NewSecurityEvent> = {}): NewSecurityEvent => ({
  at: now,
  kind: 'case.listed',
  details: { listed },
  ...more,
});
const appendAll = (to: SecurityRecord, events: readonly NewSecurityEvent[]) =>
  Promise.all(events.map((each) => to.append(each)));
const many = (count: number) => Array.from({ length: count }, (_, i) => event(i));
const isWhole = async () => {
  expect((await checkOf(database.dataSource)).broken).toBeNull();
};

describe('the record', () => {
  it('keeps events in their order, each chained to the one before', async () => {
    await appendAll(record, many(5));
    const events = await eventsOf(database.dataSource, before);
    expect(events.map(({ seq }) => seq - before)).toEqual([1, 2, 3, 4, 5]);
    expect(events.map(({ details }) => details['listed'])).toEqual([0, 1, 2, 3, 4]);
    await isWhole();
  });

  it('writes what comes at once together', async () => {
    const [row] = await database.dataSource.query<[{ count: number }]>(
      "SELECT count(DISTINCT xmin::text)::int AS count FROM security_events WHERE kind = 'case.listed'",
    );
    await appendAll(record, many(200));
    const [later] = await database.dataSource.query<[{ count: number }]>(
      "SELECT count(DISTINCT xmin::text)::int AS count FROM security_events WHERE kind = 'case.listed'",
    );
    // The first one alone, the others with it or after it.
    expect(later.count - row.count).toBeLessThanOrEqual(2);
  });

  it('is one chain of several processes that write at once', async () => {
    const others = await Promise.all([database.connect(), database.connect()]);
    const writers = [record, ...others.map((each) => new SecurityRecord(new Transactions(each)))];
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(writers.map((writer) => appendAll(writer, many(20))));
    }
    await Promise.all(others.map((each) => each.destroy()));
    expect(await eventsOf(database.dataSource, before)).toHaveLength(300);
    await isWhole();
  });

  it('goes on after a writer that was cut off in the middle', async () => {
    const other = await database.connect();
    const cut = new SecurityRecord(new Transactions(other));
    const outcomes = Promise.allSettled(Array.from({ length: 50 }, (_, i) => cut.append(event(i))));
    await other.destroy();
    const written = (await outcomes).filter(({ status }) => status === 'fulfilled').length;
    await record.append(event(99));
    const events = await eventsOf(database.dataSource, before);
    expect(events.length).toBeGreaterThanOrEqual(written + 1);
    await isWhole();
  });

  it('refuses one event that the database cannot take, and no other', async () => {
    const outcomes = await Promise.allSettled([
      record.append(event(1)),
      record.append(event(2)),
      record.append(event(3, { userAgent: 'a\u0000b' })),
      record.append(event(4)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await isWhole();
  });

  it('says that it cannot be written, and is written again afterwards', async () => {
    await database.dataSource.query('ALTER TABLE security_chain RENAME TO security_chain_away');
    expect(await refusal(record.append(event(1)))).toMatchObject({ code: 'UNAVAILABLE' });
    await database.dataSource.query('ALTER TABLE security_chain_away RENAME TO security_chain');
    await record.append(event(2));
    await isWhole();
  });
});

describe('nobody', () => {
  it.each([
    ['changes an event', "UPDATE security_events SET kind = 'case.read'"],
    ['deletes one', 'DELETE FROM security_events'],
    ['deletes an old one that is not anchored', `DELETE FROM security_events WHERE seq = 1`],
    ['empties the record', 'TRUNCATE security_events'],
    ['takes the end away', 'DELETE FROM security_chain'],
    ['moves the end back', 'UPDATE security_chain SET seq = seq - 1'],
    [
      'invents an anchor',
      "INSERT INTO security_anchors (up_to_seq, hash, at) VALUES (999999, 'x', now())",
    ],
    ['changes an anchor', 'UPDATE security_anchors SET up_to_seq = 0'],
  ])('%s', async (_, statement) => {
    await record.append(event(1, { at: daysAgo(400) }));
    await expect(database.dataSource.query(statement)).rejects.toThrow(
      /append-only|keeps its rows|only grows|an anchor is/,
    );
    await isWhole();
  });

  it('changes one behind the trigger unseen', async () => {
    const { seq } = await endOf(database.dataSource);
    const tamper = (statement: string) =>
      database.transactions.run(async (tx) => {
        await tx.query('ALTER TABLE security_events DISABLE TRIGGER USER');
        await tx.query(statement);
        await tx.query('ALTER TABLE security_events ENABLE TRIGGER USER');
      });
    const set = (status: string) =>
      tamper(`UPDATE security_events SET status = ${status} WHERE seq = ${seq}`);
    await set('418');
    expect((await checkOf(database.dataSource)).broken?.seq).toBe(seq);
    await set('NULL');
    await isWhole();
    await tamper(
      `CREATE TEMPORARY TABLE taken AS SELECT * FROM security_events WHERE seq = ${seq}`,
    );
    await tamper(`DELETE FROM security_events WHERE seq = ${seq}`);
    expect((await checkOf(database.dataSource)).broken?.seq).toBe(seq);
    await record.append(event(1));
    expect((await checkOf(database.dataSource)).broken?.why).toContain('are missing');
  });
});

describe('what is older than the setting', () => {
  let own: TestDatabase;
  let writer: SecurityRecord;
  let forget: ForgetSecurityEvents;

  beforeAll(async () => {
    own = await openTestDatabase();
    writer = new SecurityRecord(own.transactions);
    const config = { ...loadConfig({}), securityRecord: { days: 200, syslog: null } };
    const time = new ManualTime(new Date().toISOString());
    forget = new ForgetSecurityEvents(config, own.transactions, writer, time, idleLoops());
  });
  afterAll(() => own.close());

  it('goes from the oldest on, in batches, and what is left is a chain with a known beginning', async () => {
    const old = Array.from({ length: 25 }, (_, i) => event(i, { at: daysAgo(400 - i) }));
    for (const each of old) await writer.append(each);
    // Within the setting; then one that came late to its place, and stays until its turn.
    await writer.append(event(25, { at: daysAgo(199) }));
    await writer.append(event(26, { at: daysAgo(300) }));

    expect(await forget.runOnce({ batch: 10 })).toBe(25);
    const left = await eventsOf(own.dataSource);
    expect(left[0]).toMatchObject({ seq: 26, details: { listed: 25 } });
    expect(left.filter(({ kind }) => kind === 'record.forgotten')).toMatchObject([
      { details: { rows: 10, upToSeq: 10 } },
      { details: { rows: 10, upToSeq: 20 } },
      { details: { rows: 5, upToSeq: 25 } },
    ]);
    expect((await checkOf(own.dataSource)).broken).toBeNull();
    expect(await forget.runOnce({ batch: 10 })).toBe(0);
  });

  it('shows when something was taken that no anchor speaks of', async () => {
    await own.transactions.run(async (tx) => {
      await tx.query('ALTER TABLE security_events DISABLE TRIGGER USER');
      await tx.query('DELETE FROM security_events WHERE seq = 26');
      await tx.query('ALTER TABLE security_events ENABLE TRIGGER USER');
    });
    expect((await checkOf(own.dataSource)).broken?.why).toContain('are missing');
  });
});

describe('reading', () => {
  const accountId = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
  const caseId = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a70';
  const at = (minute: number) => new Date(Date.UTC(2027, 0, 1, 0, minute));
  let list: SecurityEventList;

  beforeAll(async () => {
    list = new SecurityEventList(database.transactions);
    for (let minute = 0; minute < 10; minute += 1) {
      await record.append(
        event(minute, {
          at: at(minute),
          kind: minute % 2 === 0 ? 'case.read' : 'file.read',
          accountId: minute < 4 ? accountId : null,
          caseId: minute > 6 ? caseId : null,
        }),
      );
    }
  });

  const from = at(0).toISOString();
  const minutes = (events: readonly SecurityEvent[]) =>
    events.map(({ details }) => details['listed']);

  it.each([
    ['from an instant', {}, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['before another', { to: at(2).toISOString() }, [1, 0]],
    ['of a kind', { kind: 'file.read' }, [9, 7, 5, 3, 1]],
    ['of an account', { accountId }, [3, 2, 1, 0]],
    ['of a case', { caseId, kind: 'case.read' }, [8]],
  ])('finds what is %s, the newest first', async (_, filter, found) => {
    const { items, nextCursor } = await list.page({ from, ...filter });
    expect(minutes(items)).toEqual(found);
    expect(nextCursor).toBeNull();
    const all: SecurityEvent[] = [];
    for await (const each of list.all({ from, ...filter })) all.push(each);
    expect(minutes(all)).toEqual(found.toReversed());
  });

  it('goes on where a page ended, whatever came meanwhile', async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await list.page({ from, limit: 4, ...(cursor && { cursor }) });
      seen.push(...minutes(page.items));
      cursor = page.nextCursor ?? undefined;
      await record.append(event(99, { at: at(59) }));
    } while (cursor !== undefined);
    expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it('refuses a cursor that is none', async () => {
    expect(await refusal(list.page({ cursor: 'x' }))).toMatchObject({ code: 'INPUT_INVALID' });
  });
});
