import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import type { ProductProcess } from '../test/support/product-process.js';
import { until } from '../test/support/until.js';
import { Filings } from './filings.js';
import { DATABASE, lettersLeft, withInstallation, type Installation } from './installation.js';
import { NameServer } from './name-server.js';
import {
  compare,
  letterAfter,
  linesOf,
  reckonLetters,
  refusals,
  seconds,
  signIn,
} from './reckoning.js';

const CLIENTS = 2;
const CALM_MS = 8_000;
const NAME = 'mail.qingnuo.test';
const MINUTE_MS = 60_000;
/** The mail server has taken nothing for half an hour, says the product's clock. */
const OUTAGE_MS = 31 * MINUTE_MS;
/** An address is not asked for again before five minutes, and a connection is kept for 15 s. */
const FORGOTTEN_MS = 10 * MINUTE_MS;
const IDLE_MS = 20_000;
const PATIENCE = { timeout: 120_000 };

/** A process sees these files in place of the machine's own; nobody else does. */
const WITH_OWN_NAMES = `
  for name in resolv.conf hosts nsswitch.conf; do
    mount --bind "$0/$name" "/etc/$name" || exit 1
  done
  exec "$@"`;

/** The name of the mail server is not there, comes, and is gone again; complaints keep coming. */
export async function dns(): Promise<readonly Figure[]> {
  const names = await NameServer.open();
  const mounts = spawnSync('unshare', ['--mount', 'true']).status === 0;
  if (!names || !mounts) {
    await names?.close();
    return [{ name: 'skipped', value: 'nobody but root may give a process other names here' }];
  }
  return withInstallation(async (installation) => {
    installation.closeWith(() => names.close());
    return suffer(installation, names);
  });
}

async function suffer(installation: Installation, names: NameServer): Promise<readonly Figure[]> {
  const { server, mail, folder } = installation;
  const clock = join(folder, 'shift');
  const setAhead = (ms: number) => {
    writeFileSync(clock, String(ms));
  };
  setAhead(0);
  const product = await startAsking(installation, names, clock);
  const { url } = product;
  const filings = new Filings([url], await signIn(url), CLIENTS);
  await pause(CALM_MS);
  const [tried] = await until(async () => {
    const rows = await server.query<{ error: string }>(
      'SELECT DISTINCT last_error AS error FROM notices WHERE last_error IS NOT NULL',
      DATABASE,
    );
    return rows.length > 0 && rows;
  }, PATIENCE);
  const jumped = performance.now();
  setAhead(OUTAGE_MS);
  const incident = await until(async () => (await openIncidents(server))[0], PATIENCE);
  const told = performance.now() - jumped;
  const lines = () =>
    ['nothing', 'letters again'].map((what) =>
      linesOf(product.printed(), `The mail server takes ${what}`),
    );
  await filings.end();
  const waiting = await countWaiting(server);
  const left = mail.received.length;

  names.answer = '127.0.0.1';
  const retried = performance.now();
  const headers = { authorization: `Bearer ${await signIn(url, 'admin')}` };
  const path = `/api/v1/incidents/${incident.id}/retry`;
  const retry = await fetch(url + path, { method: 'POST', headers });
  await lettersLeft(installation, { aheadMs: OUTAGE_MS });
  const gone = performance.now() - retried;
  const first = await reckonLetters(installation);
  const open = (await openIncidents(server)).length;

  names.answer = null;
  await pause(IDLE_MS);
  setAhead(OUTAGE_MS + FORGOTTEN_MS);
  const before = names.asked;
  const letter = await letterAfter(mail, url);
  const askedInVain = names.asked - before;
  const letters = await reckonLetters(installation);
  const { lost, doubled } = await compare(server, filings);
  const faults = [lost, doubled, left, letters.again, letters.unsent, letters.unknown, open];
  const asDocumented =
    filings.refused.size === 0 && retry.status === 204 && lines().join() === '1,1' && waiting > 0;
  if (faults.some((count) => count > 0) || !asDocumented) process.exitCode = 1;
  return [
    {
      name: 'complaints acknowledged without the name',
      value: String(filings.acknowledged.length),
    },
    { name: 'answers meanwhile', value: refusals(filings), target: 'none' },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'doubled', value: String(doubled), target: '0' },
    { name: 'letters that left meanwhile', value: String(left), target: '0' },
    { name: 'why a letter waits', value: tried?.error ?? '' },
    { name: 'until there is an incident, by its clock', value: seconds(told + OUTAGE_MS) },
    { name: 'its cause', value: incident.cause },
    { name: 'lines at the beginning and the end', value: lines().join(' and '), target: '1 and 1' },
    { name: 'letters that wait when the name is there', value: String(waiting) },
    { name: 'the retry', value: String(retry.status), target: '204' },
    { name: 'from the retry until all have left', value: seconds(gone) },
    { name: 'letters that arrived', value: String(first.distinct) },
    { name: 'letters sent twice', value: String(letters.again), target: '0' },
    { name: 'letters called sent that never left', value: String(letters.unsent), target: '0' },
    { name: 'incidents that stay open', value: String(open), target: '0' },
    {
      name: 'a letter asked for when the name is gone again',
      value: `delivered in ${seconds(letter)}, by the address known before (asked ${askedInVain} times)`,
    },
  ];
}

/** Its resolver asks the name server, and its clock goes by the file. */
function startAsking(
  { start, mail, folder }: Installation,
  names: NameServer,
  clock: string,
): Promise<ProductProcess> {
  writeFileSync(join(folder, 'resolv.conf'), `nameserver ${names.address}\n`);
  writeFileSync(join(folder, 'hosts'), '127.0.0.1 localhost\n');
  writeFileSync(join(folder, 'nsswitch.conf'), 'hosts: files dns\n');
  const settings = {
    SMTP_URL: `smtp://${NAME}:${mail.port}`,
    NODE_OPTIONS: '--import=./test/support/shifted-clock.mjs',
    CLOCK_SHIFT_FILE: clock,
    // It is the drill that sets the clock.
    CLOCK_SKEW_MINUTES: '600',
  };
  return start(settings, ['unshare', '--mount', 'sh', '-c', WITH_OWN_NAMES, folder]);
}

function openIncidents(server: Installation['server']) {
  return server.query<{ id: string; cause: string }>(
    `SELECT id, cause FROM incidents WHERE kind = 'mailServer' AND resolved_at IS NULL`,
    DATABASE,
  );
}

async function countWaiting(server: Installation['server']): Promise<number> {
  const [row] = await server.query<{ count: number }>(
    `SELECT count(*)::int FROM notices WHERE status = 'pending'
        AND release_at <= now() + interval '31 minutes'`,
    DATABASE,
  );
  return row?.count ?? 0;
}
