import type { PayloadClass, WorkflowDefinition } from '../../definition/index.js';
import { shapeOf } from '../../definition/declared-shape.js';
import type { SchemaCatalogue } from '../../definition/payload-schema.js';
import { BesideFiling } from '../../cases/complaint-contact.js';
import type { Json, JsonObject } from '../../kernel/json.js';
import type { RequestBody, Schema } from './open-api.js';

interface Variant {
  readonly value: string;
  readonly summary: string;
  readonly schema: JsonObject;
  readonly example: object;
}

/** The body of `POST /complaints`: the filing of each kind, told apart by `kind`. */
export function complaintBody(
  workflows: readonly WorkflowDefinition[],
  catalogue: SchemaCatalogue,
  schemas: Record<string, Schema>,
): RequestBody {
  const { properties: beside } = catalogue.describe(BesideFiling, '');
  const complaints = newest(workflows).filter(({ filing }) => filing.about === undefined);
  const variants = complaints.map(({ key, filing, label }): Variant => {
    const { properties, required = [] } = catalogue.describe(filing.payload, pascal(key));
    return {
      value: key,
      summary: label.en,
      schema: {
        type: 'object',
        properties: {
          kind: { const: key },
          ...(beside as JsonObject),
          ...(properties as JsonObject),
        },
        required: ['kind', ...(required as Json[])],
        additionalProperties: false,
      },
      example: { kind: key, ...filing.example },
    };
  });
  return oneOf('kind', 'Complaint', variants, schemas);
}

/** The body of `POST /measures`: what opens a case about complaints. */
export function measureBody(
  workflows: readonly WorkflowDefinition[],
  catalogue: SchemaCatalogue,
): RequestBody {
  const [measure] = measuresAmong(workflows);
  if (!measure) throw new Error('There is no workflow of measures.');
  const { payload, example } = measure.filing;
  const schema = catalogue.refTo(payload, '');
  return { required: true, content: { 'application/json': { schema, example } } };
}

/** The body of `POST /measures/{id}/events`: those of measures alone. */
export function measureEventBody(
  workflows: readonly WorkflowDefinition[],
  catalogue: SchemaCatalogue,
  schemas: Record<string, Schema>,
): RequestBody {
  const measures = measuresAmong(workflows);
  const { content } = eventBody(measures, catalogue, schemas);
  const { schema } = content['application/json'] ?? {};
  const example = { type: 'measure.approve', payload: {} };
  return {
    required: true,
    content: { 'application/json': { ...(schema && { schema }), example } },
  };
}

/** The workflows of measures. */
function measuresAmong(workflows: readonly WorkflowDefinition[]): readonly WorkflowDefinition[] {
  return newest(workflows).filter(({ key }) => key === 'measure');
}

/** The body of `POST /cases/{id}/events`: every event of every workflow, told apart by `type`. */
export function eventBody(
  workflows: readonly WorkflowDefinition[],
  catalogue: SchemaCatalogue,
  schemas: Record<string, Schema>,
): RequestBody {
  const types = new Set(workflows.flatMap(({ events }) => Object.keys(events)));
  const variants = [...types].flatMap((type): Variant[] => {
    const declared = workflows.flatMap(({ key, version, events }) => {
      const event = events[type];
      return event ? [{ event, namespace: `${pascal(key)}V${version}` }] : [];
    });
    const [first] = declared;
    if (!first) return [];
    const refs = declared.map(({ event, namespace }) => catalogue.refTo(event.payload, namespace));
    // The boot check sees to it that there are not two; an act with a route of its own has it there.
    const [scope] = declared.flatMap(({ event: { keyScope, through } }) =>
      keyScope === undefined || through !== undefined ? [] : [keyScope],
    );
    const distinct = refs.filter((ref, i) => refs.findIndex(({ $ref }) => $ref === ref.$ref) === i);
    return [
      {
        value: type,
        summary: first.event.label.en,
        schema: {
          type: 'object',
          properties: {
            type: { const: type },
            payload: distinct.length === 1 ? (distinct[0] ?? {}) : { anyOf: distinct },
          },
          // An act of which nothing has to be said is sent by its type alone.
          required: declared.every(({ event }) => hasRequired(event.payload))
            ? ['type', 'payload']
            : ['type'],
          additionalProperties: false,
          ...(scope !== undefined && { 'x-api-key-scope': scope }),
        },
        example: { type, payload: first.event.example },
      },
    ];
  });
  return oneOf('type', 'Event', variants, schemas);
}

function hasRequired(payload: PayloadClass): boolean {
  return [...shapeOf(payload).values()].some(({ optional }) => !optional);
}

function oneOf(
  propertyName: string,
  suffix: string,
  variants: readonly Variant[],
  schemas: Record<string, Schema>,
): RequestBody {
  const mapping: Record<string, string> = {};
  const examples: Record<string, { summary: string; value: object }> = {};
  for (const { value, summary, schema, example } of variants) {
    const name = pascal(value) + suffix;
    schemas[name] = schema;
    mapping[value] = `#/components/schemas/${name}`;
    examples[value] = { summary, value: example };
  }
  const refs = Object.values(mapping).map(($ref) => ({ $ref }));
  const schema = { oneOf: refs, discriminator: { propertyName, mapping } };
  return { required: true, content: { 'application/json': { schema, examples } } };
}

/** New complaints are filed under the newest version of their kind. */
function newest(workflows: readonly WorkflowDefinition[]): readonly WorkflowDefinition[] {
  return workflows.filter(
    ({ key, version }) => !workflows.some((other) => other.key === key && other.version > version),
  );
}

/** `supplement.request` → `SupplementRequest`. */
function pascal(name: string): string {
  return name
    .split('.')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
