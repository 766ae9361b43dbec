import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct, type ProductProcess } from '../test/support/product-process.js';
import { growTo } from './grow.js';
import { percentile } from './load.js';
import { live, prepareLives, type Tokens } from './prepared.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';

/** Turns that are compared; short ones, so that both sides meet the same ups and downs. */
const TURNS = 30;
/** Turns of each side that are not counted, until the code has been compiled. */
const WARM_UP = 6;
const CASES_PER_TURN = 48;
/** On a slow machine fewer turns are counted, at least one. */
const LONGEST_MS = 120_000;
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
    const ratios = large.map((rate, turn) => rate / (small[turn] ?? Number.NaN));
    return [
      ...[small, large].map((rates, side) => ({
        name: `lifecycles/s beside ${SIZES[side]?.toLocaleString('en') ?? ''} cases`,
        value: percentile(rates, 50).toFixed(1),
      })),
      {
        name: `lifecycles, 100,000 ÷ 10,000 cases, median of ${ratios.length} turns`,
        value: `${percentile(ratios, 50).toFixed(2)} (half of them ${[25, 75].map((at) => percentile(ratios, at).toFixed(2)).join('–')})`,
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
async function prepare(server: PostgresServer): Promise<Tokens> {
  const [small, large] = SIZES.map(databaseOf) as [string, string];
  const tokens = await prepareLives(server, small, MODELS);
  await growTo(server.url(small), SIZES[0]);
  await server.run(`CREATE DATABASE ${large} TEMPLATE ${small}`);
  await growTo(server.url(large), SIZES[1]);
  return tokens;
}

async function inTurn(
  products: readonly ProductProcess[],
  tokens: Tokens,
): Promise<readonly (readonly number[])[]> {
  const rates = products.map((): number[] => []);
  const begun = performance.now();
  for (let turn = 0; turn < WARM_UP + TURNS; turn += 1) {
    // Each side goes first as often as the other.
    const order = [...products.entries()];
    for (const [side, { url }] of turn % 2 === 0 ? order : order.reverse()) {
      const started = performance.now();
      await live(url, CASES_PER_TURN, tokens);
      const rate = (CASES_PER_TURN * 1000) / (performance.now() - started);
      if (turn >= WARM_UP) rates[side]?.push(rate);
    }
    if (turn >= WARM_UP && performance.now() - begun > LONGEST_MS) break;
  }
  return rates;
}
