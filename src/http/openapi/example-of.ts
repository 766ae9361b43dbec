import type { Json } from '../../kernel/json.js';

type Schema = Readonly<Record<string, unknown>>;

const formats: Readonly<Record<string, string>> = {
  date: '2026-03-02',
  'date-time': '2026-03-02T01:00:00.000Z',
  uuid: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
};

/**
 * An example of a whole answer, put together from the examples of its properties; undefined where
 * a part has none.
 */
export function exampleOf(schema: Schema, schemas: Readonly<Record<string, unknown>>): unknown {
  const { $ref, example, allOf, oneOf, anyOf, properties, items } = schema;
  if (example !== undefined) return example;
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['const'] !== undefined) return schema['const'];
  if (typeof $ref === 'string') {
    const name = $ref.slice($ref.lastIndexOf('/') + 1);
    return exampleOf((schemas[name] ?? {}) as Schema, schemas);
  }
  if (Array.isArray(allOf)) {
    const parts = allOf.map((part: Schema) => exampleOf(part, schemas));
    return parts.length === 1 ? parts[0] : Object.assign({}, ...parts);
  }
  const [choice] = (oneOf ?? anyOf ?? []) as Schema[];
  if (choice) return exampleOf(choice, schemas);
  if (items) {
    const item = exampleOf(items as Schema, schemas);
    return item === undefined ? [] : [item];
  }
  if (properties) {
    const entries = Object.entries(properties as Record<string, Schema>)
      .map(([name, property]) => [name, exampleOf(property, schemas)] as const)
      .filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries);
  }
  const [first] = (schema['enum'] ?? []) as Json[];
  if (first !== undefined) return first;
  const { type, format, minimum } = schema;
  if (Array.isArray(type) && type.includes('null')) return null;
  if (type === 'boolean') return false;
  if (type === 'number' || type === 'integer') return minimum ?? 0;
  return formats[String(format)];
}
