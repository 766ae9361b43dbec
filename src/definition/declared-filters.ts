import { statesOf } from './describe-workflow.js';
import type { WorkflowDefinition } from './workflow.js';

/** What the workflows name, by which cases are asked for; each value once. */
export const declaredFilters = {
  kind: (workflows) => distinct(workflows.map(({ key }) => key)),
  state: (workflows) =>
    distinct(workflows.flatMap(({ machine }) => statesOf(machine).map(({ name }) => name))),
  closedFor: (workflows) =>
    distinct(workflows.flatMap(({ closingGrounds }) => Object.keys(closingGrounds ?? {}))),
} as const satisfies Readonly<
  Record<string, (workflows: readonly WorkflowDefinition[]) => readonly string[]>
>;

export type DeclaredFilter = keyof typeof declaredFilters;

export const declaredFilterNames = Object.keys(declaredFilters) as DeclaredFilter[];

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
