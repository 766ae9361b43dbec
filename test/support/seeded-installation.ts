import { seed } from '../../seeds/run.js';
import { openDataSource } from '../../src/store/open-data-source.js';
import { Transactions } from '../../src/store/transactions.js';
import { runOn } from './postgres-server.js';

/** A migrated database with the accounts of the demonstration, of which nobody knows that. */
export async function seedInstallation(databaseUrl: string, at: Date): Promise<void> {
  const address = { databaseUrl, databasePoolSize: 2, dataDir: '', mode: 'demo' } as const;
  const dataSource = await openDataSource(address);
  await seed(new Transactions(dataSource), { demo: true, at });
  await dataSource.destroy();
  await callItProduction(databaseUrl);
}

/** A process in production mode refuses a demonstration's database; here one has to work on it. */
export function callItProduction(databaseUrl: string): Promise<void> {
  return runOn(databaseUrl, `UPDATE installation SET kind = 'production'`);
}
