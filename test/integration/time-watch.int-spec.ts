import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { TimeWatch } from '../../src/clocks/time-watch.js';
import { loadConfig } from '../../src/config/load-config.js';
import { Incidents } from '../../src/incidents/incidents.js';
import { Outages } from '../../src/loops/outages.js';
import { idleLoops } from '../support/idle-loops.js';
import { ManualTime } from '../support/manual-time.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

const DAY_HOURS = 24;

let database: TestDatabase;
let incidents: Incidents;

beforeAll(async () => {
  database = await openTestDatabase();
  incidents = new Incidents(database.transactions);
});
afterAll(() => database.close());

beforeEach(async () => {
  await database.dataSource.query('DELETE FROM incidents');
  await database.dataSource.query(
    'UPDATE time_watch SET last_sweep_at = NULL, confirmed_at = NULL, accepted_skew_ms = 0',
  );
});

class OtherMachine extends TimeWatch {
  protected override readonly subject = 'time@other';
}

/** A process of an installation, on a machine that begins at the database's time. */
async function machine(mode: 'production' | 'demo' = 'production', Watch = TimeWatch) {
  const time = new ManualTime();
  const [row] = await database.dataSource.query<[{ now: Date }]>('SELECT now() AS now');
  time.advanceTo(row.now);
  const outages = new Outages();
  const config = { ...loadConfig({}), mode };
  const { transactions } = database;
  const watch = new Watch(config, transactions, incidents, time, outages, idleLoops());
  watch.onModuleInit();
  return { time, watch, outages };
}

const open = async () => (await incidents.list()).map(({ kind, cause }) => ({ kind, cause }));
const noActs = expect.objectContaining({ code: 'UNAVAILABLE' });

describe('an operator who goes by the database', () => {
  it('makes what was confirmed by mistake count no more, once the machine is right', async () => {
    const { time, watch } = await machine();
    const right = time.now();
    time.advance({ hours: 400 * DAY_HOURS });
    expect(await watch.checked()).toBeNull();
    await database.transactions.run((tx) => watch.retry(tx));
    expect(await watch.checked()).toEqual(time.now());
    await expect(watch.goByDatabase()).rejects.toEqual(noActs);

    const { time: mended, watch: again } = await machine();
    expect(await again.checked()).toBeNull();
    await again.goByDatabase();
    expect(await again.checked()).toEqual(mended.now());
    expect(mended.now().getTime() - right.getTime()).toBeLessThan(60_000);
    expect(await watch.checked()).toBeNull();
  });
});

describe('a machine whose clock jumps ahead', () => {
  it('stands still, says so once, refuses acts, and goes on when the time is right again', async () => {
    const { time, watch, outages } = await machine();
    const right = time.now();
    expect(await watch.checked()).toEqual(right);
    expect(() => {
      watch.require(time.now());
    }).not.toThrow();

    time.advance({ hours: 400 * DAY_HOURS });
    // Before anybody has looked: an act bears its own time.
    expect(() => {
      watch.require(time.now());
    }).toThrow(noActs);
    expect(await watch.checked()).toBeNull();
    expect(await watch.checked()).toBeNull();
    expect(await open()).toEqual([
      { kind: 'time', cause: expect.stringMatching(/\d d ahead of the database/) },
    ]);
    expect(outages.names).toEqual(['time']);
    expect(watch.trouble).toMatch(/d ahead of/);

    time.advanceTo(right);
    expect(await watch.checked()).toEqual(right);
    expect(await open()).toEqual([]);
    expect(outages.names).toEqual([]);
    expect(() => {
      watch.require(time.now());
    }).not.toThrow();
  });

  it('may be nine minutes off', async () => {
    const { time, watch } = await machine();
    await watch.checked();
    time.advance({ minutes: 9 });
    expect(await watch.checked()).toEqual(time.now());
    expect(await open()).toEqual([]);
  });

  it('is believed once an administrator has confirmed it, in every process', async () => {
    const one = await machine();
    const other = await machine();
    await one.watch.checked();
    await other.watch.checked();
    for (const { time } of [one, other]) time.advance({ hours: 400 * DAY_HOURS });
    expect(await one.watch.checked()).toBeNull();
    expect(await other.watch.checked()).toBeNull();
    const [incident] = await incidents.list();
    await incidents.retry(incident!.id, null, one.time.now());
    expect(await one.watch.checked()).toEqual(one.time.now());
    expect(await other.watch.checked()).toEqual(other.time.now());
    expect(await open()).toEqual([]);
  });
});

describe('a machine whose clock goes back', () => {
  it('stands still behind the last sweep, whoever did it', async () => {
    // The last sweep was by a clock that the database agreed with, and both have gone back since.
    const { time, watch } = await machine();
    const ahead = new Date(time.now().getTime() + 60 * 60_000);
    await database.dataSource.query('UPDATE time_watch SET last_sweep_at = $1', [ahead]);
    expect(await watch.checked()).toBeNull();
    const [incident] = await open();
    expect(incident?.cause).toMatch(/before the last sweep/);
    await database.dataSource.query('UPDATE time_watch SET last_sweep_at = $1', [time.now()]);
    expect(await watch.checked()).toEqual(time.now());
    expect(await open()).toEqual([]);
  });

  it('and one that goes behind the database does', async () => {
    const { time, watch } = await machine();
    time.advance({ minutes: -11 });
    expect(await watch.checked()).toBeNull();
    time.advance({ minutes: 11 });
    expect(await watch.checked()).toEqual(time.now());
  });
});

describe('the incident of a machine', () => {
  it('is closed by no other machine’s right time, and opened anew when somebody closed it', async () => {
    const wrong = await machine();
    const right = await machine('production', OtherMachine);
    await wrong.watch.checked();
    wrong.time.advance({ hours: 400 * DAY_HOURS });
    await wrong.watch.checked();
    expect(await right.watch.checked()).toEqual(right.time.now());
    expect(await open()).toHaveLength(1);
    // Asked of a machine whose time is right, a retry confirms nothing.
    const [incident] = await incidents.list();
    await incidents.retry(incident!.id, null, right.time.now());
    expect(await open()).toEqual([]);
    expect(await wrong.watch.checked()).toBeNull();
    const another = await machine();
    another.time.advance({ hours: 400 * DAY_HOURS });
    expect(await another.watch.checked()).toBeNull();
    expect(await open()).toHaveLength(1);
  });
});

describe('a delivery under way when the clock jumps', () => {
  it('goes by the time as it should be', async () => {
    const { time, watch } = await machine();
    await watch.checked();
    const right = time.now();
    time.advance({ hours: 400 * DAY_HOURS });
    expect(Math.abs(watch.now().getTime() - right.getTime())).toBeLessThan(5 * 60_000);
  });
});

describe('a time that is made up', () => {
  it('is compared with nothing', async () => {
    const { time, watch } = await machine('demo');
    await watch.checked();
    time.advance({ hours: 400 * DAY_HOURS });
    expect(await watch.checked()).toEqual(time.now());
    expect(() => {
      watch.require(time.now());
    }).not.toThrow();
    expect(await open()).toEqual([]);
  });
});
