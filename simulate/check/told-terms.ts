import type { TermCount } from '../../src/definition/index.js';
import type { CaseRecords } from './records.js';
import type { Differences } from './differences.js';
import type { ClockStep, ToldClock } from './replay.js';

/** What entries about letters and acts of service say of the clock. */
interface Served {
  readonly clock: string;
  readonly generation?: number;
  readonly subject?: string | null;
  readonly servedOn?: string;
  readonly lapsed?: boolean;
}

/** A new generation of a clock, counted by the independent count. */
export function begun(
  { workflow, at, count, policyOf }: ClockStep,
  { name, subject, timerId, counted }: Pick<ToldClock, 'name' | 'subject' | 'timerId' | 'counted'>,
  all: readonly ToldClock[],
): ToldClock {
  if (!workflow.clocks[name]) throw new Error(`The machine waits for ${name}, which is no clock.`);
  const { from, extension, pauses = [], term }: TermCount = counted;
  const { value, unit, rollRule, cap } = { ...policyOf(name), ...term };
  const due = count.due({
    from,
    days: value + extension,
    unit: unit === 'setDate' ? 'calendarDay' : unit,
    cap,
    rolls: rollRule === 'nextWorkingDay',
    pauses,
  });
  const generation = all.filter((clock) => clock.name === name).length + 1;
  const began = { name, generation, subject, timerId, startedOn: from, counted };
  return { ...began, ...due, status: 'running', armedAt: at, endedAt: null, heldAt: null };
}

/** A letter that begins a term has not arrived: its clock stands still. */
export function heldBy(
  { event, at }: ClockStep,
  clocks: readonly ToldClock[],
): readonly ToldClock[] {
  if (event.type !== 'letter.lost') return clocks;
  const { clock: name, generation, lapsed } = event.payload as Served;
  return clocks.map((clock) =>
    lapsed !== true && clock.name === name && clock.generation === generation
      ? { ...clock, status: 'paused', heldAt: at }
      : clock,
  );
}

/** It was served after all: the whole term runs from that day. */
export function served(step: ClockStep, clocks: readonly ToldClock[]): readonly ToldClock[] {
  const { workflow, event, at } = step;
  const isAct = workflow.events[event.type]?.serves === true;
  if (!isAct && event.type !== 'letter.arrived') return clocks;
  const { clock: name, subject, servedOn = event.on } = event.payload as Served;
  const held = clocks.find(
    (clock) =>
      clock.status === 'paused' &&
      clock.name === name &&
      (subject === undefined || subject === clock.subject),
  );
  if (!held) throw new Error(`${event.type} serves ${name}, which does not wait for it.`);
  const left = clocks.map((clock): ToldClock =>
    clock === held ? { ...clock, status: 'cancelled', endedAt: at } : clock,
  );
  const { extension, term } = held.counted;
  const counted: TermCount = { from: servedOn, extension, ...(term && { term }) };
  const { timerId } = held;
  const anew = { name, subject: held.subject, timerId, counted };
  return [...left, begun(step, anew, left)];
}

/**
 * Nobody is late who was not told: of the letters that began a term that lapsed, one had left, or
 * what began it was handed over on paper.
 */
export function ofTold({ record, clocks, notices, history }: CaseRecords): Differences {
  return clocks.flatMap(({ name, generation, status, dueAt, armedAt }) => {
    const onPaper = history.some(
      ({ at, payload }) => at.getTime() === armedAt.getTime() && 'service' in payload,
    );
    const letters = notices.filter(
      (notice) => notice.clock === name && notice.clockGeneration === generation,
    );
    const untold = letters.every(({ sentAt }) => sentAt === null || sentAt > dueAt);
    return status === 'lapsed' && letters.length > 0 && untold && !onPaper
      ? [`${record.number} ${name}#${generation}: lapsed, and nobody had been told`]
      : [];
  });
}
