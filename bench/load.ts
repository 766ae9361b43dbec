import { HttpClient } from './http-client.js';
import type { Lifecycle } from './lifecycles.js';

/** A case that has been filed and waits for its first event. */
export interface FiledCase {
  readonly id: string;
  readonly lifecycle: Lifecycle;
}

/** What one round of load took. */
export interface Round {
  readonly events: number;
  readonly seconds: number;
  /** Of each event, in milliseconds. */
  readonly latencies: readonly number[];
}

/**
 * Takes the cases from filing to reply, each client one case at a time and one event after the
 * other, all clients at once.
 */
export async function drive(
  base: string,
  clients: number,
  cases: readonly FiledCase[],
  tokens: ReadonlyMap<string, string>,
): Promise<Round> {
  const latencies: number[] = [];
  const begun = performance.now();
  await eachByClients(base, clients, cases, async (client, { id, lifecycle }) => {
    for (const { as, type, payload } of lifecycle.acts) {
      const sent = performance.now();
      await client.post(`/cases/${id}/events`, { type, payload }, tokens.get(as));
      latencies.push(performance.now() - sent);
    }
  });
  const seconds = (performance.now() - begun) / 1000;
  return { events: latencies.length, seconds, latencies };
}

/** Works off the items with several clients at once; the results are in the items' order. */
export async function eachByClients<Item, Result>(
  base: string,
  clients: number,
  items: readonly Item[],
  work: (client: HttpClient, item: Item) => Promise<Result>,
): Promise<Result[]> {
  const left = [...items.entries()];
  const results: Result[] = [];
  const lane = async () => {
    const client = new HttpClient(base);
    for (let next = left.shift(); next; next = left.shift()) {
      results[next[0]] = await work(client, next[1]);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: clients }, lane));
  return results;
}

export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
}
