import { openDataSource } from '../src/store/open-data-source.js';
import { Transactions } from '../src/store/transactions.js';
import { allEntities } from '../test/support/entities.js';
import { oldDebt } from '../test/support/complaints.js';
import { at, EngineUnderTest } from '../test/support/engine-under-test.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { growTo } from './grow.js';
import type { Figure } from './table.js';

const CLOCKS = 20_000;
/** Cases of each kind that the engine files; the rest are copies of them. */
const MODELS = 20;
const DATABASE = 'sweep';

/**
 * Deadlines that pass at the same midnight, swept by one process: each is an event with its
 * history entry, clocks and letters, and a transaction of its own.
 */
export async function measureSweep(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    await server.run(`CREATE DATABASE ${DATABASE}`);
    const databaseUrl = server.url(DATABASE);
    const open = async () =>
      openDataSource({ databaseUrl, databasePoolSize: 10, dataDir: '' }, await allEntities());
    const dataSource = await open();
    const office = await EngineUnderTest.start({
      url: databaseUrl,
      kind: 'postgres',
      dataSource,
      transactions: new Transactions(dataSource),
      connect: open,
      close: () => dataSource.destroy(),
    });
    await fileModels(office);
    await growTo(databaseUrl, CLOCKS);

    office.time.advanceTo(at('2026-10-09', '23:59'));
    const tooEarly = await office.sweeper.runOnce();
    office.time.advanceTo(at('2026-10-09', '24:00'));
    const begun = performance.now();
    const fired = await office.sweeper.runOnce();
    const seconds = (performance.now() - begun) / 1000;
    if (tooEarly !== 0 || fired !== CLOCKS) {
      throw new Error(`${fired} of ${CLOCKS} clocks fired, and ${tooEarly} too early.`);
    }
    await office.close();
    await dataSource.destroy();
    const name = `clocks/s, ${CLOCKS.toLocaleString('en')} due at once`;
    return [{ name, value: (fired / seconds).toFixed(0), target: '≥ 2,000' }];
  } finally {
    await server.stop();
  }
}

/** Cases of both kinds that wait for acceptance until the end of 2026-10-09, warned already. */
async function fileModels(office: EngineUnderTest): Promise<void> {
  const arrears = { filing: oldDebt };
  const filings = [
    ['2026-09-18', 'arrears', arrears, ['assignment.take']],
    ['2026-09-29', 'promise', {}, ['assignment.take', 'complaint.check']],
  ] as const;
  for (const [date, kind, filing, acts] of filings) {
    office.time.advanceTo(at(date));
    for (let count = 0; count < MODELS; count += 1) {
      await office.play(await office.file(kind, filing), ...acts);
    }
  }
  office.time.advanceTo(at('2026-10-09'));
  await office.sweeper.runOnce();
}
