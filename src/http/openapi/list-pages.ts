import { LISTED, MOST_ITEMS } from '../listed.js';
import type { Operation, Schema } from './open-api.js';

type Schemas = Record<string, Schema>;
type Described = Exclude<Schema, { $ref: string }>;

const limit = {
  name: 'limit',
  in: 'query' as const,
  required: false,
  schema: { type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: MOST_ITEMS },
};
const cursor = {
  name: 'cursor',
  in: 'query' as const,
  required: false,
  schema: { type: 'string', description: 'The `nextCursor` of an earlier page' },
};

type Marked = Operation & { [LISTED]?: boolean };

/** How to ask for a page of a list that is handed out in pages. */
export function describePages(operation: Operation): void {
  if ((operation as Marked)[LISTED] !== true) return;
  operation.parameters = [...(operation.parameters ?? []), limit, cursor];
}

/** Says of a list how long it is at most, and how its answer tells that there is more. */
export function describeList(operation: Operation, schemas: Schemas): void {
  const view = viewOf(operation, schemas);
  const items = view?.properties?.['items'];
  const most = longestPage(operation);
  if (!view || !items || most === null || '$ref' in items || items.type !== 'array') return;
  items.maxItems ??= most;
  const marked = operation as Marked;
  if (marked[LISTED] !== true) return;
  delete marked['x-listed'];
  view.properties = { ...view.properties, nextCursor };
  view.required = [...new Set([...(view.required ?? []), 'nextCursor'])];
}

const nextCursor: Schema = {
  type: ['string', 'null'],
  description: 'Null at the end of the list',
  example: null,
};

function viewOf({ responses }: Operation, schemas: Schemas): Described | null {
  const answer = responses['200'];
  const schema = answer && 'content' in answer ? answer.content['application/json']?.schema : null;
  if (!schema) return null;
  const named = '$ref' in schema ? schemas[schema.$ref.split('/').at(-1) ?? ''] : schema;
  return named && !('$ref' in named) ? named : null;
}

function longestPage({ parameters = [] }: Operation): number | null {
  const asked = parameters.find((each) => 'name' in each && each.name === 'limit');
  const schema = asked && 'schema' in asked ? asked.schema : undefined;
  const most = schema && 'maximum' in schema ? schema.maximum : undefined;
  return most ?? null;
}
