import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import { filesIn } from '../test/support/evidence.js';
import { unprivilegedOwner } from '../test/support/postgres-server.js';
import type { ProductProcess } from '../test/support/product-process.js';
import { until } from '../test/support/until.js';
import { Filings } from './filings.js';
import { HandIns } from './hand-ins.js';
import { withInstallation, type Installation } from './installation.js';
import {
  compare,
  compareFiles,
  failing,
  linesOf,
  onlyRefusedBy,
  refusals,
  seconds,
  signIn,
} from './reckoning.js';
import { SmallDisk } from './small-disk.js';

const CLIENTS = 3;
const CASES = 10;
const FILE_BYTES = 64 * 1024;
const FILES_MIB = 48;
const TABLES_MIB = 256;
const CALM_MS = 5_000;
const FULL_MS = 15_000;
const PATIENCE = { timeout: 120_000 };

/** First the disk of the files is full, then that of the database; room is made each time. */
export async function disk(): Promise<readonly Figure[]> {
  const files = SmallDisk.mount(FILES_MIB);
  const tables = SmallDisk.mount(TABLES_MIB, unprivilegedOwner());
  try {
    if (!files || !tables) {
      return [{ name: 'skipped', value: 'nobody but root may mount small disks here' }];
    }
    return await withInstallation((installation) => suffer(installation, files, tables), {
      tablespace: tables.folder,
    });
  } finally {
    files?.remove();
    tables?.remove();
  }
}

async function suffer(
  installation: Installation,
  files: SmallDisk,
  tables: SmallDisk,
): Promise<readonly Figure[]> {
  const { server, start } = installation;
  const product = await start({ DATA_DIR: files.folder, DISK_FREE_MIN_MIB: '2' });
  const token = await signIn(product.url);
  const filings = new Filings([product.url], token, CLIENTS);
  await until(() => filings.acknowledged.length >= CASES, PATIENCE);
  const cases = filings.acknowledged.slice(0, CASES).map(({ id }) => id);
  const handIns = new HandIns([product.url], token, cases, FILE_BYTES);
  const ofFiles = await fillFiles(product, files, filings, handIns);
  await filings.end();
  await handIns.end();
  const later = new Filings([product.url], token, CLIENTS);
  const ofTables = await fillTables(product, tables, later, cases[0] ?? '', token);
  const all = { acknowledged: [...filings.acknowledged, ...later.acknowledged] };
  const { lost, doubled, rows } = await compare(server, all);
  const kept = await compareFiles(server, handIns, (place) => contentAt(files.folder, place));
  const incoming = filesIn(files.folder).filter((path) => path.startsWith('incoming')).length;
  const faults = [lost, doubled, kept.lost, kept.doubled, kept.hollow, incoming];
  const asDocumented =
    onlyRefusedBy(handIns, 507) && filings.refused.size === 0 && onlyRefusedBy(later, 503);
  if (faults.some((count) => count > 0) || !asDocumented) process.exitCode = 1;
  return [
    ...ofFiles,
    { name: 'files acknowledged', value: String(handIns.acknowledged.length) },
    { name: 'files lost', value: String(kept.lost), target: '0' },
    { name: 'files doubled', value: String(kept.doubled), target: '0' },
    { name: 'rows without their content', value: String(kept.hollow), target: '0' },
    { name: 'left in incoming', value: String(incoming), target: '0' },
    { name: 'answers to files', value: refusals(handIns), target: '507 only' },
    { name: 'answers to complaints meanwhile', value: refusals(filings), target: 'none' },
    ...ofTables,
    { name: 'complaints acknowledged', value: String(all.acknowledged.length) },
    { name: 'rows', value: String(rows) },
    { name: 'complaints lost', value: String(lost), target: '0' },
    { name: 'complaints doubled', value: String(doubled), target: '0' },
    { name: 'answers to complaints then', value: refusals(later), target: '503 only' },
  ];
}

async function fillFiles(
  { url }: ProductProcess,
  disk: SmallDisk,
  filings: Filings,
  handIns: HandIns,
): Promise<readonly Figure[]> {
  await pause(CALM_MS);
  const filled = performance.now();
  disk.fill();
  await until(async () => (await failing(url))?.includes('disk'), PATIENCE);
  const said = performance.now() - filled;
  await until(() => handIns.refused.size > 0, PATIENCE);
  await pause(FULL_MS);
  const checks = await failing(url);
  const room = performance.now();
  disk.makeRoom();
  await until(async () => (await failing(url))?.length === 0, PATIENCE);
  const ready = performance.now() - room;
  await until(() => handIns.acknowledged.some(({ at }) => at > room), PATIENCE);
  const takes = performance.now() - room;
  await pause(CALM_MS);
  const filed = filings.acknowledged.filter(({ at }) => at > filled && at < room).length;
  if (filed === 0) process.exitCode = 1;
  return [
    { name: 'disk of the files full for', value: seconds(room - filled) },
    { name: 'until /readyz says it', value: seconds(said) },
    { name: 'checks that fail meanwhile', value: checks?.join(', ') ?? 'no answer' },
    { name: 'complaints filed meanwhile', value: String(filed) },
    { name: 'from making room until ready', value: seconds(ready) },
    { name: 'from making room until a file is taken', value: seconds(takes) },
  ];
}

async function fillTables(
  product: ProductProcess,
  disk: SmallDisk,
  filings: Filings,
  caseId: string,
  token: string,
): Promise<readonly Figure[]> {
  const { url } = product;
  const lines = (word: string) => linesOf(product.printed(), `database writes ${word}`);
  await pause(CALM_MS);
  const filled = performance.now();
  disk.fill();
  // What is free inside the tables is used first.
  await until(() => filings.refused.size > 0, PATIENCE);
  const refused = performance.now();
  await until(() => lines('fails') > 0, PATIENCE);
  const said = performance.now() - refused;
  await pause(FULL_MS);
  const headers = { authorization: `Bearer ${token}` };
  const read = await fetch(`${url}/api/v1/cases/${caseId}`, { headers });
  const checks = await failing(url);
  const room = performance.now();
  disk.makeRoom();
  await until(() => filings.acknowledged.some(({ at }) => at > room), PATIENCE);
  const files = performance.now() - room;
  await pause(CALM_MS);
  await filings.end();
  // Told when nobody has met it for a while.
  await until(() => lines('works') > 0, PATIENCE);
  const over = performance.now() - room;
  if (read.status !== 503 || lines('fails') !== 1 || lines('works') !== 1) process.exitCode = 1;
  return [
    { name: 'disk of the database full for', value: seconds(room - filled) },
    { name: 'until the first refusal', value: seconds(refused - filled) },
    { name: 'from there until the log says it', value: seconds(said) },
    { name: 'lines of it', value: `${lines('fails')} and ${lines('works')}`, target: '1 and 1' },
    { name: 'reading a case, which is recorded', value: String(read.status), target: '503' },
    { name: 'checks of /readyz that fail', value: checks?.join(', ') ?? 'no answer' },
    { name: 'from making room until it files', value: seconds(files) },
    { name: 'from making room until the log says so', value: seconds(over) },
  ];
}

function contentAt(dataDir: string, place: string): Buffer | null {
  const path = join(dataDir, 'evidence', place);
  return existsSync(path) ? readFileSync(path) : null;
}
