import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import { unitId } from '../../seeds/reference-data.js';
import { firstBrokenEntry, GENESIS_HASH, sealed } from '../../src/engine/history-chain.js';
import type { HistoryEntry } from '../../src/engine/history-entry.entity.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let office: EngineUnderTest;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
});
afterAll(async () => {
  await office.close();
  await database.close();
});

/** A case with acts of every side, a payload in two scripts and two lapsed deadlines. */
beforeEach(async () => {
  office.time.advanceTo(at('2026-03-02'));
  caseId = await office.file('promise');
  await office.act(caseId, 'complaint.check', { payload: { note: '已核实 “A&B” 😀 \u2028 ok' } });
  await office.act(caseId, 'complaint.accept');
  await office.act(caseId, 'referral.send', {
    payload: { unitId: unitId('450100', 'investment', 'promise-handling') },
  });
  office.time.advanceTo(at('2026-03-06'));
  await office.sweeper.runOnce();
});

const chain = async (): Promise<readonly HistoryEntry[]> => (await office.stored(caseId)).history;

/** What only someone with power over the database can do. */
async function tamper(statement: string, ...params: readonly unknown[]): Promise<void> {
  await database.transactions.run(async (tx) => {
    await tx.query('ALTER TABLE case_history DISABLE TRIGGER tr_case_history_append_only');
    await tx.query(statement, [caseId, ...params]);
    await tx.query('ALTER TABLE case_history ENABLE TRIGGER tr_case_history_append_only');
  });
}

describe('the history of a case', () => {
  it('is whole as it is read back, and the case knows its last hash', async () => {
    const entries = await chain();
    expect(entries.map(({ event, actor }) => [event, actor.role])).toEqual([
      ['complaint.file', 'enterprise'],
      ['complaint.check', 'acceptor'],
      ['complaint.accept', 'acceptor'],
      ['referral.send', 'acceptor'],
      [expect.stringMatching(/^xstate\.after\.handlerDesk\./), 'system'],
      [expect.stringMatching(/^xstate\.after\.signature\./), 'system'],
    ]);
    expect(firstBrokenEntry(entries)).toBeNull();
    expect((await office.record(caseId)).lastHash).toBe(entries.at(-1)?.hash);
  });

  it('is hashed as documented: SHA-256 over the last hash and the canonical JSON', async () => {
    let previous = GENESIS_HASH;
    for (const { hash, prevHash, ...content } of await chain()) {
      expect(prevHash).toBe(previous);
      const json = canonicalize({ ...content, at: content.at.toISOString() });
      expect(hash).toBe(
        createHash('sha256')
          .update(previous + json)
          .digest('hex'),
      );
      previous = hash;
    }
  });

  it('cannot be changed by a statement', async () => {
    const before = await chain();
    const change = database.dataSource.query(
      `UPDATE case_history SET payload = '{}' WHERE case_id = $1`,
      [caseId],
    );
    await expect(change).rejects.toThrow('case_history is append-only');
    expect(await chain()).toEqual(before);
  });

  it.each([
    ['a word of the payload', `payload = jsonb_set(payload, '{note}', '"全部属实"')`, 3],
    ['the actor', `actor = jsonb_set(actor, '{name}', '"某人"')`, 2],
    ['the moment, by a millisecond', `at = at + interval '1 millisecond'`, 4],
    ['the day', 'occurred_on = occurred_on - 1', 5],
    ['the state it led to', `to_state = 'rejected'`, 3],
    ['the first entry', `payload = '{}'`, 1],
  ])('shows that %s was changed', async (_what, change, seq) => {
    await tamper(`UPDATE case_history SET ${change} WHERE case_id = $1 AND seq = $2`, seq);
    expect(firstBrokenEntry(await chain())).toBe(seq);
  });

  it('shows that an entry was changed and sealed again, by the entry after it', async () => {
    const entry = (await chain())[2]!;
    const forged = sealed({ ...entry, payload: { note: '全部属实' } });
    await tamper(
      'UPDATE case_history SET payload = $3, hash = $4 WHERE case_id = $1 AND seq = $2',
      forged.seq,
      JSON.stringify(forged.payload),
      forged.hash,
    );
    expect(firstBrokenEntry(await chain())).toBe(4);
  });

  it('shows that an entry was taken out', async () => {
    await tamper('DELETE FROM case_history WHERE case_id = $1 AND seq = $2', 2);
    expect(firstBrokenEntry(await chain())).toBe(3);
  });
});
