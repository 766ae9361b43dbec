import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IncidentDigest } from '../../src/cases/incident-digest.js';
import type { Sweeper } from '../../src/clocks/sweeper.js';
import { loadConfig } from '../../src/config/load-config.js';
import { SimulatedTime } from '../../src/demo/simulated-time.js';
import { Simulation } from '../../src/demo/simulation.js';
import { chinaDate } from '../../src/kernel/business-date.js';
import type { Dispatcher } from '../../src/notices/dispatcher.js';
import type { NoticeOrder } from '../../src/notices/outbox.js';
import { aCase } from '../support/a-case.js';
import { PostOffice } from '../support/post-office.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';
import { TestMailServer } from '../support/test-mail-server.js';
import { until } from '../support/until.js';

const at = (date: string, clock: string): Date => new Date(`${date}T${clock}:00+08:00`);

const HOUR_MS = 3_600_000;

let database: TestDatabase;
let server: TestMailServer;
let dataDir: string;
let time: SimulatedTime;
let office: PostOffice;
let caseId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  server = await TestMailServer.start();
  dataDir = mkdtempSync(join(tmpdir(), 'simulation-'));
  // Friday morning, with a Saturday ahead that is worked.
  const aheadMs = at('2026-10-09', '10:00').getTime() - Date.now();
  writeFileSync(join(dataDir, 'simulated-time.json'), JSON.stringify({ aheadMs }));
  time = new SimulatedTime({ ...loadConfig({}), dataDir });
  office = new PostOffice(database, server, time);
  await database.dataSource.query('DELETE FROM incidents');
  await database.dataSource.query('DELETE FROM notices');
  caseId = await aCase(database.dataSource);
});
afterEach(async () => {
  await server.down();
  rmSync(dataDir, { recursive: true });
});

/** Clocks as far as a simulation knows them: each moment owes a letter. */
function sweeperOf(
  moments: Map<string, Date>,
  order: Partial<NoticeOrder> = { atOnce: true },
): Sweeper {
  const next = () => [...moments].sort(([, a], [, b]) => a.getTime() - b.getTime())[0];
  const sweeper: Pick<Sweeper, 'runOnce' | 'nextDueAt'> = {
    runOnce: async () => {
      let fired = 0;
      for (let first = next(); first && first[1] <= time.now(); first = next()) {
        const [recipient] = first;
        moments.delete(recipient);
        await office.owe(caseId, [recipient], order);
        fired += 1;
      }
      return fired;
    },
    nextDueAt: () => Promise.resolve(next()?.[1] ?? null),
  };
  return sweeper as Sweeper;
}

/** Nothing is stuck in any of these. */
const noDigest: Pick<IncidentDigest, 'runOnce' | 'nextDueAt'> = {
  runOnce: () => Promise.resolve(0),
  nextDueAt: () => Promise.resolve(null),
};

const simulate = (sweeper: Sweeper, dispatcher: Dispatcher) =>
  new Simulation(time, sweeper, noDigest as IncidentDigest, dispatcher, database.transactions);

const after = (hours: number) => new Date(time.now().getTime() + hours * HOUR_MS);

describe('a simulation', () => {
  it('works off each moment at its own time, in due order, and nothing beyond the end', async () => {
    const moments = new Map([
      ['third@unit.example', after(500)],
      ['first@unit.example', after(10)],
      ['beyond@unit.example', after(721)],
      ['second@unit.example', after(10.5)],
    ]);
    const due = new Map(moments);
    const simulation = simulate(sweeperOf(moments), office.dispatcher());
    const end = after(720);
    const outcome = await simulation.advanceTo(end);

    expect(outcome.noticesSent).toBe(3);
    expect(outcome.now.getTime()).toBeGreaterThanOrEqual(end.getTime());
    expect([...moments.keys()]).toEqual(['beyond@unit.example']);
    expect(server.recipients).toEqual([
      'first@unit.example',
      'second@unit.example',
      'third@unit.example',
    ]);
    for (const { recipient, mail } of server.received) {
      const late = (mail.date?.getTime() ?? 0) - (due.get(recipient)?.getTime() ?? 0);
      // A mail's date has no milliseconds, and simulated time runs on with the real one.
      expect(late).toBeGreaterThan(-1_000);
      expect(late).toBeLessThan(60_000);
    }
  });

  it('delivers what waits for working hours when they begin, not a minute before', async () => {
    const moments = new Map([
      ['evening@unit.example', at('2026-10-09', '19:00')],
      ['night@unit.example', at('2026-10-10', '02:00')],
      ['sunday@unit.example', at('2026-10-11', '10:00')],
    ]);
    const simulation = simulate(sweeperOf(moments, {}), office.dispatcher());
    await simulation.advanceTo(at('2026-10-10', '08:29'));
    expect(server.recipients).toEqual([]);
    await simulation.advanceTo(at('2026-10-12', '08:29'));
    expect(server.recipients.toSorted()).toEqual(['evening@unit.example', 'night@unit.example']);
    await simulation.advanceTo(at('2026-10-12', '08:31'));
    expect(server.recipients).toHaveLength(3);
    const { queuedAt, releaseAt } = await office.row(caseId, 'sunday@unit.example');
    expect(chinaDate(queuedAt)).toBe('2026-10-11');
    expect(releaseAt).toEqual(at('2026-10-12', '08:30'));
  });

  it('makes the pauses between two tries pass as well', async () => {
    server.treat('a@unit.example', { refuse: 451 });
    await office.owe(caseId, ['a@unit.example'], { atOnce: true });
    const simulation = simulate(sweeperOf(new Map()), office.dispatcher());
    await simulation.advanceTo(after(1));
    const { attempts, status } = await office.row(caseId, 'a@unit.example');
    expect({ attempts, status }).toEqual({ attempts: 7, status: 'pending' });

    server.treat('a@unit.example', null);
    expect(await simulation.advanceTo(after(2))).toMatchObject({ noticesSent: 1 });
  });

  it('does not run past mail that is under way', async () => {
    let answer: (() => void) | undefined;
    server.treat('a@unit.example', { hold: new Promise((resolve) => (answer = resolve)) });
    await office.owe(caseId, ['a@unit.example'], { atOnce: true });
    const dispatcher = office.dispatcher();
    const background = dispatcher.runOnce();
    await until(() => server.received.length === 1);
    const simulation = simulate(sweeperOf(new Map()), dispatcher);
    const advanced = simulation.advanceTo(after(24));
    answer?.();
    await Promise.all([advanced, background]);
    expect(server.recipients).toEqual(['a@unit.example']);
    const { sentAt } = await office.row(caseId, 'a@unit.example');
    expect(sentAt?.getTime()).toBeLessThan(after(-23).getTime());
  });
});
