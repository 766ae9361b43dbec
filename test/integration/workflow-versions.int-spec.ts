import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WorkflowDefinition } from '../../src/definition/index.js';
import { promiseClocks } from '../../workflows/promise/promise.clocks.js';
import { promiseV1 } from '../../workflows/promise/promise.workflow.js';
import { at, EngineUnderTest } from '../support/engine-under-test.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** The same procedure with two days more to decide and four days more to refer. */
const promiseV2: WorkflowDefinition = {
  ...promiseV1,
  version: 2,
  clocks: {
    ...promiseClocks,
    acceptance: { ...promiseClocks.acceptance, count: (_, from) => ({ from, extension: 2 }) },
    referral: { ...promiseClocks.referral, count: (_, from) => ({ from, extension: 4 }) },
  },
};

let database: TestDatabase;
let before: EngineUnderTest;
let after: EngineUnderTest;
let oldCase: string;
let newCase: string;

beforeAll(async () => {
  database = await openTestDatabase();
  before = await EngineUnderTest.start(database, { registered: [promiseV1] });
  before.time.advanceTo(at('2026-09-18'));
  oldCase = await before.file('promise');
  after = await EngineUnderTest.start(database, { registered: [promiseV1, promiseV2] });
  after.time.advanceTo(at('2026-09-18'));
  newCase = await after.file('promise');
});
afterAll(async () => {
  await before.close();
  await after.close();
  await database.close();
});

describe('a new version of a workflow', () => {
  it('is what new cases start under', async () => {
    const { record, history, notices } = await after.stored(newCase);
    expect(record.workflowVersion).toBe(2);
    expect(history.map(({ workflowVersion }) => workflowVersion)).toEqual([2]);
    expect(notices.map(({ template }) => template)).toContain('promise@2/receipt');
    expect(await after.clock(newCase, 'acceptance')).toMatchObject({ dueOn: '2026-09-24' });
  });

  it('leaves an open case under the version that it was filed under', async () => {
    expect(await after.clock(oldCase, 'acceptance')).toMatchObject({ dueOn: '2026-09-22' });
    await after.act(oldCase, 'complaint.accept');
    await after.act(newCase, 'complaint.accept');
    const { record, history, notices } = await after.stored(oldCase);
    expect(record.workflowVersion).toBe(1);
    expect(history.map(({ workflowVersion }) => workflowVersion)).toEqual([1, 1]);
    expect(notices.map(({ template }) => template)).toContain('promise@1/accepted');
    expect(await after.clock(oldCase, 'referral')).toMatchObject({ dueOn: '2026-09-22' });
    expect(await after.clock(newCase, 'referral')).toMatchObject({ dueOn: '2026-09-29' });
  });

  it('lets the clocks of both fire, each by its own term', async () => {
    after.time.advanceTo(at('2026-09-22', '24:00'));
    await after.sweeper.runOnce();
    expect(await after.record(oldCase)).toMatchObject({ escalation: 'urged' });
    expect(await after.record(newCase)).toMatchObject({ escalation: 'none' });
    after.time.advanceTo(at('2026-09-29', '24:00'));
    await after.sweeper.runOnce();
    expect(await after.record(newCase)).toMatchObject({ escalation: 'urged' });
  });

  it('is refused by a program that does not know it, and the case stays as it is', async () => {
    const stored = await before.stored(newCase);
    await expect(before.act(newCase, 'complaint.withdraw')).rejects.toThrow(
      'A case needs promise version 2, which is not registered.',
    );
    expect(await before.stored(newCase)).toEqual(stored);
  });
});
