import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct } from '../test/support/product-process.js';
import { growTo } from './grow.js';
import { prepareLives } from './prepared.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';

const CASES = 50_000;
/** Some of every length of life, half of them of each kind. */
const MODELS = 120;
const DATABASE = 'portfolio';
const MIB = 1024 * 1024;

/**
 * The sheet of all arrears cases among 50,000 of both kinds, by a server and a product that have
 * just been started, and once more. What the system itself has in its cache stays there.
 */
export async function measurePortfolio(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    const acts = (model: number) => Math.floor(model / 2) % 10;
    const tokens = await prepareLives(server, DATABASE, MODELS, acts);
    await growTo(server.url(DATABASE), CASES);
    await server.restart();
    const product = await startProduct(webProcess(server.url(DATABASE)));
    try {
      const reader = [...tokens].find(([email]) => email.startsWith('acceptor.arrears'));
      const read = () => sheet(product.url, reader?.[1] ?? '');
      const [first, again] = [await read(), await read()];
      const name = `portfolio.xlsx at ${CASES.toLocaleString('en')} cases`;
      const size = `${(first.bytes / MIB).toFixed(1)} MiB`;
      return [
        { name: `${name}, the first time (${size})`, value: seconds(first), target: '≤ 5 s' },
        { name: `${name}, the second time`, value: seconds(again) },
      ];
    } finally {
      await product.stop('SIGTERM');
    }
  } finally {
    await server.stop();
  }
}

interface Read {
  readonly ms: number;
  readonly bytes: number;
}

const seconds = ({ ms }: Read): string => `${(ms / 1000).toFixed(1)} s`;

async function sheet(base: string, token: string): Promise<Read> {
  const begun = performance.now();
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${base}/api/v1/portfolio.xlsx?on=2026-11-25`, { headers });
  if (!answer.ok) throw new Error(`The sheet was refused: ${answer.status}`);
  const { byteLength: bytes } = await answer.arrayBuffer();
  return { ms: performance.now() - begun, bytes };
}
