import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { demoDomain } from '../src/config/demo-domain.js';
import { loadConfig } from '../src/config/load-config.js';
import { createApp } from '../src/create-app.js';
import { demoPassword } from '../seeds/demo-accounts.js';
import type { Figure } from './table.js';
import { PostgresServer } from '../test/support/postgres-server.js';

/** Nothing shorter is seen; what the timer itself is late by is counted, too. */
const RESOLUTION_MS = 1;
const MOST_MS = { without: 50, with: 250 };

/** A client in a thread of its own, so that the loop that is measured is the product's alone. */
const client = `
const { parentPort } = require('node:worker_threads');
parentPort.on('message', async ({ url, headers, body }) => {
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  parentPort.postMessage({ status: answer.status, length: text.length });
});`;

const zeros = (count: number) => `[${'0,'.repeat(count - 1)}0]`;
const fields = (count: number) =>
  `{${Array.from({ length: count }, (_, index) => `"f${index}":0`).join(',')}}`;
const interest = (payments: string) =>
  `{"contractSignedOn":"2025-08-20","dueOn":"2026-04-01","principal":"1.00","until":"2026-10-31","payments":${payments}}`;
const deep = `{"kind":"promise","facts":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;
const claim = (items: string) => `{"kind":"arrears","claim":{"items":${items},"payments":[]}}`;

/** Bodies of up to a mebibyte, as somebody sends them who wants the product to stop. */
const requests: readonly (readonly [path: string, body: string, signedIn: boolean])[] = [
  ['/calculators/interest', interest(zeros(1_000)), false],
  ['/calculators/interest', interest(zeros(8_000)), false],
  ['/calculators/interest', interest(zeros(520_000)), false],
  ['/calculators/interest', interest(`[${'{},'.repeat(340_000)}{}]`), false],
  ['/sessions', fields(80_000), false],
  ['/sessions', `{"email":"${'x'.repeat(1_000_000)}","password":"x"}`, false],
  ['/complaints', claim(zeros(520_000)), true],
  ['/complaints', claim(`[${'{},'.repeat(340_000)}{}]`), true],
  ['/complaints', deep, true],
  ['/complaints', `{"kind":"promise","facts":"${'\u0315\u0316'.repeat(240_000)}"}`, true],
];

/** How long the product hears nobody else while it reads a hostile body. */
export async function measureInput(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: false });
  const worker = new Worker(client, { eval: true });
  try {
    await server.run('CREATE DATABASE input');
    const settings = { NODE_ENV: 'demonstration', PORT: '0', DATABASE_URL: server.url('input') };
    const app = await createApp(loadConfig(settings));
    await app.init();
    try {
      const url = await app.getHttpAdapter().getInstance().listen({ host: '127.0.0.1', port: 0 });
      const ask = (path: string, body: string, headers: Record<string, string> = {}) =>
        asked(worker, { url: `${url}/api/v1${path}`, body, headers });
      const token = await signedIn(url);
      for (const [path] of requests) await ask(path, '{}');
      const most = { without: 0, with: 0 };
      for (const [path, body, isSignedIn] of requests) {
        const headers = isSignedIn ? { authorization: `Bearer ${token}` } : {};
        const delay = await delayDuring(() => ask(path, body, headers));
        const group = isSignedIn ? 'with' : 'without';
        most[group] = Math.max(most[group], delay);
      }
      return (['without', 'with'] as const).map((group) => ({
        name: `event loop held up by a hostile body, at most, ${group} an account`,
        value: `${most[group].toFixed(0)} ms`,
        target: `< ${MOST_MS[group]} ms`,
      }));
    } finally {
      await app.close();
    }
  } finally {
    await worker.terminate();
    await server.stop();
  }
}

/** The longest that the loop was late meanwhile. */
async function delayDuring(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await wait(50);
  delay.reset();
  await work();
  await wait(20);
  delay.disable();
  return delay.max / 1e6;
}

function asked(
  worker: Worker,
  { url, body, headers }: { url: string; body: string; headers: Record<string, string> },
): Promise<unknown> {
  const answered = new Promise((resolve) => worker.once('message', resolve));
  worker.postMessage({ url, body, headers: { ...headers, 'content-type': 'application/json' } });
  return answered;
}

async function signedIn(url: string): Promise<string> {
  const body = JSON.stringify({ email: `enterprise1@${demoDomain}`, password: demoPassword });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${url}/api/v1/sessions`, { method: 'POST', headers, body });
  return ((await answer.json()) as { token: string }).token;
}
