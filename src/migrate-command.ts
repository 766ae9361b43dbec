import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { recordOperator } from './activity/operator-record.js';
import { runCommand } from './config/command-line.js';
import { loadConfig } from './config/load-config.js';
import { migrate, pendingMigrations } from './store/migrate.js';
import type { Migration } from './store/migration.js';
import { openUnmigrated } from './store/open-data-source.js';
import { Transactions } from './store/transactions.js';

const USAGE = `npm run migrate              brings the schema up to date
npm run migrate -- --check   lists what that would do; nothing is written`;

/** Migrates as the user of DATABASE_URL, who has to own the tables; the product may run as another. */
async function run(): Promise<string> {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const dataSource = await openUnmigrated(loadConfig());
  try {
    if (values.check) {
      const pending = await pendingMigrations(dataSource);
      return told(pending, `${pending.length} pending; nothing was written.`);
    }
    const applied = await migrate(dataSource);
    if (applied.length > 0) {
      const details = { migrations: applied.length };
      await recordOperator(new Transactions(dataSource), 'schema.migrated', details);
    }
    return told(applied, `${applied.length} applied.`);
  } finally {
    await dataSource.destroy();
  }
}

/** What processes of the version before have to do is told with each. */
function told(steps: readonly Migration[], summary: string): string {
  if (steps.length === 0) return 'The schema is up to date.';
  const lines = steps.map(({ name, besideOld }) =>
    besideOld
      ? `${name}: the version before may go on beside it`
      : `${name}: the version before stands still from then on`,
  );
  return [...lines, summary].join('\n');
}

await runCommand(USAGE, run);
