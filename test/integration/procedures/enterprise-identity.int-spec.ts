import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { accountOf, at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-14'));
});
afterAll(async () => {
  await office.close();
  await database.close();
});

const { enterpriseId } = accountOf('enterprise1');

beforeEach(async () => {
  await database.dataSource.query(
    `UPDATE enterprises SET confirmed_at = NULL, confirmed_by = NULL, confirmed_in = NULL
      WHERE id = $1`,
    [enterpriseId],
  );
});

/** How many came through, and the codes of those that did not. */
async function outcomes(acts: readonly Promise<unknown>[]) {
  const settled = await Promise.allSettled(acts);
  return settled
    .map((each) => {
      if (each.status === 'fulfilled') return 'done';
      const reason: unknown = each.reason;
      return String(reason instanceof DomainError ? reason.code : reason);
    })
    .toSorted();
}

describe('the identity of an enterprise', () => {
  it('is confirmed once, whichever of its cases comes first', async () => {
    const ids = [
      await office.file('promise'),
      await office.file('promise'),
      await office.file('promise'),
    ];
    for (const id of ids) await office.act(id, 'evidence.add');
    const found = await outcomes(ids.map((id) => office.act(id, 'enterprise.confirm')));
    expect(found).toEqual(['EVENT_NOT_ACCEPTED', 'EVENT_NOT_ACCEPTED', 'done']);
    const histories = await Promise.all(ids.map((id) => office.stored(id)));
    const confirmations = histories.flatMap(({ record, history }) =>
      history.some(({ event }) => event === 'enterprise.confirm') ? [record.id] : [],
    );
    const [row] = await database.dataSource.query<{ by: string; case: string }[]>(
      'SELECT confirmed_by AS by, confirmed_in AS case FROM enterprises WHERE id = $1',
      [enterpriseId],
    );
    expect(row).toEqual({ by: accountOf('acceptor.promise').id, case: confirmations[0] });
    expect(confirmations).toHaveLength(1);
  });

  it('is kept with the act, or neither is', async () => {
    const id = await office.file('promise');
    const before = await office.stored(id);
    expect(await outcomes([office.act(id, 'enterprise.confirm')])).toEqual(['INPUT_INVALID']);
    expect(await outcomes([office.act(id, 'complaint.accept')])).toEqual(['EVENT_NOT_ACCEPTED']);
    expect(await office.stored(id)).toEqual(before);
    await office.play(id, 'evidence.add', 'enterprise.confirm', 'complaint.accept');
    expect((await office.record(id)).state).toBe('accepted');
  });

  it('stays as it is until a complaint is accepted by it', async () => {
    const id = await office.file('promise');
    await office.play(id, 'evidence.add', 'enterprise.confirm');
    let accepting: Promise<string[]> | undefined;
    await database.dataSource.transaction(async (tx) => {
      await tx.query(
        `UPDATE enterprises SET taken_back_at = now(), taken_back_by = $2, take_back_reason = '-'
          WHERE id = $1`,
        [enterpriseId, accountOf('head.promise').id],
      );
      // It waits for the row that is being changed, and goes by what it has become.
      accepting = outcomes([office.act(id, 'complaint.accept')]);
    });
    expect(await accepting).toEqual(['EVENT_NOT_ACCEPTED']);
    await database.dataSource.query(
      `UPDATE enterprises SET taken_back_at = NULL, taken_back_by = NULL, take_back_reason = NULL
        WHERE id = $1`,
      [enterpriseId],
    );
    expect(await outcomes([office.act(id, 'complaint.accept')])).toEqual(['done']);
  });

  it('of nobody is deleted', async () => {
    await expect(database.dataSource.query('DELETE FROM enterprises')).rejects.toThrow(
      'append-only',
    );
  });
});
