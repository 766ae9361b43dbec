import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { CaseContext, WorkflowDefinition } from '../definition/index.js';
import type { Json, JsonObject } from '../kernel/json.js';

/** States in their combinations; a chart has some hundreds that cases are ever in. */
const MOST_STATES = 2_000;

/** Snapshots by what is stored of them: one event restores the same one for several readers. */
const live = new WeakMap<JsonObject, AnyMachineSnapshot>();
const models = new WeakMap<AnyStateMachine, Map<string, AnyMachineSnapshot>>();
const modelOfSnapshot = new WeakMap<AnyMachineSnapshot, AnyMachineSnapshot>();

/** What is stored of a snapshot: what XState's `getPersistedSnapshot` gives. */
export function persisted({ machine }: WorkflowDefinition, snapshot: AnyMachineSnapshot) {
  const stored = isPlain(snapshot)
    ? plainlyStored(snapshot)
    : (machine.getPersistedSnapshot(snapshot, {}) as unknown as JsonObject);
  live.set(stored, snapshot);
  return stored;
}

/** What the machine remembers, where nothing else of the snapshot is asked for. */
export function contextIn(stored: JsonObject): CaseContext {
  return stored['context'] as unknown as CaseContext;
}

/**
 * The snapshot of a case as `restoreSnapshot` gives it. That resolves every state node anew, so
 * where another case has been in these states, its nodes are taken.
 */
export function restored({ machine }: WorkflowDefinition, stored: JsonObject): AnyMachineSnapshot {
  const known = live.get(stored);
  if (known) return known;
  const snapshot = likeModel(machine, stored) ?? restoredAnew(machine, stored);
  live.set(stored, snapshot);
  return snapshot;
}

/**
 * The snapshot that was met first in the same states, without its case's memory. Thousands of cases
 * stand where another one stands: what does not depend on their memory is worked out once.
 */
export function modelOf(snapshot: AnyMachineSnapshot): AnyMachineSnapshot {
  const known = modelOfSnapshot.get(snapshot);
  if (known) return known;
  const ofMachine = modelsOf(snapshot.machine);
  const key = keyOf(snapshot.status, snapshot.value as Json);
  let model = ofMachine.get(key);
  if (!model) {
    model = { ...snapshot, context: {} } as AnyMachineSnapshot;
    if (ofMachine.size >= MOST_STATES) ofMachine.clear();
    ofMachine.set(key, model);
  }
  modelOfSnapshot.set(snapshot, model);
  return model;
}

function likeModel(machine: AnyStateMachine, stored: JsonObject): AnyMachineSnapshot | null {
  const { status, value, historyValue, context } = stored;
  if (!isPlain({ status, historyValue })) return null;
  const model = modelsOf(machine).get(keyOf(status, value));
  if (!model || !isPlain(model)) return null;
  const snapshot = { ...model, context } as AnyMachineSnapshot;
  modelOfSnapshot.set(snapshot, model);
  return snapshot;
}

function restoredAnew(machine: AnyStateMachine, stored: JsonObject): AnyMachineSnapshot {
  // The second argument is for actors that the machine invokes, and workflows may not invoke any.
  const snapshot: AnyMachineSnapshot = machine.restoreSnapshot(stored as never, undefined as never);
  modelOf(snapshot);
  return snapshot;
}

/** Whether a snapshot holds nothing besides its states and the case's memory. */
function isPlain({ status, historyValue }: { status?: unknown; historyValue?: unknown }): boolean {
  return status === 'active' && Object.keys(historyValue ?? {}).length === 0;
}

/** XState looks through the whole memory for actors, of which a workflow has none. */
function plainlyStored({ status, value, context }: AnyMachineSnapshot): JsonObject {
  const memory = context as JsonObject;
  return { status, value: value as JsonObject, historyValue: {}, context: memory, children: {} };
}

function modelsOf(machine: AnyStateMachine): Map<string, AnyMachineSnapshot> {
  const known = models.get(machine);
  if (known) return known;
  const none = new Map<string, AnyMachineSnapshot>();
  models.set(machine, none);
  return none;
}

const keyOf = (...states: readonly [status?: Json, value?: Json]): string => JSON.stringify(states);
