import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RightsAndReadings1796130000000 } from '../../src/store/migrations/1796130000000-rights-and-readings.js';
import type { JsonObject } from '../../src/kernel/json.js';
import { arrearsFiling } from '../../workflows/arrears/arrears.filing.js';
import { promiseFiling } from '../../workflows/promise/promise.filing.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Of 2019, with a payment, and pay-when-paid: everything that the migration has to work out. */
const oldContract = {
  ...arrearsFiling.example,
  respondent: { ...arrearsFiling.example.respondent, type: 'largeEnterprise' },
  contract: {
    ...arrearsFiling.example.contract,
    signedOn: '2019-11-01',
    agreedAnnualRate: '4.35',
    backToBack: true,
  },
  claim: {
    items: [{ amount: '1000000.00', triggeredOn: '2025-03-02' }],
    payments: [{ on: '2026-01-15', amount: '100000.00' }],
  },
};
const agreement = {
  ...promiseFiling.example,
  promise: { ...promiseFiling.example.promise, kind: 'investmentAgreement' },
};

let database: TestDatabase;
let office: EngineUnderTest;
const cases: Record<string, string> = {};
const before: Record<string, JsonObject> = {};

const contextOf = async (name: string): Promise<JsonObject> => {
  const { snapshot } = await office.record(cases[name] ?? '');
  return snapshot['context'] as JsonObject;
};

beforeAll(async () => {
  database = await openTestDatabase();
  office = await EngineUnderTest.start(database);
  office.time.advanceTo(at('2026-09-18'));
  cases['old'] = await office.file('arrears', { filing: oldContract });
  cases['waived'] = await office.file('arrears');
  await office.act(cases['waived'], 'interest.waive');
  cases['promise'] = await office.file('promise', { filing: agreement });
  cases['ended'] = await office.file('promise');
  await office.act(cases['ended'], 'complaint.withdraw');
  for (const name of Object.keys(cases)) before[name] = await contextOf(name);
  const runner = database.dataSource.createQueryRunner();
  const migration = new RightsAndReadings1796130000000();
  await migration.down(runner);
  for (const name of ['old', 'promise'])
    expect(await contextOf(name)).not.toHaveProperty('watched');
  await migration.up(runner);
  await runner.release();
});
afterAll(async () => {
  await office.close();
  await database.close();
});

describe('a case of before rights and readings', () => {
  it.each(['old', 'waived'])(
    '%s: has the ledger that it would have, in its own order',
    async (name) => {
      const { ledger } = await contextOf(name);
      const was = before[name]?.['ledger'] as JsonObject;
      expect(ledger).toEqual({ ...was, order: 'allInterestFirst' });
    },
  );

  it.each(['old', 'waived', 'promise', 'ended'])('%s: remembers the rights', async (name) => {
    const { interruptions, due } = await contextOf(name);
    expect(interruptions).toEqual([{ on: '2026-09-18', by: 'complaint' }]);
    expect(due).toEqual(before[name]?.['due']);
  });

  it.each([
    ['old', '2029-09-18'],
    ['promise', '2029-09-18'],
  ])('%s: watches its last day from the next step on', async (name, lastDay) => {
    const id = cases[name] ?? '';
    await office.act(id, 'assignment.take');
    const { clocks } = await office.stored(id);
    const running = clocks.find((each) => each.name === 'limitation' && each.status === 'running');
    expect(running).toMatchObject({ rawDueOn: lastDay });
  });
});
