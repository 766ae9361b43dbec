import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import type { ProductProcess } from '../test/support/product-process.js';
import type { TestMailServer } from '../test/support/test-mail-server.js';
import { until } from '../test/support/until.js';
import { DebianPostgres } from './debian-postgres.js';
import { Filings } from './filings.js';
import { DATABASE, withInstallation } from './installation.js';
import { compare, letterAfter, refusals, seconds, signIn } from './reckoning.js';

const CLIENTS = 6;
/** How long everything runs before the primary dies. */
const CALM_MS = 8_000;
/** How long those who watch over the servers need to see it and to promote the standby. */
const UNSEEN_MS = 2_000;
const AFTERWARDS_MS = 5_000;

/**
 * The primary dies while complaints are filed, a standby with synchronous replication takes its
 * place, and two processes with all roles find it by themselves.
 */
export const failover = (): Promise<readonly Figure[]> =>
  withInstallation(async ({ server: primary, mail, start, closeWith }) => {
    const standby = await DebianPostgres.standbyOf(primary);
    closeWith(() => standby.remove());
    const hosts = `${primary.address},${standby.address}`;
    const url = `postgresql://postgres@${hosts}/${DATABASE}?target_session_attrs=read-write`;
    const processes = [await start({ DATABASE_URL: url }), await start({ DATABASE_URL: url })];
    return suffer(primary, standby, processes, mail);
  });

async function suffer(
  primary: DebianPostgres,
  standby: DebianPostgres,
  processes: readonly ProductProcess[],
  mail: TestMailServer,
): Promise<readonly Figure[]> {
  const bases = processes.map(({ url }) => url);
  const filings = new Filings(bases, await signIn(bases[0] ?? ''), CLIENTS);
  await pause(CALM_MS);
  await primary.kill();
  const killed = performance.now();
  const before = filings.acknowledged.length;
  await pause(UNSEEN_MS);
  await standby.promote();
  const promoted = performance.now();
  await until(() => bases.every((base) => backAt(filings, base, promoted) !== undefined), {
    timeout: 120_000,
  });
  await pause(AFTERWARDS_MS);
  await filings.end();
  const letter = await letterAfter(mail, bases[0] ?? '');
  const { lost, doubled, rows } = await compare(standby, filings);
  if (lost + doubled > 0) process.exitCode = 1;
  const back = Math.max(...bases.map((base) => backAt(filings, base, promoted) ?? Infinity));
  return [
    { name: 'acknowledged before the kill', value: String(before) },
    { name: 'acknowledged in all', value: String(filings.acknowledged.length) },
    { name: 'rows', value: String(rows) },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'doubled', value: String(doubled), target: '0' },
    { name: 'answers meanwhile', value: refusals(filings) },
    { name: 'from the kill to the promotion', value: seconds(promoted - killed) },
    { name: 'from the promotion until both processes file', value: seconds(back - promoted) },
    { name: 'a letter asked for afterwards', value: `delivered in ${seconds(letter)}` },
  ];
}

/** When a process first filed again. */
function backAt(filings: Filings, base: string, promoted: number): number | undefined {
  return filings.acknowledged.find(({ by, at }) => by === base && at > promoted)?.at;
}
