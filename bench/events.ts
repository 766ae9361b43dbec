import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPassword } from '../seeds/demo-accounts.js';
import { PostgresServer, runOn } from '../test/support/postgres-server.js';
import { startProduct, startServer, type ProductProcess } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { HttpClient } from './http-client.js';
import { accounts, lifecycles } from './lifecycles.js';
import { drive, eachByClients, percentile, type FiledCase, type Round } from './load.js';
import { record } from './recording.js';
import { requireSameRows } from './same-rows.js';
import { POOL_SIZE, webProcess } from './settings.js';
import type { Figure } from './table.js';

const CLIENTS = 16;
const ROUNDS = 5;
/** Rounds of both sides that are not counted, until the code has been compiled. */
const WARM_UP = 3;
/** Half of them of each kind; a round is 1,200 events. */
const CASES_PER_ROUND = 160;
/** On a slow machine fewer rounds are counted, at least one. */
const LONGEST_MS = 60_000;
const CASES = (ROUNDS + WARM_UP) * CASES_PER_ROUND;

const PRODUCT = 'product';
const BARE = 'bare';

/**
 * Events per second through the product, and through a bare handler that writes the same rows:
 * both on one real PostgreSQL, with copies of one database, in turn. The product runs as a web
 * process of an installation that splits its roles, so that neither side sends mail meanwhile.
 */
export async function measureEvents(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-bench-'));
  const server = await PostgresServer.start({ durable: true });
  const running: ProductProcess[] = [];
  const start = async (starting: Promise<ProductProcess>) => {
    const started = await starting;
    running.push(started);
    return started;
  };
  try {
    const { cases, tokens, recording } = await prepareEvents(server, PRODUCT, CASES);
    const file = join(folder, 'recording.json');
    writeFileSync(file, JSON.stringify(recording));
    // A copy, so that both sides begin with the same cases.
    await server.run(`CREATE DATABASE ${BARE} TEMPLATE ${PRODUCT}`);
    for (const database of [PRODUCT, BARE]) await runOn(server.url(database), 'VACUUM ANALYZE');

    const product = await start(startProduct(webProcess(server.url(PRODUCT))));
    const bare = await start(
      startServer('bench/bare-server.ts', {
        DATABASE_URL: server.url(BARE),
        POOL_SIZE: String(POOL_SIZE),
        RECORDING: file,
      }),
    );
    const rounds = await inTurn(product.url, bare.url, cases, tokens);
    await requireSameRows(server.url(PRODUCT), server.url(BARE));
    return figures(rounds);
  } finally {
    await Promise.all(running.map((each) => each.stop('SIGTERM')));
    await server.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Accounts, sign-ins and filed cases, all by way of the product; and what its events write. */
export async function prepareEvents(server: PostgresServer, database: string, count: number) {
  await server.run(`CREATE DATABASE ${database}`);
  const databaseUrl = server.url(database);
  await seedInstallation(databaseUrl, new Date());

  const product = await startProduct(webProcess(databaseUrl));
  try {
    const client = new HttpClient(product.url);
    const tokens = new Map<string, string>();
    for (const email of accounts) {
      const answer = await client.post('/sessions', { email, password: demoPassword });
      tokens.set(email, (JSON.parse(answer) as { token: string }).token);
    }
    const plan = Array.from({ length: count / lifecycles.length }, () => lifecycles).flat();
    const cases = await eachByClients(
      product.url,
      CLIENTS,
      [...plan, ...lifecycles],
      async (filing, lifecycle): Promise<FiledCase> => {
        const { complaint, filer } = lifecycle;
        const answer = await filing.post('/complaints', complaint, tokens.get(filer));
        return { id: (JSON.parse(answer) as { id: string }).id, lifecycle };
      },
    );
    // Filed last, as the respondent had as many complaints by then as it has for most of the others.
    const models = cases.splice(-lifecycles.length).map(({ id }) => id);
    const recording = await record(databaseUrl, client, tokens, models);
    client.close();
    return { cases, tokens, recording };
  } finally {
    await product.stop('SIGTERM');
  }
}

interface Sides {
  readonly product: Round;
  readonly bare: Round;
}

async function inTurn(
  productUrl: string,
  bareUrl: string,
  cases: readonly FiledCase[],
  tokens: ReadonlyMap<string, string>,
): Promise<readonly Sides[]> {
  const rounds: Sides[] = [];
  const begun = performance.now();
  for (let first = 0; first < cases.length; first += CASES_PER_ROUND) {
    const own = cases.slice(first, first + CASES_PER_ROUND);
    const product = await drive(productUrl, CLIENTS, own, tokens);
    const bare = await drive(bareUrl, CLIENTS, own, tokens);
    rounds.push({ product, bare });
    if (rounds.length > WARM_UP && performance.now() - begun > LONGEST_MS) break;
  }
  return rounds.slice(WARM_UP);
}

const rate = ({ events, seconds }: Round) => events / seconds;

function figures(rounds: readonly Sides[]): readonly Figure[] {
  const ratios = rounds.map(({ product, bare }) => rate(product) / rate(bare));
  const all = ratios.map((ratio) => ratio.toFixed(2)).join(' ');
  return [
    ...side(
      'product',
      rounds.map(({ product }) => product),
    ),
    ...side(
      'bare handler',
      rounds.map(({ bare }) => bare),
    ),
    {
      name: 'product ÷ bare, median of the rounds',
      value: `${percentile(ratios, 50).toFixed(2)} (${all})`,
      target: '≥ 0.5',
    },
  ];
}

function side(name: string, rounds: readonly Round[]): readonly Figure[] {
  const latencies = rounds.flatMap((round) => round.latencies);
  const ms = (percent: number) => percentile(latencies, percent).toFixed(1);
  return [
    { name: `events/s, ${name}`, value: percentile(rounds.map(rate), 50).toFixed(0) },
    { name: `event p50 / p95, ${name}`, value: `${ms(50)} / ${ms(95)} ms` },
  ];
}
