import {
  createActor,
  getStateNodes,
  initialTransition,
  type ActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  type ExecutableActionObject,
  type StateValue,
} from 'xstate';
import type {
  Actor,
  AnyEventDefinition,
  CaseContext,
  CaseEvent,
  Hands,
  Information,
  Notify,
  Office,
  Opening,
  Party,
  PolicyOf,
  Proposal,
  StateMeta,
  WorkflowDefinition,
} from '../definition/index.js';
import { guardNames } from '../definition/chart.js';
import type { JsonObject } from '../kernel/json.js';
import { separatedBy } from './duties.js';
import { modelOf } from './stored-snapshot.js';

/** A timer of the machine: the name of its delay and its id, which is the event it sends. */
export interface Timer {
  readonly name: string;
  readonly timerId: string;
}

/** What a transition asks the product to do, in the machine's order. */
export interface Effects {
  readonly cancelled: readonly string[];
  readonly armed: readonly Timer[];
  readonly letters: readonly Notify[];
  readonly informed: readonly Information[];
  readonly proposed: readonly Proposal[];
}

/** Where a machine stands, and what led there. */
export interface Step {
  readonly snapshot: AnyMachineSnapshot;
  readonly effects: Effects;
}

/** Whether a step sets something going in other cases. */
export function hasConsequences({ effects: { informed, proposed } }: Step): boolean {
  return informed.length > 0 || proposed.length > 0;
}

const TIMER = /^xstate\.after\.([^.]+)\./;

/** Opens a case: the machine's first states. `input` is what it keeps of the filing, or begins with. */
export function begin(workflow: WorkflowDefinition, input: Opening | JsonObject = {}): Step {
  return stepOf(...initialTransition(workflow.machine, input));
}

/** Applies an event; the caller has asked `can` before. */
export function advance(
  { machine }: WorkflowDefinition,
  snapshot: AnyMachineSnapshot,
  event: CaseEvent,
): Step {
  const actions: ExecutableActionObject[] = [];
  const take = { actionExecutor: (action: ExecutableActionObject) => actions.push(action) };
  const scope: InertScope = { ...scopeOf(machine, modelOf(snapshot)), ...take };
  return stepOf(machine.transition(snapshot, event, scope), actions);
}

type InertScope = ActorScope<AnyMachineSnapshot, CaseEvent>;

const scopes = new WeakMap<AnyStateMachine, InertScope>();

/**
 * Around a step that runs nothing. XState's `transition` makes an actor for every event, with the
 * machine's first states and their memory, at as much cost as the step itself; no step looks at it.
 * One actor will do, begun wherever a case stands that comes first.
 */
function scopeOf(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): InertScope {
  const known = scopes.get(machine);
  if (known) return known;
  const nothing = () => undefined;
  const self = createActor(machine, { snapshot });
  const scope: InertScope = {
    self,
    system: self.system,
    id: self.id,
    sessionId: self.sessionId,
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor: nothing,
  };
  scopes.set(machine, scope);
  return scope;
}

function stepOf(
  snapshot: AnyMachineSnapshot,
  actions: readonly { readonly type: string; readonly params?: unknown }[],
): Step {
  const cancelled: string[] = [];
  let armed: Timer[] = [];
  const letters: Notify[] = [];
  const informed: Information[] = [];
  const proposed: Proposal[] = [];
  for (const { type, params } of actions) {
    if (type === 'notify') letters.push(params as Notify);
    else if (type === 'inform') informed.push(params as Information);
    else if (type === 'propose') proposed.push(params as Proposal);
    else if (type === 'xstate.cancel') {
      const { sendId } = params as { sendId: string };
      cancelled.push(sendId);
      // What a step arms and then cancels has never run.
      armed = armed.filter(({ timerId }) => timerId !== sendId);
    } else if (type === 'xstate.raise') armed.push(timerOf((params as { id: string }).id));
    else throw new Error(`The workflow asks for an action that the engine does not know: ${type}`);
  }
  return { snapshot, effects: { cancelled, armed, letters, informed, proposed } };
}

/** The name of the delay stands in the timer's id; the machine's milliseconds are never used. */
export function timerOf(timerId: string): Timer {
  const name = TIMER.exec(timerId)?.[1];
  if (name === undefined) throw new Error(`Not the id of a named delay: ${timerId}`);
  return { name, timerId };
}

/** What people call the state: the innermost one that has a label. */
export interface PublicState {
  readonly name: string;
  readonly meta: StateMeta;
  readonly escalation: string;
  readonly ended: boolean;
}

const states = new WeakMap<AnyMachineSnapshot, PublicState>();

export function publicState(snapshot: AnyMachineSnapshot): PublicState {
  const model = modelOf(snapshot);
  const known = states.get(model);
  if (known) return known;
  const state = findPublicState(model);
  states.set(model, state);
  return state;
}

