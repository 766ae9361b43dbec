import 'reflect-metadata';
import { table, type Figure } from '../bench/table.js';
import { clock } from './clock.js';
import { database } from './database.js';
import { hasDebianPostgres } from './debian-postgres.js';
import { disk } from './disk.js';
import { dns } from './dns.js';
import { failover } from './failover.js';
import { kills } from './kills.js';
import { pooler } from './pooler.js';
import { restore } from './restore.js';
import { silent } from './silent.js';
import { store } from './store.js';
import { upgrade } from './upgrade.js';

/**
 * What happens to the product when something around it fails, with the real parts of Debian 12, all
 * on loopback and in temporary folders: `npm run drill` for all, `npm run drill -- failover` for one.
 * Ends with 1 when something acknowledged is lost, or there twice.
 */
const drills: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  failover,
  pooler,
  silent,
  database,
  disk,
  store,
  dns,
  clock,
  upgrade,
  restore,
  kills,
};

process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

if (!hasDebianPostgres()) throw new Error('The drills need the package postgresql-15.');
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !Object.hasOwn(drills, name));
if (unknown !== undefined) throw new Error(`There is no drill ${unknown}.`);
for (const [name, drill] of Object.entries(drills)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`Drill: ${name} …`);
  console.log(`\n${table(await drill())}\n`);
}
