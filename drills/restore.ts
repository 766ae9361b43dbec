import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import { timed } from '../bench/timed.js';
import { runOperatorCommand } from '../test/support/command.js';
import type { ProductProcess } from '../test/support/product-process.js';
import { until } from '../test/support/until.js';
import { Filings, type Filed } from './filings.js';
import { DATABASE, lettersLeft, withInstallation, type Installation } from './installation.js';
import { linesOf, reckonLetters, seconds, signIn } from './reckoning.js';

const CLIENTS = 4;
const CALM_MS = 5_000;
const PATIENCE = { timeout: 120_000 };
/** How long it is watched that nothing leaves. */
const STANDING_MS = 5_000;

/**
 * The database is lost and restored from a dump that is some seconds old. The steps are those of the
 * manual: restore, look, decide, go on.
 */
export const restore = (): Promise<readonly Figure[]> => withInstallation(suffer);

async function suffer(installation: Installation): Promise<readonly Figure[]> {
  const { server, mail, settings, folder } = installation;
  // The backup, which is made while complaints are filed.
  const dump = join(folder, 'qingnuo.dump');
  const first = await installation.start();
  const lost = await workUntilLost(installation, first, dump);
  const lettersBefore = mail.received.length;

  const restored = await timed(() => server.restore(DATABASE, dump));
  const second = await installation.start();
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
  await lettersLeft(installation);
  const numbers = givenTwice([...lost.acknowledged, ...filings.acknowledged]);
  const letters = await reckonLetters(installation);
  const said = linesOf(second.printed(), 'restore fails');
  const faults = [stood, numbers, letters.again, letters.unsent, Number(refused.status !== 503)];
  if (said !== 1 || faults.some((count) => count > 0)) process.exitCode = 1;
  const since = lost.acknowledged.length - lost.inBackup;
  return [
    { name: 'acknowledged before the backup', value: String(lost.inBackup) },
    { name: 'acknowledged after it, lost with the database', value: String(since) },
    { name: 'letters before the loss', value: String(lettersBefore) },
    { name: 'pg_dump while all work', value: seconds(lost.dumped) },
    { name: 'pg_restore', value: seconds(restored.ms) },
    { name: 'letters while it stands', value: String(stood), target: '0' },
    { name: 'a filing while it stands', value: String(refused.status), target: '503' },
    { name: 'rows of the preview', value: String(listed.split('\n').length - 1) },
    { name: 'the decision', value: seconds(decided.ms) },
    { name: 'from the decision until it files', value: seconds(files) },
    { name: 'acknowledged afterwards', value: String(filings.acknowledged.length) },
    { name: 'numbers given twice', value: String(numbers), target: '0' },
    { name: 'letters sent twice', value: String(letters.again), target: '0' },
    { name: 'letters called sent that never left', value: String(letters.unsent), target: '0' },
  ];
}

/** Complaints before and after the backup; then the process and its database are gone. */
async function workUntilLost(installation: Installation, product: ProductProcess, dump: string) {
  const filings = new Filings([product.url], await signIn(product.url), CLIENTS);
  await pause(CALM_MS);
  const inDump = await timed(() => installation.server.dump(DATABASE, dump));
  await pause(CALM_MS);
  await filings.end();
  await lettersLeft(installation);
  await product.stop('SIGKILL');
  const at = new Date().toISOString();
  const { acknowledged } = filings;
  const inBackup = acknowledged.filter((each) => each.at < inDump.begun).length;
  return { at, acknowledged, inBackup, dumped: inDump.ms };
}

async function decide(settings: Installation['settings'], ...args: string[]): Promise<string> {
  const command = 'src/after-restore-command.ts';
  const ended = await runOperatorCommand(command, args, { ...settings });
  if (ended.status !== 0) throw new Error(ended.errors);
  return ended.output;
}

function givenTwice(acknowledged: readonly Filed[]): number {
  return acknowledged.length - new Set(acknowledged.map(({ number }) => number)).size;
}
