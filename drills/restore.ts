import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { webProcess } from '../bench/settings.js';
import type { Figure } from '../bench/table.js';
import { runOperatorCommand } from '../test/support/command.js';
import { startProduct, type ProductProcess } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import { DebianPostgres } from './debian-postgres.js';
import { Filings, type Acknowledged } from './filings.js';
import { linesOf, seconds, signIn } from './reckoning.js';

const DATABASE = 'qingnuo';
const CLIENTS = 4;
const CALM_MS = 5_000;
const PATIENCE = { timeout: 120_000 };
/** How long it is watched that nothing leaves. */
const STANDING_MS = 5_000;

interface Scene {
  readonly server: DebianPostgres;
  readonly mail: TestMailServer;
  readonly settings: Readonly<Record<string, string>>;
  /** The backup, which is made while complaints are filed. */
  readonly dump: string;
}

/**
 * The database is lost and restored from a dump that is some seconds old. The steps are those of the
 * manual: restore, look, decide, go on.
 */
export async function restore(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-restore-'));
  const server = await DebianPostgres.primary();
  const mail = await TestMailServer.start();
  try {
    await server.query(`CREATE DATABASE ${DATABASE}`);
    await seedInstallation(server.url(DATABASE), new Date());
    const settings = {
      ...webProcess(server.url(DATABASE)),
      ROLES: 'http,sweeper,dispatcher',
      DATA_DIR: folder,
      SMTP_URL: await mail.url(),
      ALLOW_PLAIN_SMTP: '1',
    };
    return await suffer({ server, mail, settings, dump: join(folder, 'qingnuo.dump') });
  } finally {
    await mail.down();
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function suffer(scene: Scene): Promise<readonly Figure[]> {
  const { server, mail, settings, dump } = scene;
  const first = await startProduct({ ...settings });
  const lost = await workUntilLost(scene, first);
  const lettersBefore = mail.received.length;

  const restored = await timed(() => server.restore(DATABASE, dump));
  const second = await startProduct({ ...settings });
  try {
    await pause(STANDING_MS);
    const stood = mail.received.length - lettersBefore;
    const refused = await fetch(`${second.url}/api/v1/complaints`, { method: 'POST' });
    const listed = await decide(settings);
    const apply = ['--apply', '--letters', 'sent', '--lost-at', lost.at, '--reason', 'a drill'];
    const decided = await timed(() => decide(settings, ...apply));
    const begun = performance.now();
    const filings = new Filings([second.url], await signIn(second.url), CLIENTS);
    await until(() => filings.acknowledged.length > 0, PATIENCE);
    const files = performance.now() - begun;
    await pause(CALM_MS);
    await filings.end();
    await lettersLeft(server);
    const numbers = givenTwice([...lost.acknowledged, ...filings.acknowledged]);
    const letters = await reckonLetters(server, mail);
    const said = linesOf(second.printed(), 'restore fails');
    const faults = [stood, numbers, letters.twice, letters.unsent, Number(refused.status !== 503)];
    if (said !== 1 || faults.some((count) => count > 0)) process.exitCode = 1;
    const since = lost.acknowledged.length - lost.inBackup;
    return [
      { name: 'acknowledged before the backup', value: String(lost.inBackup) },
      { name: 'acknowledged after it, lost with the database', value: String(since) },
      { name: 'letters before the loss', value: String(lettersBefore) },
      { name: 'pg_dump while all work', value: seconds(lost.dumped) },
      { name: 'pg_restore', value: seconds(restored.took) },
      { name: 'letters while it stands', value: String(stood), target: '0' },
      { name: 'a filing while it stands', value: String(refused.status), target: '503' },
      { name: 'rows of the preview', value: String(listed.split('\n').length - 1) },
      { name: 'the decision', value: seconds(decided.took) },
      { name: 'from the decision until it files', value: seconds(files) },
      { name: 'acknowledged afterwards', value: String(filings.acknowledged.length) },
      { name: 'numbers given twice', value: String(numbers), target: '0' },
      { name: 'letters sent twice', value: String(letters.twice), target: '0' },
      { name: 'letters called sent that never left', value: String(letters.unsent), target: '0' },
    ];
  } finally {
    await second.stop('SIGTERM');
  }
}

/** Complaints before and after the backup; then the process and its database are gone. */
async function workUntilLost({ server, dump }: Scene, product: ProductProcess) {
  const filings = new Filings([product.url], await signIn(product.url), CLIENTS);
  await pause(CALM_MS);
  const inDump = await timed(() => server.dump(DATABASE, dump));
  await pause(CALM_MS);
  await filings.end();
  await lettersLeft(server);
  await product.stop('SIGKILL');
  const at = new Date().toISOString();
  const { acknowledged } = filings;
  const inBackup = acknowledged.filter((each) => each.at < inDump.begun).length;
  return { at, acknowledged, inBackup, dumped: inDump.took };
}

/** Nothing that may leave now waits any more. */
async function lettersLeft(server: DebianPostgres): Promise<void> {
  const due = `SELECT 1 FROM notices WHERE status = 'pending' AND release_at <= now()`;
  await until(async () => (await server.query(due, DATABASE)).length === 0, PATIENCE);
}

async function decide(settings: Scene['settings'], ...args: string[]): Promise<string> {
  const command = 'src/after-restore-command.ts';
  const ended = await runOperatorCommand(command, args, { ...settings });
  if (ended.status !== 0) throw new Error(ended.errors);
  return ended.output;
}

async function timed(work: () => Promise<unknown>) {
  const begun = performance.now();
  await work();
  return { begun, took: performance.now() - begun };
}

function givenTwice(acknowledged: readonly Acknowledged[]): number {
  return acknowledged.length - new Set(acknowledged.map(({ number }) => number)).size;
}

/** By their Message-ID: what the server was given, against what the database says of it. */
async function reckonLetters(server: DebianPostgres, { received }: TestMailServer) {
  const ids = received.map(({ mail }) => mail.messageId ?? '');
  const rows = await server.query<{ id: string }>(
    `SELECT message_id AS id FROM notices WHERE status = 'sent'`,
    DATABASE,
  );
  const given = new Set(ids);
  return {
    twice: ids.length - given.size,
    unsent: rows.filter(({ id }) => !given.has(id)).length,
  };
}
