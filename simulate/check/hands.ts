import type { Actor, CaseContext, WorkflowDefinition } from '../../src/definition/index.js';
import { canonicalJson } from '../../src/kernel/canonical-json.js';
import type { CaseRecords } from './records.js';

/**
 * Acts that were done by who may not have done them, told from the history alone: who asked,
 * proposed or approved is looked up among the entries before. `before` is the memory of the case
 * before each entry.
 */
export function unlawfulHands(
  { events }: WorkflowDefinition,
  { record, history }: CaseRecords,
  before: readonly (CaseContext | null)[],
): readonly string[] {
  const hands = new Map<string, readonly string[]>();
  const found: string[] = [];
  for (const [index, { seq, event, actor }] of history.entries()) {
    for (const { act, where } of events[event]?.apartFrom ?? []) {
      const memory = before[index] ?? null;
      const both = (hands.get(act) ?? []).some((id) => people(actor).includes(id));
      if (both && memory !== null && (where?.holds(memory as never) ?? true)) {
        found.push(`entry ${seq}, ${event}, was done by who did ${act}`);
      }
    }
    hands.set(event, people(actor));
  }
  const watched = new Set(
    Object.values(events).flatMap(({ apartFrom = [] }) => apartFrom.map(({ act }) => act)),
  );
  const told = Object.fromEntries([...hands].filter(([act]) => watched.has(act)));
  if (canonicalJson(told) !== canonicalJson(record.hands)) {
    found.push('the stored hands are not those of the history');
  }
  return found;
}

function people({ accountId, onBehalfOf }: Actor): readonly string[] {
  return [accountId, onBehalfOf ?? null].filter((id) => id !== null);
}
