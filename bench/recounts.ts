import 'reflect-metadata';
import { loadConfig } from '../src/config/load-config.js';
import { createApp } from '../src/create-app.js';
import { Recomputations, type RecountProgress } from '../src/deadlines/recomputations.js';
import { systemActor } from '../src/definition/index.js';
import { chinaDate } from '../src/kernel/business-date.js';
import { Policies } from '../src/policies/policies.js';
import { RuleBook } from '../src/policies/rule-book.js';
import { demoPassword } from '../seeds/demo-accounts.js';
import { PostgresServer } from '../test/support/postgres-server.js';
import { startProduct } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { growTo } from './grow.js';
import { HttpClient } from './http-client.js';
import { wholeLives } from './lifecycles.js';
import { webProcess } from './settings.js';
import type { Figure } from './table.js';
import { timed } from './timed.js';

const MODELS = 60;
/** Each has a deadline of its procedure and one of its desk, or more. */
const CASES = 50_000;

/**
 * How long it takes to count every running clock of 50,000 open cases anew after a change that
 * moves each of them: to list what would move, to move it under audit, and to move it back.
 */
export async function measureRecounts(): Promise<readonly Figure[]> {
  const server = await PostgresServer.start({ durable: true });
  const databaseUrl = server.url();
  try {
    await fileModels(databaseUrl);
    await growTo(databaseUrl, CASES);
    const config = loadConfig({ ...webProcess(databaseUrl), ROLES: 'http' });
    const app = await createApp(config);
    await app.init();
    try {
      await lengthenEverything(app.get(Policies), app.get(RuleBook));
      const recomputations = app.get(Recomputations);
      const order = { reason: 'bench', notify: false, actor: systemActor, onProgress: line };
      const looked = await timed(() => recomputations.preview(() => undefined, line));
      const applied = await timed(() => recomputations.apply(order));
      const undone = await timed(() => recomputations.undo(applied.result.id, order));
      const { examined, moved } = applied.result;
      return [
        { name: 'running clocks, of which move', value: `${examined}, ${moved}` },
        { name: 'recomputation, dry run', value: seconds(looked) },
        { name: 'recomputation, applied', value: seconds(applied), target: '< 60 s' },
        { name: 'recomputation, undone', value: seconds(undone) },
      ];
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

async function fileModels(databaseUrl: string): Promise<void> {
  await seedInstallation(databaseUrl, new Date());
  const product = await startProduct(webProcess(databaseUrl));
  const client = new HttpClient(product.url);
  try {
    for (const { filer, complaint } of wholeLives) {
      const session = await client.post('/sessions', { email: filer, password: demoPassword });
      const { token } = JSON.parse(session) as { token: string };
      const each = MODELS / wholeLives.length;
      for (let n = 0; n < each; n += 1) await client.post('/complaints', complaint, token);
    }
  } finally {
    client.close();
    await product.stop('SIGTERM');
  }
}

/** A day more for every clock that runs after a filing. */
async function lengthenEverything(policies: Policies, rules: RuleBook): Promise<void> {
  const change = { by: null, at: new Date(), reason: 'bench' };
  const today = chinaDate(change.at);
  const names = ['precheck', 'acceptance', 'review', 'acceptorDesk'];
  for (const { id, version: _, ...content } of rules.policies.all) {
    if (!names.includes(content.clock) || content.effectiveTo !== null) continue;
    const longer = { ...content, value: content.value + 1, effectiveFrom: today };
    await policies.add(longer, id, change);
  }
}

function seconds({ ms }: { readonly ms: number }): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function line({ examined, moved }: RecountProgress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${examined} examined, ${moved} moved `);
}
