import type { Label, LegalBasis } from '../../../src/definition/index.js';
import type { JsonObject } from '../../../src/kernel/json.js';

/** Parts of answers as JSON Schema 2020-12. */
const described = (description?: string): JsonObject =>
  description === undefined ? {} : { description };

export const text = (example: string, description?: string): JsonObject => ({
  type: 'string',
  example,
  ...described(description),
});

export const date = (description?: string): JsonObject => ({
  ...text('2026-10-09', description),
  format: 'date',
});

export const money = (description?: string): JsonObject => ({
  ...text('1000000.00', description),
  pattern: '^\\d+\\.\\d{2}$',
});

export const count = (description?: string): JsonObject => ({
  type: 'integer',
  ...described(description),
});

export const flag = (description?: string): JsonObject => ({
  type: 'boolean',
  ...described(description),
});

export const oneOf = (values: readonly string[], description?: string): JsonObject => ({
  type: 'string',
  enum: values,
  ...described(description),
});

export const list = (items: JsonObject, description?: string): JsonObject => ({
  type: 'array',
  items,
  ...described(description),
});

/** All of its properties are always there but for those named optional. */
export const object = (
  properties: Readonly<Record<string, JsonObject>>,
  optional: readonly string[] = [],
): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

export const nullable = (schema: JsonObject): JsonObject => ({ anyOf: [schema, { type: 'null' }] });

export const percent = (description = 'Percent'): JsonObject => text('3.85', description);

const words = { zh: text('自然日'), en: text('calendar day') };

export const label = object(words);

export const basis = object(
  {
    instrument: label,
    article: text('17'),
    url: text('https://www.gov.cn/'),
    mark: oneOf(['law', 'policy']),
  },
  ['article', 'url'],
);

/** A remark on a figure: what it rests on, or why there is none. `policy` is no law. */
export interface Remark extends Label {
  readonly basis: LegalBasis;
}

export const remarks = list(
  object({ ...words, basis }),
  'What the figures rest on; `policy` marks a reading or a choice of the platform, not law.',
);
