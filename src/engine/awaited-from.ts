import type { Clock } from '../clocks/clock.entity.js';
import type { Party, StateMeta, WorkflowDefinition } from '../definition/index.js';
import { statesOf } from '../definition/describe-workflow.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { Case } from './case.entity.js';
import { expectsAnAct } from './expected-acts.js';
import { partyOf } from './machine-step.js';
import { contextIn } from './stored-snapshot.js';

/** Who is expected to act on a case now, and by which day. */
export interface Awaited {
  /** Null where nobody has to do anything. */
  readonly party: Party | null;
  /** The last day; null where none runs. */
  readonly until: BusinessDate | null;
}

/** What of a clock decides whether somebody is awaited by it. */
type Term = Pick<Clock, 'name' | 'owedBy' | 'status' | 'dueOn'>;

/**
 * From whom something is expected. A term that runs against the enterprise comes before whoever has
 * the case: silence on a payment that a handler has recorded counts against the enterprise, though
 * the handler works on. A term of which nobody is reminded (until when it may object, may sue) is a
 * possibility, and expects nothing.
 */
export function awaitedFrom(
  workflow: WorkflowDefinition,
  { state, snapshot }: Pick<Case, 'state' | 'snapshot'>,
  clocks: readonly Term[],
): Awaited {
  const running = clocks.filter(({ status }) => status === 'running');
  const own = running.filter(
    ({ name, owedBy }) => owedBy === 'enterprise' && expectsAnAct(workflow.clocks[name]),
  );
  if (own.length > 0) return { party: 'enterprise', until: firstDay(own) };
  const holder = metaOf(workflow, state)?.holder ?? null;
  if (holder === null) return { party: null, until: null };
  const party = partyOf(holder, contextIn(snapshot));
  const theirs = running.filter(
    ({ name, owedBy }) => isOfSide(owedBy, party) && expectsAnAct(workflow.clocks[name]),
  );
  return { party, until: firstDay(theirs) };
}

/** A unit and its head are one side. */
function isOfSide(party: string, holder: string): boolean {
  return party.replace(/Head$/, '') === holder.replace(/Head$/, '');
}

function firstDay(terms: readonly Term[]): BusinessDate | null {
  return terms.map(({ dueOn }) => dueOn).toSorted()[0] ?? null;
}

const states = new WeakMap<WorkflowDefinition, ReadonlyMap<string, StateMeta>>();

function metaOf(workflow: WorkflowDefinition, state: string): StateMeta | undefined {
  let known = states.get(workflow);
  if (!known) {
    known = new Map(statesOf(workflow.machine).map((meta) => [meta.name, meta]));
    states.set(workflow, known);
  }
  return known.get(state);
}
