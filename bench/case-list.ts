import { setTimeout } from 'node:timers/promises';
import { demoDomain } from '../seeds/demo-accounts.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct } from '../test/support/product-process.js';
import { growTo } from './grow.js';
import { eachByClients, percentile } from './load.js';
import { CLIENTS, prepareLives, type Tokens } from './prepared.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';

const CASES = 100_000;
/** Some of every length of life, so that cases of every state are listed. */
const MODELS = 224;
const DATABASE = 'list';

const PAGES = 2_000;
/** Pages that all clients together ask for in a second, where they do not ask as fast as they can. */
const PER_SECOND = 100;
/** Pages that are not counted, until the code has been compiled. */
const WARM_UP = 800;

/** An enterprise with all the cases, and both sides of the office. */
const READERS = [
  'enterprise1',
  'acceptor.promise',
  'handler.arrears.450100',
  'head.promise.450100',
];

/** Part of a name: of one enterprise, of hundreds, of thousands, of every case, and of none. */
const WORDS = ['横州安捷陶瓷', '恒泰食品', '鼎新', '有限公司', '公司', '无此企业'];

/** The first page of cases for people of several roles, at 100,000 cases, and the search by text. */
export async function measureCaseList(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    const tokens = await prepareLives(
      server,
      DATABASE,
      MODELS,
      (model) => Math.floor(model / 2) % 8,
    );
    await growTo(server.url(DATABASE), CASES);
    const product = await startProduct(webProcess(server.url(DATABASE)));
    try {
      const words = WORDS.map((word) => `?q=${encodeURIComponent(word)}`);
      const first = 'first page of GET /cases at 100,000 cases';
      const searched = 'the same by part of a name';
      const paced = `${PER_SECOND} a second`;
      const times = (queries: readonly string[], perSecond?: number) =>
        timesOf(product.url, tokens, queries, perSecond);
      return [
        figure(`${first}, ${paced}`, await times([''], PER_SECOND), '≤ 25 ms'),
        figure(`${searched}, ${paced}`, await times(words, PER_SECOND), '≤ 60 ms'),
        figure(`${first}, one after the other`, await times([''])),
        figure(`${searched}, one after the other`, await times(words)),
      ];
    } finally {
      await product.stop('SIGTERM');
    }
  } finally {
    await server.stop();
  }
}

function figure(name: string, times: readonly number[], target = ''): Figure {
  const [p50 = '', p95 = ''] = [50, 95].map((percent) => percentile(times, percent).toFixed(1));
  return { name: `${name}, p95 (${CLIENTS} clients)`, value: `${p95} ms (p50 ${p50} ms)`, target };
}

/** Milliseconds of each page; all clients ask at once, at a rate or one page after the other. */
async function timesOf(
  base: string,
  tokens: Tokens,
  queries: readonly string[],
  perSecond = Infinity,
): Promise<readonly number[]> {
  const started = performance.now();
  const asked = Array.from({ length: WARM_UP + PAGES }, (_, page) => ({
    notBefore: started + (page * 1000) / perSecond,
    token: tokens.get(`${READERS[page % READERS.length] ?? ''}@${demoDomain}`),
    query: queries[Math.floor(page / READERS.length) % queries.length] ?? '',
  }));
  const times = await eachByClients(
    base,
    CLIENTS,
    asked,
    async (client, { token, query, notBefore }) => {
      await setTimeout(Math.max(0, notBefore - performance.now()));
      const begun = performance.now();
      await client.get(`/cases${query}`, token);
      return performance.now() - begun;
    },
  );
  return times.slice(WARM_UP);
}
