import { demoDomain } from '../seeds/demo-accounts.js';
import { PostgresServer, runOn } from '../test/support/postgres-server.js';
import { startProduct, startServer, type ProductProcess } from '../test/support/product-process.js';
import type { HttpClient } from './http-client.js';
import { drive, eachByClients, percentile, type FiledCase } from './load.js';
import { prepareEvents } from './events.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';

const CLIENTS = 16;
/** Even, so that each side is as often the first as the second, which is slower. */
const ROUNDS = 20;
/** Rounds of both sides that are not counted, until the code has been compiled. */
const WARM_UP = 4;
const CASES_PER_ROUND = 40;
const PAGES_PER_ROUND = 160;

const WITH = 'recorded';
const WITHOUT = 'unrecorded';
/** Of those who act in the events, and so have signed in. */
const READERS = ['acceptor.promise', 'handler.promise.450100', 'enterprise1'];

interface Round {
  readonly eventsPerSecond: number;
  readonly pages: readonly number[];
}

/**
 * What the record of what people do costs: the same events, then the same lists, by the product
 * and by the product without the writing of it, in turn, each on its copy of one database.
 */
export async function measureRecord(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  const running: ProductProcess[] = [];
  try {
    const rounds = WARM_UP + ROUNDS;
    const { cases, tokens } = await prepareEvents(server, WITH, rounds * CASES_PER_ROUND);
    await server.run(`CREATE DATABASE ${WITHOUT} TEMPLATE ${WITH}`);
    for (const database of [WITH, WITHOUT]) await runOn(server.url(database), 'VACUUM ANALYZE');
    const recorded = await startProduct(webProcess(server.url(WITH)));
    running.push(recorded);
    const unrecorded = await startServer(
      'bench/unrecorded-product.ts',
      webProcess(server.url(WITHOUT)),
    );
    running.push(unrecorded);
    const sides: { readonly on: Round; readonly off: Round }[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const own = cases.slice(round * CASES_PER_ROUND, (round + 1) * CASES_PER_ROUND);
      // Neither side is always the first.
      const first = round % 2 === 0;
      const early = await roundOf((first ? recorded : unrecorded).url, own, tokens);
      const late = await roundOf((first ? unrecorded : recorded).url, own, tokens);
      sides.push(first ? { on: early, off: late } : { on: late, off: early });
    }
    return figuresOf(sides.slice(WARM_UP));
  } finally {
    await Promise.all(running.map((each) => each.stop('SIGTERM')));
    await server.stop();
  }
}

async function roundOf(
  base: string,
  cases: readonly FiledCase[],
  tokens: ReadonlyMap<string, string>,
): Promise<Round> {
  const { events, seconds } = await drive(base, CLIENTS, cases, tokens);
  const readers = Array.from(
    { length: PAGES_PER_ROUND },
    (_, page) => tokens.get(`${READERS[page % READERS.length] ?? ''}@${demoDomain}`) ?? '',
  );
  const pages = await eachByClients(base, CLIENTS, readers, async (client: HttpClient, token) => {
    const begun = performance.now();
    await client.get('/cases', token);
    return performance.now() - begun;
  });
  return { eventsPerSecond: events / seconds, pages };
}

function figuresOf(sides: readonly { readonly on: Round; readonly off: Round }[]): Figure[] {
  const { mean, error } = inLogarithms(
    sides.map(({ on, off }) => Math.log(on.eventsPerSecond / off.eventsPerSecond)),
  );
  const pages = (side: 'on' | 'off') => {
    const times = sides.flatMap((each) => each[side].pages);
    return [50, 95].map((percent) => percentile(times, percent).toFixed(1)).join(' / ');
  };
  return [
    {
      name: `events/s with the record ÷ without, mean of ${ROUNDS} rounds`,
      value: `${Math.exp(mean).toFixed(3)} ± ${error.toFixed(3)}`,
      target: '≥ 0.97',
    },
    {
      name: `GET /cases p50 / p95 (${CLIENTS} clients), with the record`,
      value: `${pages('on')} ms`,
    },
    { name: 'the same without it', value: `${pages('off')} ms` },
  ];
}

/** The mean, and how far off it may be (one standard error). */
function inLogarithms(values: readonly number[]): {
  readonly mean: number;
  readonly error: number;
} {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
