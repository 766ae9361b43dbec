import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import type { ProductProcess } from '../test/support/product-process.js';
import { until } from '../test/support/until.js';
import { Filings } from './filings.js';
import { lettersLeft, withInstallation, type Installation } from './installation.js';
import {
  compare,
  failing,
  linesOf,
  onlyRefusedBy,
  reckonLetters,
  refusals,
  seconds,
  signIn,
} from './reckoning.js';

const CLIENTS = 2;
const CALM_MS = 5_000;
/** A letter that was under way when its process stood still is taken up again when its lease ends. */
const PATIENCE = { timeout: 300_000 };

/** How the line of an old process begins that sees the new schema, and the end of one that starts. */
const MIGRATED = 'The database was migrated by a later version of the product';

/**
 * Two processes are replaced one after the other by those of a version that migrates the schema,
 * while complaints are filed: once the old ones may go on beside it, and once they may not.
 */
export async function upgrade(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const besideOld of [true, false]) {
    const found = await withInstallation((installation) => replace(installation, besideOld));
    const name = besideOld ? 'beside the old ones' : 'not beside them';
    figures.push(...found.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` })));
  }
  return figures;
}

async function replace(installation: Installation, besideOld: boolean): Promise<readonly Figure[]> {
  const { server, start } = installation;
  const old = [await start(), await start()];
  // Whoever files goes by this list, as by that of a proxy.
  const bases = old.map(({ url }) => url);
  const filings = new Filings(bases, await signIn(bases[0] ?? ''), CLIENTS);
  await pause(CALM_MS);

  const later = {
    NODE_OPTIONS: '--import=./test/support/later-version.mjs',
    LATER_BESIDE_OLD: besideOld ? '1' : '0',
  };
  const begun = performance.now();
  const first = await start(later);
  const listens = performance.now();
  bases.push(first.url);
  await until(() => old.every((each) => linesOf(each.printed(), MIGRATED) > 0), PATIENCE);
  const said = performance.now();
  const notReady = async () =>
    (await Promise.all(old.map(({ url }) => failing(url)))).filter((checks) =>
      checks?.includes('schema'),
    ).length;
  await until(async () => (await notReady()) === (besideOld ? 0 : 2), PATIENCE);
  await until(() => filedBy(filings, first, listens) > 0, PATIENCE);
  const files = filings.acknowledged.find(({ by }) => by === first.url)?.at ?? Infinity;
  await pause(CALM_MS);
  const byOld = old.reduce((sum, each) => sum + filedBy(filings, each, said), 0);
  const between = old.reduce((sum, each) => sum + filedBy(filings, each, listens, said), 0);

  const [replaced, last] = old;
  await retire(bases, replaced);
  const second = await start(later);
  bases.push(second.url);
  const restarted = await refusalOfStart(start);
  await retire(bases, last);
  await until(() => filedBy(filings, second, said) > 0, PATIENCE);
  await pause(CALM_MS);
  await filings.end();
  await lettersLeft(installation, PATIENCE);

  const { lost, doubled, rows } = await compare(server, filings);
  const letters = await reckonLetters(installation);
  // Where the old ones must write nothing more, a letter just delivered leaves again by another one.
  const again = besideOld ? letters.again : 0;
  const faults = [lost, doubled, again, letters.unsent, letters.unknown];
  const asDocumented =
    (besideOld ? filings.refused.size === 0 && byOld > 0 : byOld === 0) &&
    onlyRefusedBy(filings, 503) &&
    old.every((each) => linesOf(each.printed(), MIGRATED) === 1) &&
    restarted !== null;
  if (faults.some((count) => count > 0) || !asDocumented) process.exitCode = 1;
  return [
    { name: 'the first new one listens, migration included', value: seconds(listens - begun) },
    { name: 'from there until both old ones say it', value: seconds(said - listens) },
    { name: 'from there until the new one files', value: seconds(files - listens) },
    { name: 'filed by old ones before they said it', value: String(between) },
    {
      name: 'filed by old ones afterwards',
      value: String(byOld),
      target: besideOld ? '> 0' : '0',
    },
    {
      name: 'answers meanwhile',
      value: refusals(filings),
      target: besideOld ? 'none' : '503 only',
    },
    { name: 'an old one that is started again', value: restarted ?? 'works', target: 'refused' },
    { name: 'acknowledged', value: String(filings.acknowledged.length) },
    { name: 'rows', value: String(rows) },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'doubled', value: String(doubled), target: '0' },
    { name: 'letters', value: String(letters.distinct) },
    {
      name: 'letters again under their Message-ID',
      value: String(letters.again),
      ...(besideOld && { target: '0' }),
    },
    { name: 'letters called sent that never left', value: String(letters.unsent), target: '0' },
  ];
}

function filedBy({ acknowledged }: Filings, { url }: ProductProcess, from: number, to = Infinity) {
  return acknowledged.filter(({ by, at }) => by === url && at >= from && at < to).length;
}

/** Nobody is sent to it any more, then it is stopped: what it has begun it answers. */
async function retire(bases: string[], product: ProductProcess | undefined): Promise<void> {
  if (!product) return;
  bases.splice(bases.indexOf(product.url), 1);
  await product.stop('SIGTERM');
}

/** Whether a start ends with the sentence about a later version; null when it does not. */
async function refusalOfStart(start: Installation['start']): Promise<string | null> {
  try {
    await start();
    return null;
  } catch (error) {
    const isTold = error instanceof Error && error.message.includes(MIGRATED);
    return isTold ? 'refused in a sentence' : null;
  }
}
