import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Notify } from './notice.js';
import type { StateMeta } from './workflow.js';

/** What makes a step happen: an act, the end of a clock, or nothing but its guard. */
export type Trigger =
  | { readonly kind: 'event'; readonly name: string }
  | { readonly kind: 'clock'; readonly name: string }
  | { readonly kind: 'always' };

/** One transition of a chart as plain data. */
export interface ChartStep {
  readonly source: ChartState;
  readonly trigger: Trigger;
  /** Names of the guards that must hold. */
  readonly guards: readonly string[];
  /** Path of the state it leads to, as the machine names it; null when the state stays. */
  readonly target: readonly string[] | null;
  readonly letters: readonly Notify[];
}

/** One state of a machine as plain data; `path` leads to it from the root. */
export interface ChartState {
  readonly key: string;
  readonly path: readonly string[];
  readonly kind: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  readonly meta: StateMeta | null;
  readonly initial: readonly string[] | null;
  readonly states: readonly ChartState[];
  readonly steps: readonly ChartStep[];
  /** Letters that go out on entering. */
  readonly letters: readonly Notify[];
}

type Transition = AnyStateNode['after'][number] | NonNullable<AnyStateNode['always']>[number];

/** Reads a machine, so that whoever draws or describes it need not know XState. */
export function chartOf(machine: AnyStateMachine): ChartState {
  return readState(machine.root);
}

/** The state and everything inside it, in document order. */
export function withDescendants(state: ChartState): readonly ChartState[] {
  return [state, ...state.states.flatMap(withDescendants)];
}

function readState(node: AnyStateNode): ChartState {
  const steps: ChartStep[] = [];
  const state: ChartState = {
    key: node.key,
    path: node.path,
    kind: node.type,
    meta: (node.meta as StateMeta | undefined) ?? null,
    initial: node.type === 'compound' ? (node.initial.target[0]?.path ?? null) : null,
    states: Object.values(node.states).map(readState),
    steps,
    letters: lettersAmong(node.entry),
  };
  const read = (trigger: Trigger, transition: Transition): ChartStep => ({
    source: state,
    trigger,
    guards: guardNames(transition.guard),
    target: transition.target?.[0]?.path ?? null,
    letters: lettersAmong(transition.actions),
  });
  for (const [name, transitions] of node.transitions) {
    const ofSubjects = /^xstate\.after\.([^.]+)\.\*$/.exec(name)?.[1];
    if (ofSubjects !== undefined) {
      steps.push(...transitions.map((it) => read({ kind: 'clock', name: ofSubjects }, it)));
    }
    // Other clocks stand in the same map under names of XState's own; `after` has them below.
    if (name.startsWith('xstate.')) continue;
    steps.push(...transitions.map((it) => read({ kind: 'event', name }, it)));
  }
  steps.push(...node.after.map((it) => read({ kind: 'clock', name: String(it.delay) }, it)));
  steps.push(...(node.always ?? []).map((it) => read({ kind: 'always' }, it)));
  return state;
}

/** The names in a guard as the machine writes it: one, or several that are joined by `and`. */
export function guardNames(guard: unknown): readonly string[] {
  if (typeof guard === 'string') return [guard];
  if (isJoined(guard)) return guard.guards.flatMap(guardNames);
  return isNamed(guard) ? [guard.type] : [];
}

function lettersAmong(actions: readonly unknown[]): readonly Notify[] {
  return actions.filter(isNotify).map((action) => action.params);
}

function isNamed(value: unknown): value is { readonly type: string } {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isJoined(value: unknown): value is { readonly guards: readonly unknown[] } {
  return typeof value === 'function' && 'guards' in value;
}

function isNotify(action: unknown): action is { readonly params: Notify } {
  return isNamed(action) && action.type === 'notify' && 'params' in action;
}
