import 'reflect-metadata';
import { once } from 'node:events';
import { recordOperator } from '../activity/operator-record.js';
import { loadConfig } from '../config/load-config.js';
import { openDataSource } from '../store/open-data-source.js';
import { Transactions } from '../store/transactions.js';
import { writeDump } from './write-dump.js';

/** Writes the histories of the configured database to the standard output; see `verify-history`. */
const dataSource = await openDataSource(loadConfig());
try {
  await recordOperator(new Transactions(dataSource), 'history.dumped');
  for await (const line of writeDump(dataSource)) {
    if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
  }
} finally {
  await dataSource.destroy();
}
