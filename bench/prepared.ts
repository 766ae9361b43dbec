import { demoPassword } from '../seeds/demo-accounts.js';
import type { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { HttpClient } from './http-client.js';
import { accounts, wholeLives, type Lifecycle } from './lifecycles.js';
import { eachByClients } from './load.js';
import { webProcess } from './settings.js';

export const CLIENTS = 16;

/** Tokens of everybody who takes part, by address. */
export type Tokens = ReadonlyMap<string, string>;

/**
 * A new database with the demonstration's accounts, all signed in, and with whole lives of cases
 * that the product itself has led, as models for more.
 *
 * @param acts how many acts the model of a number takes part in; by default all, to its closing
 */
export async function prepareLives(
  server: PostgresServer,
  database: string,
  models: number,
  acts?: (model: number) => number,
): Promise<Tokens> {
  await server.run(`CREATE DATABASE ${database}`);
  const databaseUrl = server.url(database);
  await seedInstallation(databaseUrl, new Date());

  const tokens = new Map<string, string>();
  const product = await startProduct(webProcess(databaseUrl));
  try {
    const client = new HttpClient(product.url);
    for (const email of accounts) {
      const answer = await client.post('/sessions', { email, password: demoPassword });
      tokens.set(email, (JSON.parse(answer) as { token: string }).token);
    }
    client.close();
    await live(product.url, models, tokens, acts);
    return tokens;
  } finally {
    await product.stop('SIGTERM');
  }
}

/** So many cases from filing to closing, or through some acts, each client one at a time. */
export async function live(
  base: string,
  cases: number,
  tokens: Tokens,
  actsOf: (model: number) => number = () => Infinity,
): Promise<void> {
  const lives = Array.from({ length: cases }, (_, model): Lifecycle[] =>
    wholeLives
      .filter((_life, kind) => kind === model % wholeLives.length)
      .map((life) => ({ ...life, acts: life.acts.slice(0, actsOf(model)) })),
  ).flat();
  await eachByClients(base, CLIENTS, lives, async (client, { complaint, filer, acts }) => {
    const filed = await client.post('/complaints', complaint, tokens.get(filer));
    const path = `/cases/${(JSON.parse(filed) as { id: string }).id}`;
    for (const { as, type, payload } of acts) {
      await client.post(`${path}/events`, { type, payload }, tokens.get(as));
    }
    await client.get(path, tokens.get(filer));
  });
}
