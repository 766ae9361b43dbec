import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anotherMatter } from '../../support/complaints.js';
import { arrearsFiling } from '../../../workflows/arrears/arrears.filing.js';
import type { Ledger } from '../../../workflows/arrears/ledger/ledger.js';
import { CurrentRates } from '../../../src/engine/current-rates.js';
import { LprPublications } from '../../../src/rates/lpr-publications.js';
import { at, EngineUnderTest } from '../../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';

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

/** Works of before the Regulations bear the LPR of each day. */
const works = {
  ...arrearsFiling.example,
  contract: { ...arrearsFiling.example.contract, signedOn: '2019-05-20', subject: 'works' },
  claim: { items: [{ amount: '1000000.00', triggeredOn: '2020-06-30' }], payments: [] },
};

const publish = (publishedOn: string, rate: string) =>
  office
    .part(LprPublications)
    .import({ publications: [{ publishedOn, rate }], source: '公告' }, null, office.time.now());

const ledgerOf = async (id: string) =>
  ((await office.record(id)).snapshot['context'] as unknown as { ledger: Ledger }).ledger;
const lastChange = async (id: string) => (await ledgerOf(id)).lprChanges.at(-1)?.publishedOn;

describe('a publication that comes in when a case is under way', () => {
  it('is gone by in the next act, and in whatever is read before', async () => {
    office.time.advanceTo(at('2026-10-12'));
    const id = await office.file('arrears', { filing: anotherMatter(works) });
    const before = await lastChange(id);
    office.time.advanceTo(at('2026-10-20'));
    await publish('2026-10-20', '2.90');
    expect(await lastChange(id)).toBe(before);
    const read = await office.part(CurrentRates).of(await office.record(id));
    const { ledger } = read.snapshot['context'] as unknown as { ledger: Ledger };
    expect(ledger.lprChanges.at(-1)).toEqual({ publishedOn: '2026-10-20', rate: '2.90' });

    await office.act(id, 'complaint.accept');
    expect(await lastChange(id)).toBe('2026-10-20');
    // The database gives the members of what it stores back in an order of its own.
    const stored = await office.record(id);
    expect(await office.part(CurrentRates).of(stored)).toBe(stored);
  });

  it('is gone by when a deadline lapses', async () => {
    office.time.advanceTo(at('2026-10-21'));
    const id = await office.file('arrears', { filing: anotherMatter(works) });
    office.time.advanceTo(at('2026-10-22'));
    await publish('2026-10-22', '2.80');
    expect(await lastChange(id)).toBe('2026-10-20');
    await office.lettersLeave();
    // The review has ten working days.
    office.time.advanceTo(at('2026-11-10'));
    await office.sweeper.runOnce();
    expect(await lastChange(id)).toBe('2026-10-22');
  });

  it('is nothing to a case whose interest does not go by it', async () => {
    office.time.advanceTo(at('2026-11-11'));
    const id = await office.file('arrears');
    const stored = await office.record(id);
    office.time.advanceTo(at('2026-11-20'));
    await publish('2026-11-20', '2.70');
    expect(await office.part(CurrentRates).of(stored)).toBe(stored);
  });
});
