import process from 'node:process';
import { DataSource } from 'typeorm';
import { loadConfig } from '../../src/config/load-config.js';
import { Outbox } from '../../src/notices/outbox.js';
import { dataSourceOptions } from '../../src/store/data-source-options.js';
import { Transactions } from '../../src/store/transactions.js';
import { EngineUnderTest } from './engine-under-test.js';
import { allEntities } from './entities.js';
import { hours } from './hours.js';
import type { TestDatabase } from './test-database.js';

/**
 * A process to be killed: sweeps the database given at the instant given, and stands still where the
 * case is claimed and its deadline lapsed, before anything is committed.
 */
class HangingOutbox extends Outbox {
  override put(): void {
    process.stdout.write('claimed\n');
    // Nothing goes on in this process any more, not even its answers to the database.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  }
}

const [, , url = '', now = '', kind = 'postgres'] = process.argv;
const address = { url, poolSize: 4, embedded: kind === 'pglite' };
const options = dataSourceOptions(address, await allEntities());
const connect = () => new DataSource(options).initialize();
const dataSource = await connect();
const database = {
  url,
  kind: kind as TestDatabase['kind'],
  dataSource,
  transactions: new Transactions(dataSource),
  connect,
  close: () => Promise.resolve(),
} satisfies TestDatabase;
const office = await EngineUnderTest.start(database, {
  outbox: new HangingOutbox(loadConfig({}), hours),
});
office.time.advanceTo(now);
await office.sweeper.runOnce();
