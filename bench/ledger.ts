import { spawnSync } from 'node:child_process';
import { interestOf } from '../workflows/arrears/interest/accrual.js';
import { always } from '../workflows/arrears/interest/schedule.js';
import { addDays } from '../src/kernel/business-date.js';
import { demoPassword } from '../seeds/demo-accounts.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { growTo } from './grow.js';
import { HttpClient } from './http-client.js';
import { accounts, lifecycles } from './lifecycles.js';
import { percentile } from './load.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';

const PAYMENTS = 500;
const CASES = 10_000;
const TRIES = 50;
/** Not counted, until the code has been compiled. */
const WARM_UP = 20;
const MIB = 1024 * 1024;

/** Interest on one long contract, and the sheet of many cases to one day. */
export async function measureLedger(): Promise<readonly Figure[]> {
  return [interestFigure(), ...(await portfolioFigures())];
}

function interestFigure(): Figure {
  const payments = Array.from({ length: PAYMENTS }, (_, index) => ({
    on: addDays('2021-07-02', index),
    amount: 100_000 + index,
  }));
  const rates = always({ basis: 'lprFloor', percent: '3.85', per: 'year' });
  const times = Array.from({ length: WARM_UP + TRIES }, () => {
    const begun = performance.now();
    interestOf({
      debts: [{ principal: 10_000_000_000, dueOn: '2021-07-01', rates }],
      payments,
      until: '2026-11-25',
      dayBasis: 365,
      allocation: 'interestFirst',
      order: 'debtByDebt',
      waivedOn: null,
    });
    return performance.now() - begun;
  }).slice(WARM_UP);
  return {
    name: `interest on a contract with ${PAYMENTS} payments, p50 / p95`,
    value: `${percentile(times, 50).toFixed(2)} / ${percentile(times, 95).toFixed(2)} ms`,
    target: '< 5 ms',
  };
}

/** Copies of one arrears case that has been answered; one request reads them all. */
async function portfolioFigures(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  try {
    await server.run('CREATE DATABASE ledger');
    const databaseUrl = server.url('ledger');
    await seedInstallation(databaseUrl, new Date());
    const product = await startProduct(webProcess(databaseUrl));
    try {
      const client = new HttpClient(product.url);
      const tokens = new Map<string, string>();
      for (const email of accounts) {
        const answer = await client.post('/sessions', { email, password: demoPassword });
        tokens.set(email, (JSON.parse(answer) as { token: string }).token);
      }
      const life = lifecycles.find(({ kind }) => kind === 'arrears');
      if (!life) throw new Error('There is no lifecycle of an arrears case.');
      const filed = await client.post('/complaints', life.complaint, tokens.get(life.filer));
      const { id } = JSON.parse(filed) as { id: string };
      for (const { as, type, payload } of life.acts) {
        await client.post(`/cases/${id}/events`, { type, payload }, tokens.get(as));
      }
      client.close();
      await growTo(databaseUrl, CASES);
      const acceptor = accounts.find((email) => email.startsWith('acceptor.arrears')) ?? '';
      return await sheetFigures(product.url, tokens.get(acceptor) ?? '', product.pid);
    } finally {
      await product.stop('SIGTERM');
    }
  } finally {
    await server.stop();
  }
}

async function sheetFigures(base: string, token: string, pid: number): Promise<readonly Figure[]> {
  const read = async (city: string) => {
    const begun = performance.now();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${base}/api/v1/portfolio.xlsx?on=2026-11-25${city}`, { headers });
    let most = residentBytes(pid);
    let bytes = 0;
    for await (const part of answer.body ?? []) {
      bytes += (part as Uint8Array).length;
      most = Math.max(most, residentBytes(pid));
    }
    return { seconds: (performance.now() - begun) / 1000, most, bytes };
  };
  await read('&cityCode=450300');
  const before = residentBytes(pid);
  const { seconds, most, bytes } = await read('');
  return [
    {
      name: `sheet of ${CASES.toLocaleString('en')} arrears cases (${(bytes / MIB).toFixed(1)} MiB)`,
      value: `${seconds.toFixed(1)} s`,
      target: '< 10 s',
    },
    {
      name: 'memory while it is written, above that before',
      value: `${((most - before) / MIB).toFixed(0)} MiB`,
      target: 'flat',
    },
  ];
}

/** Memory that a process has in use. */
function residentBytes(pid: number): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(stdout) * 1024;
}
