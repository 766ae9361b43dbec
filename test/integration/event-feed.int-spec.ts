import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { EventFeed } from '../../src/feed/event-feed.js';
import { ForgetOldEvents } from '../../src/feed/forget-old-events.js';
import type { EventView } from '../../src/feed/event.view.js';
import type { Principal } from '../../src/identity/principal.js';
import { oldDebt } from '../support/complaints.js';
import { accountOf, at, EngineUnderTest } from '../support/engine-under-test.js';
import { idleLoops } from '../support/idle-loops.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;
let feed: EventFeed;
let forget: ForgetOldEvents;

const handling = { unitId: unitId('450100', 'industry', 'arrears-handling') };
const handler = 'handler.arrears.450100';

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-14'));
  feed = new EventFeed(database.transactions);
  forget = new ForgetOldEvents(database.transactions, office.time, idleLoops());
});
afterAll(async () => {
  await office.close();
  await database.close();
});

const enterprise = (name = 'enterprise1') =>
  ({ enterpriseId: accountOf(name).enterpriseId, role: 'enterprise' }) as Principal;

const told = ({ type, awaits, state }: EventView) => `${type} → ${state}, ${String(awaits)}`;

async function all(after?: string, limit = 3) {
  const items: EventView[] = [];
  for (let next = after; ;) {
    const page = await feed.page(enterprise(), {
      limit,
      ...(next !== undefined && { after: next }),
    });
    items.push(...page.items);
    next = page.nextCursor;
    if (page.items.length === 0) return { items, nextCursor: next };
  }
}

/** An arrears case with a measure in the making, of which its enterprise must not learn yet. */
async function measuredCase() {
  const id = await office.file('arrears', { filing: oldDebt });
  await office.play(id, 'complaint.accept', ['referral.send', handling], 'referral.sign');
  await office.act(id, 'serviceAddress.confirm');
  const filing = { type: 'supervisionNotice', caseIds: [id] };
  return { id, measure: await office.propose('measure', filing, handler) };
}

describe('the feed of an enterprise', () => {
  it('is empty at first, and has a place to go on from', async () => {
    const { items, nextCursor } = await feed.page(enterprise('enterprise2'), {});
    expect(items).toEqual([]);
    const again = await feed.page(enterprise('enterprise2'), { after: nextCursor });
    expect(again).toEqual({ items: [], nextCursor });
  });

  it('has each event once, in order, whatever the pages', async () => {
    const id = await office.file('promise');
    await office.play(id, 'complaint.accept');
    const { items } = await all(undefined, 1);
    expect(items.map(told)).toEqual([
      'complaint.file → submitted, acceptor',
      'complaint.accept → accepted, acceptor',
    ]);
    expect((await all(undefined, 100)).items).toEqual(items);
    const { number } = await office.record(id);
    expect(items.every((item) => item.caseId === id && item.caseNumber === number)).toBe(true);
  });

  it('tells nothing of a step that is hidden, not by a gap either', async () => {
    const { nextCursor } = await all();
    const { id, measure } = await measuredCase();
    const { items } = await all(nextCursor);
    const { history } = await office.stored(id);
    const hidden = history.filter(({ event }) => event === 'measure.note');
    expect(hidden).toHaveLength(1);
    expect(items.map(({ type }) => type)).toEqual(
      history.filter((entry) => !hidden.includes(entry)).map(({ event }) => event),
    );
    expect(JSON.stringify(items)).not.toContain(measure);
    const rows = await database.dataSource.query<{ position: number }[]>(
      'SELECT position FROM feed_events ORDER BY position',
    );
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, index) => index + 1));
  });

  it('awaits the enterprise while it owes an answer, and tells of the lapse', async () => {
    const id = await office.file('promise');
    const { nextCursor } = await all();
    await office.act(id, 'supplement.request');
    const clock = await office.clock(id, 'supplement');
    expect((await all(nextCursor)).items).toMatchObject([
      { type: 'supplement.request', awaits: 'enterprise', awaitsUntil: clock.dueOn },
    ]);
    await office.lettersLeave();
    office.time.advanceTo(clock.dueAt);
    await office.sweeper.runOnce();
    const after = (await all(nextCursor)).items.filter(({ caseId }) => caseId === id);
    expect(after.slice(1)).toMatchObject([{ type: 'clock.lapsed', clock: 'supplement' }]);
  });

  it('keeps the order of a case whose clock was set back', async () => {
    const { nextCursor } = await all();
    const id = await office.file('promise');
    await office.play(id, 'complaint.accept');
    await database.dataSource.query(
      `UPDATE feed_events SET at = at - interval '1 day' WHERE case_id = $1 AND seq = 2`,
      [id],
    );
    expect((await all(nextCursor)).items.map(({ type }) => type)).toEqual([
      'complaint.file',
      'complaint.accept',
    ]);
  });

  it('is nobody else’s', async () => {
    expect((await feed.page(enterprise('enterprise2'), {})).items).toEqual([]);
    const { nextCursor } = await all();
    await expect(feed.page(enterprise('enterprise2'), { after: nextCursor })).rejects.toMatchObject(
      { code: 'INPUT_INVALID' },
    );
  });
});

describe('a cursor', () => {
  it('of a feed that was restored to an earlier day is not taken for another place', async () => {
    const before = await all();
    await office.file('promise');
    const { items, nextCursor } = await all(before.nextCursor);
    expect(items).toHaveLength(1);
    // The database as it was before, in which something else happens.
    await database.dataSource.query('DELETE FROM feed_events WHERE id = $1', [items[0]!.id]);
    await database.dataSource.query('UPDATE feeds SET last = last - 1');
    await expect(feed.page(enterprise(), { after: nextCursor })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
    await office.file('promise');
    await all(before.nextCursor);
    await expect(feed.page(enterprise(), { after: nextCursor })).rejects.toMatchObject({
      details: { errors: [expect.objectContaining({ rule: 'isCursor' })] },
    });
  });

  it('expires with the events after it, and not before', async () => {
    const { nextCursor: early } = await feed.page(enterprise(), { limit: 1 });
    const { items, nextCursor: late } = await all();
    const last = new Date(items.at(-1)!.at).getTime();
    office.time.advanceTo(new Date(last + 30 * 86_400_000));
    const unread = await office.file('promise');
    await forget.runOnce();
    expect((await all()).items.map(({ id }) => id)).toContain(items.at(-1)!.id);
    office.time.advanceTo(new Date(last + 30 * 86_400_000 + 1));
    await forget.runOnce();
    await expect(feed.page(enterprise(), { after: early })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
      details: { keptDays: 30 },
    });
    expect((await all(late)).items.map(({ caseId }) => caseId)).toEqual([unread]);
    expect((await all()).items.map(({ type }) => type)).toContain('complaint.file');
  });

  it('expires too where nobody had read what was deleted', async () => {
    const { nextCursor } = await all();
    await office.file('promise');
    office.time.advanceTo(new Date(office.time.now().getTime() + 31 * 86_400_000));
    await forget.runOnce();
    await expect(feed.page(enterprise(), { after: nextCursor })).rejects.toMatchObject({
      code: 'CURSOR_EXPIRED',
    });
    const empty = await feed.page(enterprise(), {});
    expect(empty.items).toEqual([]);
    const filed = await office.file('promise');
    const { items } = await feed.page(enterprise(), { after: empty.nextCursor });
    expect(items.map(({ caseId }) => caseId)).toEqual([filed]);
  });
});
