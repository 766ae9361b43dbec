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
 * Clocks that are due at the same moment, swept by one process: warnings, each a letter, and then
 * deadlines that pass at midnight, each an event with its history entry, clocks and letters.
 */
export async function measureSweep(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    await server.run(`CREATE DATABASE ${DATABASE}`);
    const databaseUrl = server.url(DATABASE);
    const open = async () =>
      openDataSource(
        { databaseUrl, databasePoolSize: 10, dataDir: '', mode: 'demo' },
        await allEntities(),
      );
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

    const warnings = await sweep(office, at('2026-10-08', '09:00'));
    const lapses = await sweep(office, at('2026-10-09', '24:00'));
    await office.close();
    await dataSource.destroy();
    const due = `${CLOCKS.toLocaleString('en')} due at once`;
    return [
      { name: `lapses/s, ${due}`, value: lapses.toFixed(0), target: '≥ 2,000' },
      { name: `warnings/s, ${due}`, value: warnings.toFixed(0), target: '' },
    ];
  } finally {
    await server.stop();
  }
}

/** Sweeps what is due at a moment, and nothing a minute before; answers with clocks a second. */
async function sweep(office: EngineUnderTest, moment: Date): Promise<number> {
  office.time.advanceTo(new Date(moment.getTime() - 60_000));
  const tooEarly = await office.sweeper.runOnce();
  office.time.advanceTo(moment);
  const begun = performance.now();
  const fired = await office.sweeper.runOnce();
  const seconds = (performance.now() - begun) / 1000;
  if (tooEarly !== 0 || fired !== CLOCKS) {
    throw new Error(`${fired} of ${CLOCKS} clocks fired, and ${tooEarly} too early.`);
  }
  return fired / seconds;
}

/** Cases of both kinds that wait for acceptance until the end of 2026-10-09, before its last warning. */
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
  office.time.advanceTo(at('2026-10-08', '08:00'));
  await office.sweeper.runOnce();
}
