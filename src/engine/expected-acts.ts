import type { ClockDefinition, Party, WorkflowDefinition } from '../definition/index.js';
import { statesOf } from '../definition/describe-workflow.js';

/**
 * Whether a term expects an act of whoever owes it. One of which nobody is reminded (until when the
 * enterprise may object, may sue) is a possibility, and expects nothing.
 */
export function expectsAnAct(definition: ClockDefinition | undefined): boolean {
  if (!definition || definition.right === true) return false;
  return definition.metBy.length > 0 || Object.keys(definition.stages).length > 0;
}

/** The terms that expect an act, as `kind.clock`, of all versions. */
export function expectingClocks(workflows: readonly WorkflowDefinition[]): readonly string[] {
  const names = workflows.flatMap(({ key, clocks }) =>
    Object.entries(clocks).flatMap(([name, definition]) =>
      expectsAnAct(definition) ? [`${key}.${name}`] : [],
    ),
  );
  return [...new Set(names)];
}

/** The states in which a party has the case, as `kind.state`, of all versions. */
export function statesHeldBy(
  workflows: readonly WorkflowDefinition[],
  party: Party,
): readonly string[] {
  const states = workflows.flatMap(({ key, machine }) =>
    statesOf(machine).flatMap(({ name, holder }) => (holder === party ? [`${key}.${name}`] : [])),
  );
  return [...new Set(states)];
}
