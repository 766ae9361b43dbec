import { readFileSync } from 'node:fs';
import { demoPassword } from '../seeds/demo-accounts.js';
import { anArrears, anotherMatter } from '../test/support/complaints.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { HttpClient } from './http-client.js';
import { accounts } from './lifecycles.js';
import { percentile } from './load.js';
import { webProcess } from './settings.js';
import { timed } from './timed.js';
import type { Figure } from './table.js';

const FILINGS = 250;
const CONNECTIONS = 4;
const POLLS = 1_000;
/** Not counted, until the code has been compiled. */
const WARM_UP = 200;
/** A tick of the processor's account, as Linux has it. */
const TICK_MS = 10;

/** What a firm's own system costs that files many complaints and asks for them again and again. */
export async function measurePolls(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    await server.run('CREATE DATABASE polls');
    const databaseUrl = server.url('polls');
    await seedInstallation(databaseUrl, new Date());
    const product = await startProduct(webProcess(databaseUrl));
    try {
      const email = accounts.find((each) => each.startsWith('enterprise1')) ?? '';
      const client = new HttpClient(product.url);
      const answer = await client.post('/sessions', { email, password: demoPassword });
      const { token } = JSON.parse(answer) as { token: string };
      client.close();
      const { ids, figures } = await filings(product.url, token);
      const polling = new Polling(product.url, token, product.pid);
      const path = `/cases/${ids[0] ?? ''}`;
      return [
        ...figures,
        ...(await polling.figuresOf('one case', path)),
        ...(await polling.figuresOf('a list of 100', '/cases?limit=100')),
      ];
    } finally {
      await product.stop('SIGTERM');
    }
  } finally {
    await server.stop();
  }
}

async function filings(base: string, token: string) {
  const times: number[] = [];
  const ids: string[] = [];
  const complaints = Array.from({ length: FILINGS }, () => anotherMatter(anArrears));
  const whole = await timed(() =>
    Promise.all(
      Array.from({ length: CONNECTIONS }, async () => {
        const client = new HttpClient(base);
        for (let body = complaints.pop(); body; body = complaints.pop()) {
          const one = body;
          const { result, ms } = await timed(() => client.post('/complaints', one, token));
          times.push(ms);
          ids.push((JSON.parse(result) as { id: string }).id);
        }
        client.close();
      }),
    ),
  );
  const figures: Figure[] = [
    {
      name: `${FILINGS} complaints of one enterprise over ${CONNECTIONS} connections, p50 / p95 of one`,
      value:
        `${(whole.ms / 1000).toFixed(1)} s, ` +
        `${percentile(times, 50).toFixed(0)} / ${percentile(times, 95).toFixed(0)} ms`,
      target: '< 15 s',
    },
  ];
  return { ids, figures };
}

/** One client that asks for the same again, with and without the tag of what it has. */
class Polling {
  constructor(
    private readonly base: string,
    private readonly token: string,
    private readonly pid: number,
  ) {}

  async figuresOf(what: string, path: string): Promise<readonly Figure[]> {
    const first = await this.ask(path);
    await this.many(WARM_UP, path, null);
    await this.many(WARM_UP, path, first.tag);
    const whole = await this.many(POLLS, path, null);
    const unchanged = await this.many(POLLS, path, first.tag);
    const of = (key: 'bytes' | 'cpuMs') => `1 : ${(whole[key] / unchanged[key]).toFixed(1)}`;
    return [
      { name: `${what}, unchanged, against whole: bytes`, value: of('bytes'), target: '1 : 5' },
      { name: `the same, processor of the server`, value: of('cpuMs'), target: '' },
    ];
  }

  /** So many polls one after the other; their bytes, and what the server worked for them. */
  private async many(count: number, path: string, tag: string | null) {
    const before = processorMs(this.pid);
    let bytes = 0;
    for (let poll = 0; poll < count; poll += 1) bytes += (await this.ask(path, tag)).bytes;
    return { bytes, cpuMs: processorMs(this.pid) - before };
  }

  /** Headers count as the body does: of an answer without one they are all there is. */
  private async ask(path: string, tag: string | null = null) {
    const headers = {
      authorization: `Bearer ${this.token}`,
      'accept-encoding': 'gzip',
      ...(tag !== null && { 'if-none-match': tag }),
    };
    const answer = await fetch(`${this.base}/api/v1${path}`, { headers });
    const expected = tag === null ? 200 : 304;
    if (answer.status !== expected) throw new Error(`${path}: ${answer.status}`);
    const head = [...answer.headers].reduce((sum, pair) => sum + pair.join(': ').length + 2, 20);
    const compressed = Number(answer.headers.get('content-length') ?? Number.NaN);
    const body = Buffer.byteLength(await answer.text());
    return {
      tag: answer.headers.get('etag') ?? '',
      bytes: head + (Number.isNaN(compressed) ? body : compressed),
    };
  }
}

/** The time that a process has had of all processors. */
function processorMs(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
