import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { ApiClient, type ClockBody, type HistoryBody } from '../support/api-client.js';
import { anArrears, aPromise } from '../support/complaints.js';
import { startProduct, type ProductProcess } from '../support/product-process.js';
import { dataDirAt } from '../support/running-product.js';
import { openTestDatabase, type TestDatabase } from '../support/test-database.js';

/** Half past midnight of Friday the 18th in China: everywhere else here it is the 17th. */
const NOW = new Date('2026-09-18T00:30:00+08:00');
const zones = ['UTC', 'America/New_York', 'Asia/Shanghai'];

let database: TestDatabase;
let products: readonly { zone: string; dataDir: string; process: ProductProcess }[];

beforeAll(async () => {
  database = await openTestDatabase();
  products = await Promise.all(
    zones.map(async (zone) => {
      const dataDir = dataDirAt(NOW);
      const settings = { TZ: zone, DATA_DIR: dataDir, DATABASE_URL: database.url };
      return { zone, dataDir, process: await startProduct(settings) };
    }),
  );
});
afterAll(async () => {
  await Promise.all(products.map(({ process }) => process.stop('SIGTERM')));
  for (const { dataDir } of products) rmSync(dataDir, { recursive: true, force: true });
  await database.close();
});

/** What a process in the zone says about the days of a new case. */
async function daysOf(url: string, complaint: object) {
  const api = new ApiClient(url);
  const { id } = await api.file('enterprise1', complaint);
  const { clocks, filedOn } = await api.ok<{ clocks: ClockBody[]; filedOn: string }>(
    'admin',
    `/cases/${id}`,
  );
  const history = await api.list<HistoryBody>('admin', `/cases/${id}/history`);
  return {
    filedOn,
    clocks: clocks.map(({ name, startedOn, dueOn, dueAt }) => ({ name, startedOn, dueOn, dueAt })),
    entries: history.map(({ occurredOn }) => occurredOn),
  };
}

describe('the time zone of the process', () => {
  it('changes no day of a case', async () => {
    for (const { zone, process } of products) {
      expect([zone, await daysOf(process.url, aPromise)]).toEqual([
        zone,
        {
          filedOn: '2026-09-18',
          entries: ['2026-09-18'],
          clocks: [
            {
              name: 'acceptance',
              startedOn: '2026-09-18',
              dueOn: '2026-09-22',
              dueAt: '2026-09-22T16:00:00.000Z',
            },
            {
              name: 'acceptorDesk',
              startedOn: '2026-09-18',
              dueOn: '2026-09-20',
              dueAt: '2026-09-20T16:00:00.000Z',
            },
            {
              name: 'precheck',
              startedOn: '2026-09-18',
              dueOn: '2026-09-20',
              dueAt: '2026-09-20T16:00:00.000Z',
            },
          ],
        },
      ]);
      expect((await daysOf(process.url, anArrears)).clocks).toMatchObject([
        { name: 'acceptorDesk', dueOn: '2026-09-20' },
        { name: 'review', dueOn: '2026-10-09' },
      ]);
    }
  });

  it('changes nothing in what another process wrote', async () => {
    const [first] = products;
    const { id } = await new ApiClient(first?.process.url ?? '').file('enterprise1', aPromise);
    const read = await Promise.all(
      products.map(({ process }) => new ApiClient(process.url).ok('admin', `/cases/${id}/clocks`)),
    );
    expect(read).toEqual(zones.map(() => read[0]));
  });
});
