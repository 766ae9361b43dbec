import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unitId } from '../../seeds/reference-data.js';
import { Outbox } from '../../src/notices/outbox.js';
import { loadConfig } from '../../src/config/load-config.js';
import { EngineUnderTest } from '../support/engine-under-test.js';
import { hours } from '../support/hours.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Writes letters as the product does, until a test breaks it. */
class BreakableOutbox extends Outbox {
  broken = false;

  override put(...order: Parameters<Outbox['put']>): void {
    super.put(...order);
    if (this.broken) throw new Error('the outbox is broken');
  }
}

const AT_ONCE = 20;
const outbox = new BreakableOutbox(loadConfig({}), hours);
let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database, { outbox });
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** Does the same many times at once; answers with what came of each. */
async function atOnce<Answer>(work: (turn: number) => Promise<Answer>) {
  const settled = await Promise.allSettled(
    Array.from({ length: AT_ONCE }, (_, turn) => work(turn)),
  );
  return {
    answers: settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])),
    codes: settled.flatMap((each) =>
      each.status === 'rejected' ? [(each.reason as { code?: string }).code] : [],
    ),
  };
}

const keysOf = async (key: string) =>
  database.dataSource.query<unknown[]>('SELECT key FROM idempotency_keys WHERE key = $1', [key]);

const countCases = async () => {
  const [row] = await database.dataSource.query<{ count: number }[]>(
    'SELECT count(*)::integer AS count FROM cases',
  );
  return row?.count ?? 0;
};

describe('one event', () => {
  it('that fails while its letters are written leaves every row as it was', async () => {
    const id = await office.file('promise');
    const before = await office.stored(id);
    outbox.broken = true;
    await expect(office.act(id, 'complaint.accept', { key: 'broken-1' })).rejects.toThrow(
      'the outbox is broken',
    );
    expect(await office.stored(id)).toEqual(before);
    expect(await keysOf('broken-1')).toEqual([]);

    outbox.broken = false;
    expect(await office.act(id, 'complaint.accept', { key: 'broken-1' })).toBe(2);
    const after = await office.stored(id);
    expect(after.history).toHaveLength(before.history.length + 1);
    expect(after.notices.length).toBeGreaterThan(before.notices.length);
    expect(after.clocks.map(({ name, status }) => [name, status])).toContainEqual([
      'acceptance',
      'met',
    ]);
  });

  it('that fails while filing leaves no case and no gap in the numbers', async () => {
    const first = await office.record(await office.file('promise'));
    const cases = await countCases();
    outbox.broken = true;
    await expect(office.file('promise')).rejects.toThrow('the outbox is broken');
    outbox.broken = false;
    expect(await countCases()).toBe(cases);
    const next = await office.record(await office.file('promise'));
    expect(Number(next.number.slice(-6))).toBe(Number(first.number.slice(-6)) + 1);
  });

  it('many times at once happens once; the others are told that it is not open any more', async () => {
    const id = await office.file('promise');
    const { answers, codes } = await atOnce(() => office.act(id, 'complaint.accept'));
    expect(answers).toEqual([2]);
    expect(codes).toEqual(Array(AT_ONCE - 1).fill('EVENT_NOT_ACCEPTED'));
    const { history, record, clocks } = await office.stored(id);
    expect(history.map(({ seq, event }) => [seq, event])).toEqual([
      [1, 'complaint.file'],
      [2, 'complaint.accept'],
    ]);
    expect(record.version).toBe(2);
    expect(clocks.filter(({ name }) => name === 'referral')).toHaveLength(1);
  });

  it('many times at once on one version happens once; the others must read again', async () => {
    const id = await office.file('promise');
    await office.act(id, 'complaint.check');
    // This act stays open after it was done once, so only the version can refuse the others.
    await office.act(id, 'complaint.accept');
    await office.act(id, 'referral.send', { payload: { unitId: anyUnit } });
    const { answers, codes } = await atOnce((turn) =>
      turn % 2 === 0
        ? office.act(id, 'referral.sign', { expectedVersion: 4 })
        : office.act(id, 'referral.return', { expectedVersion: 4 }),
    );
    expect(answers).toEqual([5]);
    expect(codes).toEqual(Array(AT_ONCE - 1).fill('PRECONDITION_FAILED'));
    expect((await office.stored(id)).history).toHaveLength(5);
  });

  it('of many cases at once gives each filing a number of its own', async () => {
    const { answers } = await atOnce(() => office.file('promise'));
    const records = await Promise.all(answers.map((id) => office.record(id)));
    expect(new Set(records.map(({ number }) => number)).size).toBe(AT_ONCE);
    expect(records.every(({ number }) => /^P-2026-450100-\d{6}$/.test(number))).toBe(true);
  });
});

const anyUnit = unitId('450100', 'investment', 'promise-handling');

describe('an idempotency key', () => {
  it('gives a repeated act its first answer, and the act happens once', async () => {
    const id = await office.file('promise');
    expect(await office.act(id, 'complaint.check', { key: 'act-1' })).toBe(2);
    await office.act(id, 'complaint.accept');
    expect(await office.act(id, 'complaint.check', { key: 'act-1' })).toBe(2);
    expect((await office.stored(id)).history).toHaveLength(3);
  });

  it('gives all of many at once one answer', async () => {
    const id = await office.file('promise');
    const { answers, codes } = await atOnce(() =>
      office.act(id, 'complaint.accept', { key: 'act-2' }),
    );
    expect(codes).toEqual([]);
    expect(answers).toEqual(Array(AT_ONCE).fill(2));
    expect((await office.stored(id)).history).toHaveLength(2);
  });

  it('opens one case for many filings at once', async () => {
    const cases = await countCases();
    const { answers, codes } = await atOnce(() => office.file('promise', { key: 'file-1' }));
    expect(codes).toEqual([]);
    expect(new Set(answers).size).toBe(1);
    expect(await countCases()).toBe(cases + 1);
  });

  it('that comes with another body is refused', async () => {
    const id = await office.file('promise');
    await office.act(id, 'complaint.check', { key: 'act-3', payload: { note: '一' } });
    const other = office.act(id, 'complaint.check', { key: 'act-3', payload: { note: '二' } });
    await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect((await office.stored(id)).history).toHaveLength(2);
  });

  it('belongs to one account: another sender may use the same text', async () => {
    const id = await office.file('promise');
    await office.act(id, 'complaint.accept', { key: 'shared', by: 'acceptor' });
    const version = await office.act(id, 'complaint.withdraw', { key: 'shared' });
    expect(version).toBe(3);
  });

  it('is free again after a refusal', async () => {
    const id = await office.file('promise');
    const refused = office.act(id, 'referral.sign', { key: 'act-4' });
    await expect(refused).rejects.toMatchObject({ code: 'EVENT_NOT_ACCEPTED' });
    expect(await keysOf('act-4')).toEqual([]);
    expect((await office.stored(id)).record.version).toBe(1);
    expect(await office.act(id, 'complaint.accept', { key: 'act-4' })).toBe(2);
    expect(await keysOf('act-4')).toHaveLength(1);
  });
});
