import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findingsOf } from '../../../simulate/check/findings.js';
import { readOptions } from '../../../simulate/options.js';
import { isSound, reportOf } from '../../../simulate/report.js';
import { World } from '../../../simulate/world.js';
import { playOut, type Played } from '../../../simulate/year.js';
import { chinaInstant } from '../../../src/kernel/business-date.js';
import { PGLITE_TEMPLATE } from '../../support/database-templates.js';

const options = { cases: 36, from: '2025-01-13', days: 90, seed: 15 };

let world: World;
let played: Played;

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'qingnuo-simulate-'));
  cpSync(process.env[PGLITE_TEMPLATE] ?? '', dataDir, { recursive: true });
  world = await World.open(chinaInstant(options.from, 0), dataDir);
  played = await playOut(world, options);
});
afterAll(() => world.close());

/** What is broken, by the name of the rule. */
async function broken(manager = world.manager): Promise<Readonly<Record<string, string[]>>> {
  const { workflows, mail } = world;
  const { invariants } = await findingsOf({ manager, workflows, mail }, played.until);
  return Object.fromEntries(
    invariants
      .filter((each) => each.broken.length > 0)
      .map((each) => [each.name, [...each.broken]]),
  );
}

/** Does to the tables what the product never does, looks at it, and takes it back. */
async function after(change: string): Promise<Readonly<Record<string, string[]>>> {
  const runner = world.manager.dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(change);
    return await broken(runner.manager);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const ROWS = 'obligations are those of the history';
const ONE_NOTICE = `(SELECT id FROM notices WHERE cause LIKE 'clock:%' ORDER BY id LIMIT 1)`;

describe('a simulation', () => {
  it('finds every obligation of the histories stored, and nothing broken', async () => {
    const found = await findingsOf(world, played.until);
    expect(reportOf({ options, played, findings: found, seconds: 1 })).not.toContain('✗');
    expect(isSound({ played, findings: found })).toBe(true);
    expect(found.cases).toBe(options.cases);
    expect(found.obligations.expected).toBe(found.obligations.stored);
    // It is no quiet time: deadlines are met and missed, mail is tried in vain and comes later.
    expect(played.deeds.done).toBeGreaterThan(options.cases * 2);
    expect(found.clocks).toMatchObject({ met: expect.any(Number), lapsed: expect.any(Number) });
    const [late] = await world.manager.query<[{ count: number }]>(
      'SELECT count(*)::integer AS count FROM notices WHERE attempts > 1 AND sent_at > $1',
      [played.outage.from],
    );
    expect(late.count).toBeGreaterThan(0);
    // Letters are lost, their terms stand still, and some are served in another way.
    expect(world.mail.refused.length).toBeGreaterThan(0);
    const lost = await world.manager.query<{ event: string; count: number }[]>(
      `SELECT event, count(*)::integer AS count FROM case_history
        WHERE event IN ('letter.lost', 'service.record') GROUP BY event ORDER BY event`,
    );
    expect(lost.map(({ event }) => event)).toEqual(['letter.lost', 'service.record']);
    // Sizes are in doubt, promises are determined, sanctions are told of beforehand.
    const competence = ['determiner.name', 'hearing.notify', 'size.decide', 'size.dispute'];
    const done = await world.manager.query<{ event: string }[]>(
      'SELECT DISTINCT event FROM case_history WHERE event = ANY ($1) ORDER BY event',
      [competence],
    );
    expect(done.map(({ event }) => event)).toEqual(competence);
  });
});

describe('its checks notice', () => {
  it('a letter that is missing, by its case, cause and reader', async () => {
    const found = await after(`DELETE FROM notices WHERE id = ${ONE_NOTICE}`);
    expect(found[ROWS]).toEqual([
      expect.stringMatching(/^[AP]-2025-45\d{4}-\d{6} clock:.*: owed and not stored$/),
    ]);
  });

  it('a letter that nothing makes owed', async () => {
    const found = await after(
      `INSERT INTO notices SELECT (jsonb_populate_record(n, jsonb_build_object(
         'id', gen_random_uuid(), 'cause', 'event:999', 'message_id', '<other@x>',
         'return_token', NULL))).*
       FROM notices n WHERE id = ${ONE_NOTICE}`,
    );
    expect(found[ROWS]).toEqual([expect.stringContaining('event:999')]);
    expect(found['every letter arrives once']).toHaveLength(1);
  });

  it.each([
    [
      'obligations are recorded at their exact moment',
      `UPDATE notices SET queued_at = queued_at + interval '1 ms' WHERE id = ${ONE_NOTICE}`,
    ],
    [
      'clocks are those of the history, due on the day of an independent count',
      `UPDATE clocks SET due_on = due_on + 1 WHERE (case_id, name, generation) =
        (SELECT case_id, name, generation FROM clocks ORDER BY armed_at LIMIT 1)`,
    ],
    [
      'every stage fires once, at its moment',
      `UPDATE clocks SET stages = jsonb_set(stages, '{0,firedAt}', 'null') WHERE
        (case_id, name, generation) = (SELECT case_id, name, generation FROM clocks
           WHERE stages -> 0 ->> 'firedAt' IS NOT NULL AND stages -> 0 ->> 'offset' <> '0'
           ORDER BY armed_at LIMIT 1)`,
    ],
    [
      'the history leads to the stored state, and nothing follows the end',
      `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context,returns}', '99')
        WHERE id = (SELECT id FROM cases ORDER BY number LIMIT 1)`,
    ],
    [
      'nobody is late who was not told',
      `UPDATE notices SET status = 'failed', sent_at = NULL WHERE (case_id, clock, clock_generation)
         = (SELECT case_id, clock, clock_generation FROM notices JOIN clocks k USING (case_id)
             WHERE k.name = clock AND k.generation = clock_generation AND k.status = 'lapsed'
             ORDER BY notices.id LIMIT 1)`,
    ],
    [
      'every history is an intact chain',
      `UPDATE cases SET version = version + 1
        WHERE id = (SELECT id FROM cases ORDER BY number LIMIT 1)`,
    ],
    [
      'nothing gets stuck but letters that were refused for good',
      `INSERT INTO incidents (case_id, id, kind, subject, cause, attempts, opened_at)
        SELECT id, gen_random_uuid(), 'clock', 'reply#1', 'Error', 5, now() FROM cases LIMIT 1`,
    ],
    ['no letter is held back', `UPDATE notices SET status = 'pending' WHERE id = ${ONE_NOTICE}`],
  ])('what breaks the rule that %s', async (rule, change) => {
    expect((await after(change))[rule]).toHaveLength(1);
  });

  it('a mail that comes twice, or at night', async () => {
    const { caught } = world.mail;
    const [notice] = await world.manager.query<[{ messageId: string }]>(
      `SELECT message_id AS "messageId" FROM notices WHERE id = ${ONE_NOTICE}`,
    );
    const at = chinaInstant(options.from, 23 * 60);
    caught.push({ messageId: notice.messageId, recipient: 'a@unit.example', at });
    const found = await broken();
    caught.pop();
    expect(found['every letter arrives once']).toEqual([expect.stringContaining('2 times')]);
    expect(found['letters leave in working hours, but for those that leave at once']).toHaveLength(
      1,
    );
    expect(await broken()).toEqual({});
  });
});

describe('its command line', () => {
  it.each([
    [['--cases', '0'], '--cases must be a whole number from 1'],
    [['--days', '1.5'], '--days must be a whole number'],
    [['--seed', '-1'], '--seed'],
    [['--from', '2025-02-29'], '--from must be a day that exists'],
    [['--speed', '2'], 'speed'],
  ])('refuses %j', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });

  it('has the values of the documentation without any', () => {
    expect(readOptions([])).toEqual({ cases: 500, from: '2025-01-01', days: 365, seed: 7 });
  });
});
