import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../bench/table.js';
import type { ProductProcess } from '../test/support/product-process.js';
import { Filings } from './filings.js';
import { lettersLeft, withInstallation, type Installation } from './installation.js';
import { compare, reckonLetters, refusals, seconds, signIn } from './reckoning.js';

const CLIENTS = 3;
const KILLS = 200;
/** Killed after so long at most, in the middle of whatever it does. */
const LONGEST_LIFE_MS = 1_500;
/** A letter that was under way is taken up again when its lease ends. */
const PATIENCE = { timeout: 600_000 };

/** Two processes with all roles are killed in turn, 200 times, while complaints are filed. */
export const kills = (): Promise<readonly Figure[]> => withInstallation(suffer);

async function suffer(installation: Installation): Promise<readonly Figure[]> {
  const bases: string[] = [];
  const processes: ProductProcess[] = [];
  for (const place of [0, 1]) await begin(place);
  async function begin(place: number): Promise<number> {
    const begun = performance.now();
    const product = await installation.start();
    processes[place] = product;
    bases[place] = product.url;
    return performance.now() - begun;
  }
  const filings = new Filings(bases, await signIn(bases[0] ?? ''), CLIENTS);
  const begun = performance.now();
  const starts: number[] = [];
  let killed = 0;
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
  await lettersLeft(installation, PATIENCE);
  const { lost, doubled, rows } = await compare(installation.server, filings);
  const letters = await reckonLetters(installation);
  if (lost + doubled + letters.unsent + letters.unknown > 0) process.exitCode = 1;
  return [
    { name: 'processes killed', value: `${killed} in ${seconds(took)}` },
    { name: 'a start, in the middle', value: seconds(median(starts)) },
    { name: 'acknowledged', value: String(filings.acknowledged.length) },
    { name: 'rows', value: String(rows) },
    { name: 'lost', value: String(lost), target: '0' },
    { name: 'doubled', value: String(doubled), target: '0' },
    { name: 'answers meanwhile', value: refusals(filings) },
    { name: 'letters', value: String(letters.distinct) },
    { name: 'letters called sent that never left', value: String(letters.unsent), target: '0' },
    { name: 'letters that nobody owes', value: String(letters.unknown), target: '0' },
    { name: 'letters again under their Message-ID', value: String(letters.again) },
  ];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
