import type { WorkflowDefinition } from '../../definition/index.js';
import { declaredFilterNames, declaredFilters } from '../../definition/declared-filters.js';
import type { Operation, Schema } from './open-api.js';

type Declare = (workflows: readonly WorkflowDefinition[]) => readonly string[];

/** Properties of answers, by name, whose values the workflows name, and where they do. */
export const declaredValues: Readonly<Record<string, Declare>> = {
  // A kind without the region is at rest.
  escalation: (workflows) =>
    distinct(['none', ...workflows.flatMap(({ escalation }) => keysOf(escalation?.levels))]),
  debtAge: (workflows) => distinct(workflows.flatMap(({ ledger }) => ledger?.ages ?? [])),
};

/** Puts the values that the workflows declare into the schemas of the answers that show them. */
export function nameDeclaredValues(
  schemas: Record<string, Schema | { readonly $ref: string }>,
  workflows: readonly WorkflowDefinition[],
): void {
  for (const schema of Object.values(schemas)) {
    if (!('properties' in schema)) continue;
    for (const [name, declare] of Object.entries(declaredValues)) {
      const property = schema.properties[name];
      if (!property || '$ref' in property) continue;
      const isNullable = [property.type].flat().some((type) => String(type) === 'null');
      property.enum = [...declare(workflows), ...(isNullable ? [null] : [])];
    }
  }
}

/** Puts them into the parameters of a list of cases. */
export function nameDeclaredFilters(
  { operationId = '', parameters = [] }: Operation,
  workflows: readonly WorkflowDefinition[],
): void {
  if (!['listCases', 'countCases'].includes(operationId)) return;
  for (const name of declaredFilterNames) {
    const parameter = parameters.find((it) => 'name' in it && it.name === name);
    if (!parameter || !('schema' in parameter)) continue;
    parameter.schema = { ...parameter.schema, enum: [...declaredFilters[name](workflows)] };
  }
}

function keysOf(record: object | undefined): readonly string[] {
  return Object.keys(record ?? {});
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
