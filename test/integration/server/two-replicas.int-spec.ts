import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { firstBrokenEntry } from '../../../src/engine/history-chain.js';
import { duplicatesIn, faultsOf, type DeliveryRecord } from '../../support/delivery-audit.js';
import { openTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { courseOf, randomFrom, sufferKills, type Aftermath } from '../../support/two-replicas.js';

/** Some 2,000 moments of clocks, and more letters than that. */
const CASES = 290;
const KILLS = 4;
const SEED = 20_250_303;

let database: TestDatabase;
let after: Aftermath;

beforeAll(async () => {
  database = await openTestDatabase();
  after = await sufferKills(database, { cases: CASES, kills: KILLS, random: randomFrom(SEED) });
}, 1_800_000);
afterAll(() => database.close());

describe('two processes that share the sweeping and the mail, killed at random', () => {
  it('fire every moment of over 2,000 once: each case takes the course of an undisturbed one', () => {
    const { course, stored } = after;
    expect(course.moments * CASES).toBeGreaterThan(2000);
    expect(stored).toHaveLength(CASES);
    for (const each of stored) {
      expect(courseOf(each)).toEqual(course);
      expect(firstBrokenEntry(each.history)).toBeNull();
    }
  });

  it('owe each letter once and deliver it; twice only what a kill left without a record', () => {
    const { record } = after;
    expect(record.stored.length).toBeGreaterThan(2000);
    expect(faultsOf(record)).toEqual([]);
    expect(record.lives.filter(({ ending }) => ending === 'SIGKILL')).toHaveLength(KILLS);
    // Without any, nothing would be shown about them: the server answers slowly enough.
    expect(duplicatesIn(record)).toBeGreaterThan(0);
  });
});

describe('the audit', () => {
  /** The record with something done to it. */
  const doctored = (change: Partial<DeliveryRecord>) => faultsOf({ ...after.record, ...change });

  it('sees a letter that was lost, stored twice, or never owed', () => {
    const { stored, owed } = after.record;
    const [first] = stored;
    const { obligation, messageId } = first!;
    expect(doctored({ stored: stored.slice(1) })).toEqual(
      expect.arrayContaining([`missing: ${obligation}`, `sent but not stored: ${messageId}`]),
    );
    expect(doctored({ stored: [...stored, first!] })).toContain(`stored twice: ${obligation}`);
    expect(doctored({ owed: owed.filter((one) => one !== obligation) })).toEqual([
      `not owed: ${obligation}`,
    ]);
  });

  it('sees a letter that nobody took, and one that is not recorded as sent', () => {
    const { stored, lives } = after.record;
    const { messageId } = stored[0]!;
    const without = lives.map((life) => ({
      ...life,
      taken: life.taken.filter((taken) => taken !== messageId),
    }));
    expect(doctored({ lives: without })).toEqual([`never taken: ${messageId}`]);
    const pending = stored.map((letter, index) =>
      index === 0 ? { ...letter, status: 'pending' } : letter,
    );
    expect(doctored({ stored: pending })).toEqual([`not recorded as sent: ${messageId}`]);
  });

  it('sees a letter that came twice without a kill to excuse it', () => {
    const { lives } = after.record;
    // A process that was started shortly before the end may have taken nothing.
    const [[calm, single] = []] = lives
      .filter(({ ending }) => ending === 'SIGTERM')
      .flatMap((life) => life.taken.map((id) => [life, id] as const))
      .filter(([, id]) => lives.filter(({ taken }) => taken.includes(id)).length === 1);
    expect(single).toBeDefined();
    const twice = lives.map((life) =>
      life === calm ? { ...life, taken: [...life.taken, single!] } : life,
    );
    expect(doctored({ lives: twice })).toEqual(
      expect.arrayContaining([
        `sent without a claim: ${single}`,
        `doubled without a kill: ${single}`,
      ]),
    );
    const spared = lives.map((life): typeof life => ({ ...life, ending: 'SIGTERM' }));
    expect(doctored({ lives: spared })[0]).toMatch(/^doubled without a kill: /);
    const recorded = lives.map((life) => ({ ...life, unrecorded: new Set<string>() }));
    expect(doctored({ lives: recorded })).toHaveLength(duplicatesIn(after.record));
  });
});
