import type { Clock } from '../../src/clocks/clock.entity.js';
import { firstBrokenEntry } from '../../src/engine/history-chain.js';
import { groupBy } from '../../src/kernel/group-by.js';
import type { Ledger, Obligation, Rung } from './obligations.js';
import type { CaseRecords } from './records.js';
import type { ToldClock } from './replay.js';

/** Sentences about what is not as it must be, each beginning with the number of the case. */
export type Differences = readonly string[];

/** Letters that the history makes owed against those that are stored, and their moments. */
export function ofObligations(
  { record, notices }: CaseRecords,
  expected: readonly Obligation[],
): { readonly rows: Differences; readonly moments: Differences } {
  const stored = new Map(
    notices.map(({ cause, template, recipient, queuedAt }) => [
      [record.number, cause, template, recipient].join(' '),
      queuedAt,
    ]),
  );
  const owed = new Map(expected.map(({ key, at }) => [key, at]));
  const missing = [...owed.keys()].filter((key) => !stored.has(key));
  const surplus = [...stored.keys()].filter((key) => !owed.has(key));
  const moments = [...owed].flatMap(([key, at]) => {
    const queuedAt = stored.get(key);
    if (!queuedAt || queuedAt.getTime() === at.getTime()) return [];
    return [`${key}: owed from ${at.toISOString()}, stored with ${queuedAt.toISOString()}`];
  });
  return {
    rows: [
      ...missing.map((key) => `${key}: owed and not stored`),
      ...surplus.map((key) => `${key}: stored and not owed`),
    ],
    moments,
  };
}

/** Clocks as the history tells them against their rows. */
export function ofClocks({ record, clocks }: CaseRecords, told: readonly ToldClock[]): Differences {
  const storedAs = new Map(clocks.map((clock) => [idOf(clock), factsOf(clock)]));
  const toldAs = new Map(told.map((clock) => [idOf(clock), factsOf(clock)]));
  return [...new Set([...storedAs.keys(), ...toldAs.keys()])].flatMap((id) => {
    const [stored = 'nothing', expected = 'nothing'] = [storedAs.get(id), toldAs.get(id)];
    return stored === expected ? [] : [`${record.number} ${id}: ${expected}, stored ${stored}`];
  });
}

/** What the types of the events begin with that lapsed deadlines send. */
const LAPSE = 'xstate.after.';

/** A deadline lapses at the end of its last day, not before, and is not forgotten. */
export function ofLapses({ record, told, count, until }: Ledger): Differences {
  return (told.chapters.at(-1)?.clocks ?? []).flatMap((clock) => {
    const dueAt = count.lapse(clock.dueOn);
    const entry = told.chapters.find(
      ({ event, at }) => event.type === clock.timerId && at >= clock.armedAt && at >= dueAt,
    );
    // Of deadlines that fall due at one moment, one may end the other before it lapses.
    const endedByAnother = told.chapters.some(
      ({ event, at }) =>
        at.getTime() === clock.endedAt?.getTime() &&
        event.type.startsWith(LAPSE) &&
        event.type !== clock.timerId &&
        count.lapse(event.on).getTime() === dueAt.getTime(),
    );
    const over =
      clock.heldAt !== null ||
      (clock.endedAt !== null && (clock.endedAt < dueAt || endedByAnother));
    const name = `${record.number} ${idOf(clock)}`;
    if (clock.status === 'lapsed') {
      return entry?.event.on === clock.dueOn ? [] : [`${name}: lapsed before its day`];
    }
    return over || dueAt > until ? [] : [`${name}: has not lapsed at ${dueAt.toISOString()}`];
  });
}

/** The moments of the clocks: fired exactly when they must, once. */
export function ofStages({ record, clocks }: CaseRecords, rungs: readonly Rung[]): Differences {
  const expected = new Set(rungs.map(({ clock, offset, at }) => fired(clock, offset, at)));
  const stored = clocks.flatMap((clock) =>
    clock.stages
      .filter(({ offset, firedAt }) => offset !== 0 && firedAt !== null)
      .map(({ offset, firedAt }) => fired(clock, offset, new Date(firedAt ?? NaN))),
  );
  return [
    ...stored.filter((each) => !expected.has(each)).map((each) => `${each}: fired, and should not`),
    ...[...expected].filter((each) => !stored.includes(each)).map((each) => `${each}: not fired`),
    ...stored
      .filter((each, index) => stored.indexOf(each) !== index)
      .map((each) => `${each}: fired twice`),
  ].map((each) => `${record.number} ${each}`);
}

export function ofGenerations({ record, clocks }: CaseRecords): Differences {
  const running = clocks.filter(({ status }) => status === 'running');
  const groups = groupBy(running, ({ name, subject }) => `${name} ${subject ?? ''}`);
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .map((all) => `${record.number}: ${all.map(idOf).join(' and ')} run at once`);
}

export function ofChain({ record, history }: CaseRecords): Differences {
  const broken = firstBrokenEntry(history);
  if (broken !== null) return [`${record.number}: entry ${broken} does not fit its chain`];
  const whole = history.length === record.version && history.at(-1)?.hash === record.lastHash;
  return whole ? [] : [`${record.number}: the chain does not end where the case does`];
}

type AnyClock = Pick<Clock, 'name' | 'generation'>;

const idOf = ({ name, generation }: AnyClock): string => `${name}#${generation}`;

const fired = (clock: AnyClock, offset: number, at: Date): string =>
  `${idOf(clock)}@${offset} at ${at.toISOString()}`;

function factsOf(clock: ToldClock | Clock): string {
  const { subject, startedOn, rawDueOn, dueOn, status, armedAt, endedAt } = clock;
  const days = [startedOn, rawDueOn, dueOn].join(' → ');
  return [subject, days, status, armedAt.toISOString(), endedAt?.toISOString()].join(' ');
}
