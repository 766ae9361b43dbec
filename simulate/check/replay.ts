import {
  initialTransition,
  transition,
  type AnyMachineSnapshot,
  type AnyStateMachine,
} from 'xstate';
import {
  subjectOf,
  type CaseContext,
  type CaseEvent,
  type Notify,
  type PolicyOf,
  type TermCount,
  type WorkflowDefinition,
} from '../../src/definition/index.js';
import type { HistoryEntry } from '../../src/engine/history-entry.entity.js';
import { canonicalJson } from '../../src/kernel/canonical-json.js';
import type { DayCount } from './day-count.js';
import { unlawfulHands } from './hands.js';
import type { CaseRecords } from './records.js';
import { begun, heldBy, served } from './told-terms.js';
import { rememberedOf } from './remembered.js';

/** A clock as the history alone says that it was. */
export interface ToldClock {
  readonly name: string;
  readonly generation: number;
  readonly subject: string | null;
  readonly timerId: string;
  readonly startedOn: string;
  readonly rawDueOn: string;
  readonly dueOn: string;
  readonly status: string;
  readonly armedAt: Date;
  readonly endedAt: Date | null;
  /** How it was counted, for the case that it runs anew. */
  readonly counted: TermCount;
  /** Since when it stands still because its letter has not arrived. */
  readonly heldAt: Date | null;
}

/** The case after one entry of its history. */
export interface Chapter {
  readonly seq: number;
  readonly at: Date;
  readonly event: CaseEvent;
  readonly context: CaseContext;
  readonly letters: readonly Notify[];
  readonly clocks: readonly ToldClock[];
}

export interface Told {
  readonly chapters: readonly Chapter[];
  /** What cannot have been: each a sentence. */
  readonly impossible: readonly string[];
}

type Effect = { readonly type: string; readonly params?: unknown };
type Turn = readonly [AnyMachineSnapshot, readonly Effect[]];

/**
 * Tells a case anew from its history on the pure machine: nothing of the engine is asked, and days
 * are counted by another count than the product's.
 */
export function replay(
  workflow: WorkflowDefinition,
  records: CaseRecords,
  count: DayCount,
  policyOf: PolicyOf,
): Told {
  const { record, history } = records;
  const machine: AnyStateMachine = workflow.machine;
  const impossible: string[] = [];
  const chapters: Chapter[] = [];
  let snapshot: AnyMachineSnapshot | null = null;
  let clocks: readonly ToldClock[] = [];
  for (const entry of history) {
    const event = eventOf(entry);
    if (snapshot && snapshot.status !== 'active') impossible.push(`${event.type} after the end`);
    if (snapshot && workflow.events[event.type] && !snapshot.can(event)) {
      impossible.push(
        `entry ${entry.seq}, ${event.type}, is not open in ${String(entry.fromState)}`,
      );
    }
    const [next, effects]: Turn = snapshot
      ? (transition(machine, snapshot, event) as Turn)
      : (initialTransition(machine, rememberedOf(workflow, record)) as Turn);
    snapshot = next;
    const { context } = next as { readonly context: CaseContext };
    const step = { workflow, event, context, at: entry.at, count, policyOf };
    clocks = served(step, clocksAfter(step, heldBy(step, clocks), effects));
    const letters = effects.flatMap(({ type, params }) =>
      type === 'notify' ? [params as Notify] : [],
    );
    chapters.push({ seq: entry.seq, at: entry.at, event, context, letters, clocks });
  }
  if (snapshot && !isStored(machine, snapshot, record.snapshot)) {
    impossible.push('the stored state is not the one to which the history leads');
  }
  const before = [null, ...chapters.map(({ context }) => context)];
  impossible.push(...unlawfulHands(workflow, records, before));
  return { chapters, impossible };
}

function eventOf({ event, payload, actor, occurredOn }: HistoryEntry): CaseEvent {
  return { type: event, payload, actor, on: occurredOn };
}

function isStored(
  machine: AnyStateMachine,
  snapshot: AnyMachineSnapshot,
  stored: CaseRecords['record']['snapshot'],
): boolean {
  return canonicalJson(machine.getPersistedSnapshot(snapshot)) === canonicalJson(stored);
}

/** What decides how clocks move. */
export interface ClockStep {
  readonly workflow: WorkflowDefinition;
  readonly event: CaseEvent;
  readonly context: CaseContext;
  readonly at: Date;
  readonly count: DayCount;
  readonly policyOf: PolicyOf;
}

/** The lapse that the event is, then the clocks that the step ends, then those that it begins. */
function clocksAfter(
  step: ClockStep,
  before: readonly ToldClock[],
  effects: readonly Effect[],
): readonly ToldClock[] {
  const { workflow, event, context, at } = step;
  const clocks = before.map((clock): ToldClock => {
    if (clock.timerId !== event.type || clock.status !== 'running') return clock;
    const awaited = (workflow.clocks[clock.name]?.metBy.length ?? 0) > 0;
    return { ...clock, status: 'lapsed', endedAt: awaited ? null : at };
  });
  const over = effects.flatMap(({ type, params }) =>
    type === 'xstate.cancel' ? [(params as { readonly sendId: string }).sendId] : [],
  );
  const left = clocks.map((clock): ToldClock => {
    if (clock.endedAt !== null || !over.includes(clock.timerId)) return clock;
    const met = workflow.clocks[clock.name]?.metBy.includes(event.type) ?? false;
    const status = clock.status === 'lapsed' ? 'lapsed' : met ? 'met' : 'cancelled';
    return { ...clock, status, endedAt: at };
  });
  return begunBy(effects).reduce<readonly ToldClock[]>((all, timerId) => {
    const name = timerId.split('.')[2] ?? '';
    const subject = subjectOf(timerId);
    const counted: TermCount = workflow.clocks[name]?.count?.(
      context as never,
      event.on,
      subject,
    ) ?? { from: event.on, extension: 0 };
    return [...all, begun(step, { name, subject, timerId, counted }, all)];
  }, left);
}

/** Timers that a step begins; what it begins and then ends has never run. */
function begunBy(effects: readonly Effect[]): readonly string[] {
  return effects.reduce<readonly string[]>((begun, { type, params }) => {
    if (type === 'xstate.raise') return [...begun, (params as { readonly id: string }).id];
    if (type !== 'xstate.cancel') return begun;
    const { sendId } = params as { readonly sendId: string };
    return begun.filter((timerId) => timerId !== sendId);
  }, []);
}
