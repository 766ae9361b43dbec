import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { webProcess } from '../bench/settings.js';
import type { Figure } from '../bench/table.js';
import { startProduct, type ProductProcess } from '../test/support/product-process.js';
import { seedInstallation } from '../test/support/seeded-installation.js';
import { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import { DebianPostgres } from './debian-postgres.js';
import { Filings } from './filings.js';
import { compare, refusals, seconds, signIn } from './reckoning.js';

const DATABASE = 'qingnuo';
const CLIENTS = 3;
const KILLS = 200;
/** Killed after so long at most, in the middle of whatever it does. */
const LONGEST_LIFE_MS = 1_500;
/** A letter that was under way is taken up again when its lease ends. */
const PATIENCE = { timeout: 600_000 };

/** Two processes with all roles are killed in turn, 200 times, while complaints are filed. */
export async function kills(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'qingnuo-kills-'));
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
    return await suffer(server, mail, settings);
  } finally {
    await mail.down();
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function suffer(
  server: DebianPostgres,
  mail: TestMailServer,
  settings: Record<string, string>,
): Promise<readonly Figure[]> {
  const bases: string[] = [];
  const processes: ProductProcess[] = [];
  for (const place of [0, 1]) await begin(place);
  async function begin(place: number): Promise<number> {
    const begun = performance.now();
    const product = await startProduct(settings);
    processes[place] = product;
    bases[place] = product.url;
    return performance.now() - begun;
  }
  const filings = new Filings(bases, await signIn(bases[0] ?? ''), CLIENTS);
  const begun = performance.now();
  const starts: number[] = [];
  let killed = 0;
  try {
    // Each place by itself, so that now one and now both are away.
    await Promise.all(
      [0, 1].map(async (place) => {
        while (killed < KILLS) {
          killed += 1;
          await pause(Math.random() * LONGEST_LIFE_MS);
          await processes[place]?.stop('SIGKILL');
          starts.push(await begin(place));
        }
      }),
    );
    const took = performance.now() - begun;
    await filings.end();
    const waiting = `SELECT 1 FROM notices WHERE status = 'pending' AND release_at <= now()`;
    await until(async () => (await server.query(waiting, DATABASE)).length === 0, PATIENCE);
    const { lost, doubled, rows } = await compare(server, DATABASE, filings);
    const letters = await reckonLetters(server, mail);
    if (lost + doubled + letters.missing + letters.unknown > 0) process.exitCode = 1;
    return [
      { name: 'processes killed', value: `${killed} in ${seconds(took)}` },
      { name: 'a start, in the middle', value: seconds(median(starts)) },
      { name: 'acknowledged', value: String(filings.acknowledged.length) },
      { name: 'rows', value: String(rows) },
      { name: 'lost', value: String(lost), target: '0' },
      { name: 'doubled', value: String(doubled), target: '0' },
      { name: 'answers meanwhile', value: refusals(filings) },
      { name: 'letters', value: String(letters.distinct) },
      { name: 'letters called sent that never left', value: String(letters.missing), target: '0' },
      { name: 'letters that nobody owes', value: String(letters.unknown), target: '0' },
      { name: 'letters again under their Message-ID', value: String(letters.again) },
    ];
  } finally {
    await filings.end();
    for (const each of processes) await each.stop('SIGTERM');
  }
}

async function reckonLetters(server: DebianPostgres, { received }: TestMailServer) {
  const ids = received.map(({ mail }) => mail.messageId ?? '');
  const given = new Set(ids);
  const rows = await server.query<{ id: string; status: string }>(
    'SELECT message_id AS id, status FROM notices',
    DATABASE,
  );
  const owed = new Set(rows.map(({ id }) => id));
  return {
    distinct: given.size,
    again: ids.length - given.size,
    missing: rows.filter(({ id, status }) => status === 'sent' && !given.has(id)).length,
    unknown: [...given].filter((id) => !owed.has(id)).length,
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
