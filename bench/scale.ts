import { demoPassword } from '../seeds/demo-accounts.js';
import { seed } from '../seeds/run.js';
import { openDataSource } from '../src/store/open-data-source.js';
import { Transactions } from '../src/store/transactions.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct, type ProductProcess } from '../test/support/product-process.js';
import { growTo } from './grow.js';
import { HttpClient } from './http-client.js';
import { accounts, wholeLives, type Lifecycle } from './lifecycles.js';
import { eachByClients, percentile } from './load.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';

const CLIENTS = 16;
const ROUNDS = 7;
/** Rounds of each side that are not counted, until the code has been compiled. */
const WARM_UP = 2;
const CASES_PER_ROUND = 120;
const MODELS = 200;

const SIZES = [10_000, 100_000] as const;

/**
 * Whole lives of cases per second (file, accept, refer, sign, result, reply, survey, close, read)
 * beside 10,000 and beside 100,000 cases: two databases on one real PostgreSQL, in turn, so that
 * the machine's own ups and downs fall on both.
 */
export async function measureScale(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  const running: ProductProcess[] = [];
  try {
    const tokens = await prepare(server);
    for (const size of SIZES) {
      running.push(await startProduct(webProcess(server.url(databaseOf(size)))));
    }
    const [small = [], large = []] = await inTurn(running, tokens);
    const ratio = percentile(large, 50) / percentile(small, 50);
    return [
      ...[small, large].map((rates, index) => ({
        name: `lifecycles/s beside ${SIZES[index]?.toLocaleString('en') ?? ''} cases`,
        value: `${percentile(rates, 50).toFixed(1)} (${rates.map((rate) => rate.toFixed(1)).join(' ')})`,
      })),
      {
        name: 'lifecycles, 100,000 ÷ 10,000 cases',
        value: ratio.toFixed(2),
        target: '0.90–1.10',
      },
    ];
  } finally {
    await Promise.all(running.map((each) => each.stop('SIGTERM')));
    await server.stop();
  }
}

const databaseOf = (size: number): string => `cases_${size}`;

/** A database with lives that the product led, copied to the smaller size and then to the larger. */
async function prepare(server: PostgresServer): Promise<ReadonlyMap<string, string>> {
  const [small, large] = SIZES.map(databaseOf) as [string, string];
  await server.run(`CREATE DATABASE ${small}`);
  const databaseUrl = server.url(small);
  const dataSource = await openDataSource({ databaseUrl, databasePoolSize: 2, dataDir: '' });
  await seed(new Transactions(dataSource), { demo: true, at: new Date() });
  await dataSource.destroy();

  const tokens = new Map<string, string>();
  const product = await startProduct(webProcess(databaseUrl));
  try {
    const client = new HttpClient(product.url);
    for (const email of accounts) {
      const answer = await client.post('/sessions', { email, password: demoPassword });
      tokens.set(email, (JSON.parse(answer) as { token: string }).token);
    }
    client.close();
    await live(product.url, MODELS, tokens);
  } finally {
    await product.stop('SIGTERM');
  }
  await growTo(databaseUrl, SIZES[0]);
  await server.run(`CREATE DATABASE ${large} TEMPLATE ${small}`);
  await growTo(server.url(large), SIZES[1]);
  return tokens;
}

async function inTurn(
  products: readonly ProductProcess[],
  tokens: ReadonlyMap<string, string>,
): Promise<readonly (readonly number[])[]> {
  const rates = products.map((): number[] => []);
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    for (const [side, { url }] of products.entries()) {
      const begun = performance.now();
      await live(url, CASES_PER_ROUND, tokens);
      const rate = (CASES_PER_ROUND * 1000) / (performance.now() - begun);
      if (round >= WARM_UP) rates[side]?.push(rate);
    }
  }
  return rates;
}

/** So many cases from filing to closing, each client one at a time. */
async function live(
  base: string,
  cases: number,
  tokens: ReadonlyMap<string, string>,
): Promise<void> {
  const lives = Array.from({ length: cases }, (_, i) => wholeLives[i % wholeLives.length]);
  await eachByClients(base, CLIENTS, lives, async (client, life: Lifecycle | undefined) => {
    if (!life) return;
    const { complaint, filer, acts } = life;
    const filed = await client.post('/complaints', complaint, tokens.get(filer));
    const path = `/cases/${(JSON.parse(filed) as { id: string }).id}`;
    for (const { as, type, payload } of acts) {
      await client.post(`${path}/events`, { type, payload }, tokens.get(as));
    }
    await client.get(path, tokens.get(filer));
  });
}
