import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { createMachine, type AnyMachineSnapshot } from 'xstate';
import { arrearsV1 } from '../../workflows/arrears/arrears.workflow.js';
import { emptyLedger } from '../../workflows/arrears/ledger/ledger.js';
import { promiseV1 } from '../../workflows/promise/promise.workflow.js';
import type { CaseEvent, WorkflowDefinition } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { advance, begin, publicState } from './machine-step.js';
import { modelOf, persisted, restored } from './stored-snapshot.js';

const on = '2026-03-02';
const remembered = { ledger: emptyLedger, size: null, openAgainstRespondent: 0 };

/** Snapshots of many states, each reached by acts with their examples and by deadlines. */
function walk(workflow: WorkflowDefinition, most = 150): readonly AnyMachineSnapshot[] {
  const first = begin(workflow, remembered as unknown as JsonObject).snapshot;
  const met = new Map([[JSON.stringify(first.value), first]]);
  for (const snapshot of met.values()) {
    for (const event of eventsFor(workflow, snapshot)) {
      if (met.size === most) return [...met.values()];
      const after = advance(workflow, snapshot, event).snapshot;
      const states = JSON.stringify(after.value);
      if (!met.has(states)) met.set(states, after);
    }
  }
  return [...met.values()];
}

function eventsFor(workflow: WorkflowDefinition, snapshot: AnyMachineSnapshot): CaseEvent[] {
  const acts = Object.entries(workflow.events).map(([type, { by, example }]) => {
    const role = by[0] ?? ('system' as const);
    const actor = { role, unitId: 'lead', accountId: `account-of-${role}`, name: role };
    return { type, payload: example, actor, on };
  });
  return acts.filter((event) => snapshot.can(event));
}

/** What a case goes on with, in an order of its own. */
const seen = (workflow: WorkflowDefinition, snapshot: AnyMachineSnapshot) => ({
  status: snapshot.status,
  value: snapshot.value as unknown,
  tags: [...snapshot.tags].sort(),
  context: snapshot.context as unknown,
  historyValue: snapshot.historyValue as unknown,
  meta: snapshot.getMeta() as unknown,
  open: eventsFor(workflow, snapshot).map(({ type }) => type),
  effects: eventsFor(workflow, snapshot).map((event) => advance(workflow, snapshot, event).effects),
});

describe.each([promiseV1, arrearsV1])('a snapshot of $key that was stored', (workflow) => {
  const snapshots = walk(workflow);
  const { machine } = workflow;
  const stored = (snapshot: AnyMachineSnapshot): JsonObject =>
    JSON.parse(JSON.stringify(persisted(workflow, snapshot))) as JsonObject;

  it('is what XState stores', () => {
    expect(snapshots.length).toBeGreaterThan(30);
    for (const snapshot of snapshots) {
      expect(stored(snapshot)).toEqual(
        JSON.parse(JSON.stringify(machine.getPersistedSnapshot(snapshot))),
      );
    }
  });

  it('goes on as the one that XState restores, after another case in the same states too', () => {
    for (const snapshot of snapshots) {
      const whole = machine.restoreSnapshot(stored(snapshot) as never, undefined as never);
      const once = restored(workflow, stored(snapshot));
      const again = restored(workflow, stored(snapshot));
      expect(again).not.toBe(once);
      expect(modelOf(again)).toBe(modelOf(once));
      expect(seen(workflow, once)).toEqual(seen(workflow, whole));
      expect(seen(workflow, again)).toEqual(seen(workflow, whole));
      expect(publicState(again)).toEqual(publicState(whole));
    }
  });

  it('has the memory of its own case', () => {
    const [snapshot] = snapshots;
    if (!snapshot) throw new Error('No snapshot.');
    const own = { ...stored(snapshot), context: { ...snapshot.context, unitId: 'another' } };
    restored(workflow, stored(snapshot));
    expect(restored(workflow, own).context).toMatchObject({ unitId: 'another' });
    expect(restored(workflow, stored(snapshot)).context).toMatchObject({ unitId: null });
    expect(modelOf(restored(workflow, own)).context).toEqual({});
  });
});

describe('a chart that remembers where it was', () => {
  const machine = createMachine({
    initial: 'working',
    states: {
      working: {
        initial: 'early',
        states: {
          early: { on: { go: 'late' } },
          late: {},
          before: { type: 'history', history: 'deep' },
        },
        on: { stop: 'waiting' },
      },
      waiting: { on: { go: 'working.before' } },
    },
  });
  const workflow = { machine } as unknown as WorkflowDefinition;
  const actor = { role: 'system', accountId: null, unitId: null, name: 'system' } as const;
  const after = (snapshot: AnyMachineSnapshot, ...types: readonly string[]) =>
    types.reduce(
      (now, type) => advance(workflow, now, { type, payload: {}, actor, on }).snapshot,
      snapshot,
    );
  const stored = (snapshot: AnyMachineSnapshot) =>
    JSON.parse(JSON.stringify(persisted(workflow, snapshot))) as JsonObject;

  it('goes on where each case was, not where another one was', () => {
    const first = begin(workflow).snapshot;
    const early = stored(after(first, 'stop'));
    const late = stored(after(first, 'go', 'stop'));
    expect(after(restored(workflow, early), 'go').value).toEqual({ working: 'early' });
    expect(after(restored(workflow, late), 'go').value).toEqual({ working: 'late' });
    expect(after(restored(workflow, stored(first)), 'stop', 'go').value).toEqual({
      working: 'early',
    });
  });
});
