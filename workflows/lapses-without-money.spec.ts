import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { timerIdsOf } from '../test/support/chart-story.js';
import { references } from '../test/support/references.js';
import {
  systemActor,
  type CaseEvent,
  type LedgerDefinition,
  type WorkflowDefinition,
} from '../src/definition/index.js';
import { advance, begin, contextOf, type AnyMachineSnapshot } from '../src/engine/machine-step.js';
import { workflows } from './index.js';
import { measureV1 } from './measure/measure.workflow.js';

const ON = '2026-03-02';
const MOST_STATES = 1_500;

const ledgered = workflows.flatMap((workflow) =>
  workflow.ledger ? [{ key: workflow.key, workflow, ledger: workflow.ledger }] : [],
);

const heardBy = ({ events }: WorkflowDefinition) =>
  Object.entries(events).filter(([, { through }]) => through === 'measure');

/** What time alone does to a case: its deadlines lapse, and it hears of those of others. */
function timed(workflow: WorkflowDefinition): readonly CaseEvent[] {
  return [
    ...timerIdsOf(workflow).map((type) => ({ type, payload: {} })),
    ...heardBy(workflow).map(([type, { example }]) => ({ type, payload: example })),
  ].map((event) => ({ ...event, actor: systemActor, on: ON }));
}

function acts(workflow: WorkflowDefinition, { context }: AnyMachineSnapshot): CaseEvent[] {
  const { unitId } = context as { unitId: string | null };
  return Object.entries(workflow.events).map(([type, { by, example }]) => {
    const role = by[0] ?? 'admin';
    const actor = { role, accountId: `account-of-${role}`, unitId, name: role };
    return { type, payload: example, actor, on: ON };
  });
}

/** Every combination of states that examples lead to, once. */
function* snapshotsOf(workflow: WorkflowDefinition): Generator<AnyMachineSnapshot> {
  const { filing } = workflow;
  const input = { filing: filing.example, on: ON, openAgainstRespondent: 0, ...references };
  const first = begin(workflow, filing.remembers?.(input as never));
  const known = new Set<string>();
  const waiting = [first.snapshot];
  for (let next = waiting.shift(); next && known.size < MOST_STATES; next = waiting.shift()) {
    const key = JSON.stringify([next.value, contextOf(next).closedFor]);
    if (known.has(key)) continue;
    known.add(key);
    yield next;
    for (const event of [...acts(workflow, next), ...timed(workflow)]) {
      if (next.can(event)) waiting.push(advance(workflow, next, event).snapshot);
    }
  }
}

/** The case as filed, put into the state in which the deadline runs. */
function standingBefore(workflow: WorkflowDefinition, type: string): AnyMachineSnapshot {
  const [first] = snapshotsOf(workflow);
  const [, , , , whole = '', region = '', ...inner] = type.split('.');
  const state = inner.reduceRight<object | string>(
    (nested, name) => (nested === '' ? name : { [name]: nested }),
    '',
  );
  const regions = (first?.value as Readonly<Record<string, object>>)[whole];
  const value = { [whole]: { ...regions, [region]: state } };
  return workflow.machine.resolveState({ value, context: first?.context as object } as never);
}

const linesOf = ({ lines }: LedgerDefinition, snapshot: AnyMachineSnapshot) =>
  lines(contextOf(snapshot) as never).length;

describe.each(ledgered)('in $key', ({ workflow, ledger }) => {
  const lapsed = new Map<string, number>();
  let acted = 0;
  for (const snapshot of snapshotsOf(workflow)) {
    const before = linesOf(ledger, snapshot);
    const added = (event: CaseEvent) =>
      linesOf(ledger, advance(workflow, snapshot, event).snapshot) - before;
    for (const event of timed(workflow).filter((each) => snapshot.can(each))) {
      lapsed.set(event.type, (lapsed.get(event.type) ?? 0) + added(event));
    }
    acted += acts(workflow, snapshot)
      .filter((each) => snapshot.can(each))
      .reduce((sum, each) => sum + added(each), 0);
  }

  it('each deadline lapses somewhere, and none writes a line of the ledger', () => {
    const elsewhere = timerIdsOf(workflow).filter((type) => !lapsed.has(type));
    // Where examples alone do not lead.
    for (const type of elsewhere) {
      const snapshot = standingBefore(workflow, type);
      const event = { type, payload: {}, actor: systemActor, on: ON };
      expect(snapshot.can(event)).toBe(true);
      const after = advance(workflow, snapshot, event).snapshot;
      lapsed.set(type, linesOf(ledger, after) - linesOf(ledger, snapshot));
    }
    expect(lapsed.size).toBe(timerIdsOf(workflow).length + heardBy(workflow).length);
    expect([...lapsed].filter(([, added]) => added !== 0)).toEqual([]);
  });

  it('acts of people do', () => {
    expect(acted).toBeGreaterThan(0);
  });
});

describe.each(workflows)('in $key@$version', (workflow) => {
  it('no deadline issues a document: those belong to acts', () => {
    const issuing = Object.entries(workflow.events).flatMap(([type, { document }]) =>
      document ? [type] : [],
    );
    expect(issuing.filter((type) => timerIdsOf(workflow).includes(type))).toEqual([]);
    const heard = issuing.filter((type) => workflow.events[type]?.through === 'measure');
    expect(heard).toEqual([]);
  });
});

describe('a measure, which deadlines propose,', () => {
  it('has a final state for one that should not have been opened', () => {
    const { filing, machine } = measureV1;
    expect(machine.root.states[filing.about?.takenBackAs ?? '']?.type).toBe('final');
  });
});