function findPublicState(snapshot: AnyMachineSnapshot): PublicState {
  const named = Object.entries(snapshot.getMeta() as Readonly<Record<string, StateMeta>>)
    .map(([id, meta]) => ({ path: id.split('.'), meta }))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  if (!named) throw new Error('A workflow is in a state without a name for people.');
  return {
    name: named.path.at(-1) ?? '',
    meta: named.meta,
    escalation: regionValue(snapshot.value as StateValue, 'escalation') ?? 'none',
    ended: snapshot.status === 'done' || named.meta.closed === true,
  };
}

function regionValue(value: StateValue, region: string): string | null {
  if (typeof value === 'string') return null;
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) continue;
    const found = key === region && typeof inner === 'string' ? inner : regionValue(inner, region);
    if (found !== null) return found;
  }
  return null;
}

export function contextOf(snapshot: AnyMachineSnapshot): CaseContext {
  return snapshot.context as CaseContext;
}

/** The party behind an office that the case names. */
export function partyOf(party: Party | Office, { offices }: CaseContext): Party {
  if (party !== 'issuer' && party !== 'approver') return party;
  if (!offices) throw new Error(`The case names nobody as its ${party}.`);
  return offices[party];
}

/** Whether the act is one of the actor's role and, for a handler, of the actor's unit. */
export function mayDo(
  { by, units }: Pick<AnyEventDefinition, 'by' | 'units'>,
  { role, unitId }: Actor,
  { unitId: leading, coUnitIds }: CaseContext,
): boolean {
  if (!by.some((one) => one === role)) return false;
  if (role !== 'handler' && role !== 'handlerHead') return true;
  // While no unit has the case, it is the state that refuses a handler's act.
  const leads = (leading === null || unitId === leading) && units !== 'cooperating';
  return leads || (units !== undefined && unitId !== null && coUnitIds.includes(unitId));
}

/** An act that is open to an actor now. Guards look at the case and the actor, never at the payload. */
export function isOpen(
  workflow: WorkflowDefinition,
  snapshot: AnyMachineSnapshot,
  type: string,
  actor: Actor,
  on: string,
): boolean {
  const definition = workflow.events[type];
  if (!definition || !mayDo(definition, actor, contextOf(snapshot))) return false;
  // It leaves the case as it is, whatever that is.
  if (definition.opens !== undefined) return true;
  if (snapshot.status !== 'active') return false;
  return snapshot.can({ type, payload: definition.example, actor, on });
}

const taken = new WeakMap<AnyMachineSnapshot, ReadonlySet<string>>();

/** The events that some state of the case takes, whatever their guards say. */
export function eventsTaken(
  workflow: WorkflowDefinition,
  snapshot: AnyMachineSnapshot,
): ReadonlySet<string> {
  const model = modelOf(snapshot);
  const known = taken.get(model);
  if (known) return known;
  const types = new Set(
    activeNodes(workflow, model).flatMap(({ transitions }) => [...transitions.keys()]),
  );
  taken.set(model, types);
  return types;
}

function activeNodes({ machine }: WorkflowDefinition, { value }: AnyMachineSnapshot) {
  return getStateNodes(machine.root, value as StateValue);
}

/** How a case stands, as far as that decides which acts are offered. */
export interface Standing {
  readonly snapshot: AnyMachineSnapshot;
  readonly hands: Hands;
  /** Whether a term waits for service in another way. */
  readonly toServe?: boolean;
}

/**
 * Every act that is open to the actor now, but for those with a route of their own, those that are
 * for somebody else by what the actor has done, and those for which the policies leave no room.
 */
export function openActs(
  workflow: WorkflowDefinition,
  { snapshot, hands, toServe = false }: Standing,
  actor: Actor,
  on: string,
  policyOf: PolicyOf,
): readonly string[] {
  // Most acts are of other states; asking the machine about each would take longest.
  const now = eventsTaken(workflow, snapshot);
  return Object.entries(workflow.events).flatMap(([type, definition]) => {
    const { through, opens, serves, offeredUnder } = definition;
    return through === undefined &&
      (now.has(type) || opens !== undefined) &&
      isOpen(workflow, snapshot, type, actor, on) &&
      separatedBy(definition, actor, hands, contextOf(snapshot)) === null &&
      (serves !== true || toServe) &&
      (offeredUnder?.(policyOf) ?? true)
      ? [type]
      : [];
  });
}

/** Names of the guards that keep a known act from being open now. */
export function closedBy(
  workflow: WorkflowDefinition,
  snapshot: AnyMachineSnapshot,
  event: CaseEvent,
): readonly string[] {
  const machine: AnyStateMachine = workflow.machine;
  const guards = activeNodes(workflow, snapshot)
    .flatMap((node) => node.transitions.get(event.type) ?? [])
    .flatMap(({ guard }) => guardNames(guard));
  return [...new Set(guards)].filter((guard) => {
    const holds = machine.implementations.guards[guard];
    return (
      typeof holds === 'function' &&
      !holds({ context: contextOf(snapshot), event } as never, undefined)
    );
  });
}

export type { AnyMachineSnapshot };
