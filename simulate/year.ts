import { addDays, chinaInstant } from '../src/kernel/business-date.js';
import { Chance } from './chance.js';
import { momentsOf } from './moments.js';
import type { Options } from './options.js';
import { DEAD_BOX } from './payloads.js';
import { enterprises } from './people.js';
import { StoryLine, type Deed } from './story-line.js';
import type { World } from './world.js';

/** What people did. */
export interface Played {
  readonly until: Date;
  readonly deeds: Readonly<Record<Deed, number>>;
  /** What should not have happened to anybody: each a sentence. */
  readonly failures: readonly string[];
  /** When no mail server answered. */
  readonly outage: { readonly from: Date; readonly until: Date };
  /** When the mailboxes of enterprises refuse everything for good; some respondents' always do. */
  readonly closed: { readonly from: Date; readonly until: Date };
}

const TWO_DAYS_MS = 2 * 86_400_000;
/** Long enough for letters of every kind to be lost. */
const CLOSED_MS = 6 * 86_400_000;
const ofEnterprises = new Set(enterprises.map(({ email }) => email));
/** Cases looked at side by side. */
const WIDTH = 4;

/** Files the cases on days of their own, and lets time pass from moment to moment. */
export async function playOut(
  world: World,
  { cases, from, days, seed }: Options,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Played> {
  const chance = new Chance(seed);
  const moments = momentsOf(from, days);
  const outage = outageOf(from, days, chance);
  const closed = { from: outage.until, until: new Date(outage.until.getTime() + CLOSED_MS) };
  world.mail.refuses = (recipient, at) =>
    recipient === DEAD_BOX ||
    (ofEnterprises.has(recipient) && closed.from <= at && at < closed.until);
  const agenda = new Map<number, StoryLine[]>();
  const put = (index: number, line: StoryLine) => {
    const lines = agenda.get(index);
    if (lines) lines.push(line);
    else if (index < moments.length) agenda.set(index, [line]);
  };
  const kinds = world.workflows.complaints().map(({ key }) => key);
  for (let number = 0; number < cases; number += 1) {
    const line = new StoryLine(world, chance.pick(kinds), chance.int(0, 2 ** 31 - 1));
    put(chance.int(0, moments.length - 1), line);
  }

  const deeds: Record<Deed, number> = { done: 0, refused: 0, passed: 0 };
  const failures: string[] = [];
  const turn = async (line: StoryLine, index: number, atWork: boolean) => {
    try {
      deeds[await line.goOn(atWork)] += 1;
    } catch (error) {
      failures.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    }
    put(index + line.pause, line);
  };
  for (const [index, { at, atWork }] of moments.entries()) {
    const lines = agenda.get(index);
    if (!lines) continue;
    await passWithOutage(world, at, outage);
    await inLanes(lines, (line) => turn(line, index, atWork));
    progress(index + 1, moments.length);
  }
  const until = chinaInstant(addDays(from, days), 0);
  await passWithOutage(world, until, outage);
  return { until, deeds, failures, outage, closed };
}

/** Two whole days, the first of them somewhere in the middle third. */
function outageOf(from: string, days: number, chance: Chance): Played['outage'] {
  const first = Math.floor(days / 3);
  const date = addDays(from, chance.int(first, Math.max(first, 2 * first)));
  const begin = chinaInstant(date, chance.int(9 * 60 + 1, 17 * 60));
  return { from: begin, until: new Date(begin.getTime() + TWO_DAYS_MS) };
}

/** The mail server goes down and comes back at its own moments on the way. */
async function passWithOutage(world: World, to: Date, outage: Played['outage']): Promise<void> {
  const before = world.time.now();
  if (before < outage.from && outage.from <= to) {
    await world.pass(outage.from);
    await world.mail.down();
  }
  if (before < outage.until && outage.until <= to) {
    await world.pass(outage.until);
    await world.mail.up();
  }
  await world.pass(to);
}

async function inLanes<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const left = [...items];
  const lane = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: WIDTH }, lane));
}
