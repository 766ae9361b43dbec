import { chinaInstant } from '../src/kernel/business-date.js';
import { findingsOf, type Findings } from './check/findings.js';
import type { Options } from './options.js';
import { World } from './world.js';
import { playOut, type Played } from './year.js';

/** A whole simulation, from an empty store to the findings; the store is removed at the end. */
export async function simulate(
  options: Options,
  progress?: (done: number, all: number) => void,
): Promise<{ readonly played: Played; readonly findings: Findings }> {
  const world = await World.open(chinaInstant(options.from, 0));
  try {
    const played = await playOut(world, options, progress);
    return { played, findings: await findingsOf(world, played.until) };
  } finally {
    await world.close();
  }
}
