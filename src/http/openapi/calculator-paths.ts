import type { OpenAPIObject } from '@nestjs/swagger';
import type { AnyCalculatorDefinition, WorkflowDefinition } from '../../definition/index.js';
import type { SchemaCatalogue } from '../../definition/payload-schema.js';
import type { Operation, Schema } from './open-api.js';

const PLACE = '/calculators/{name}';

/** In place of the one route that serves them all, each calculator under its own address. */
export function describeCalculators(
  document: OpenAPIObject,
  workflows: readonly WorkflowDefinition[],
  catalogue: SchemaCatalogue,
): void {
  const path = Object.keys(document.paths).find((each) => each.endsWith(PLACE));
  const served = path === undefined ? undefined : document.paths[path]?.post;
  if (path === undefined || !served) return;
  const all = new Map(
    workflows.flatMap(({ calculators = [] }) => calculators.map((each) => [each.name, each])),
  );
  const described = [...all].map(([name, calculator]) => [
    path.replace('{name}', name),
    { post: operationOf(served, calculator, catalogue) },
  ]);
  const others = Object.entries(document.paths).filter(([each]) => each !== path);
  document.paths = Object.fromEntries([...others, ...described]) as OpenAPIObject['paths'];
}

function operationOf(
  served: Operation,
  { name, label, basis, input, example, answer }: AnyCalculatorDefinition,
  catalogue: SchemaCatalogue,
): Operation {
  const { en, zh } = basis.instrument;
  const article = basis.article === undefined ? '' : `, Article ${basis.article}`;
  const json = (schema: object, value?: object) => ({
    'application/json': { schema: schema as Schema, ...(value && { example: value }) },
  });
  return {
    ...served,
    operationId: `calculate${pascal(name)}`,
    summary: label.en,
    description: `${label.zh}. ${en}${article} (${zh}).`,
    parameters: [],
    requestBody: { required: true, content: json(catalogue.refTo(input, ''), example) },
    responses: {
      ...served.responses,
      200: { description: 'The figures and how they came about.', content: json(answer) },
    },
  };
}

/** `due-date` → `DueDate`. */
function pascal(name: string): string {
  return name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
