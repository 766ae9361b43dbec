type Schema = Readonly<Record<string, unknown>>;

/** A body that nobody means well with, as it is sent. */
export interface HostileBody {
  readonly what: string;
  readonly json: string;
}

/** Names that every object inherits. */
export const inheritedNames = Object.getOwnPropertyNames(Object.prototype);

const MIB = 1024 * 1024;
const zeros = (count: number): string => `[${'0,'.repeat(count - 1)}0]`;
const objects = (count: number): string => `[${'{},'.repeat(count - 1)}{}]`;
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const fields = (count: number): string =>
  Array.from({ length: count }, (_, index) => `"f${index}":0`).join(',');
const text = (part: string, length: number): string => JSON.stringify(part.repeat(length));

/** Whether a place is for a list, a text (a day among them) or for anything. */
type Fits = 'list' | 'text' | 'any';

/** One hostile value, put wherever it fits. */
const values: readonly (readonly [what: string, fits: Fits, json: string])[] = [
  ['1,000 zeros for each list', 'list', zeros(1_000)],
  ['8,000 zeros for each list', 'list', zeros(8_000)],
  ['40,000 empty objects for each list', 'list', objects(40_000)],
  ['100,000 levels for each value', 'any', nested(100_000)],
  ['a text of 100,000 characters for each text', 'text', text('x', 100_000)],
  ['30,000 marks for each text', 'text', text('\u0315\u0316', 15_000)],
  ['a noncharacter in each text', 'text', text('名\uffff', 1)],
  ['a control in each text', 'text', text('名\0', 1)],
  ['half a pair in each text', 'text', '"\\ud800"'],
  ['the end of all days', 'text', '"9999-12-31"'],
  ['the end of all moments', 'text', '"9999-12-31T23:59:59Z"'],
  ['the first of all days', 'text', '"0001-01-01"'],
  ['a day after the last that is taken', 'text', '"2200-01-01"'],
  ['null for each value', 'any', 'null'],
  ['an object for each value', 'any', '{"a":{}}'],
  ['a number beyond all', 'any', '1e308'],
  ...inheritedNames.map((name) => [`${name} for each text`, 'text', `"${name}"`] as const),
];

/** Whole bodies, whatever the operation takes. */
const bodies: readonly HostileBody[] = [
  { what: 'a list of lists', json: nested(MIB / 4) },
  { what: 'a list of 300,000 objects', json: objects(300_000) },
  { what: '50,000 unknown fields', json: `{${fields(50_000)}}` },
  { what: 'a name of 900,000 characters', json: `{${text('n', 900_000)}:0}` },
  { what: 'inherited names', json: `{${inheritedNames.map((name) => `"${name}":{}`).join(',')}}` },
  { what: 'a text', json: '"x"' },
  { what: 'a number', json: '7' },
  { what: 'null', json: 'null' },
  { what: 'no value', json: '' },
];

/** The bodies that an operation is sent; most of them up to a mebibyte. */
export function hostileBodies(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  example: object,
): readonly HostileBody[] {
  const own = variantsOf(schema, schemas).flatMap((variant) =>
    values.map(([what, fits, json]) => ({ what, json: filled(variant, schemas, fits, json) })),
  );
  const written = JSON.stringify(example);
  const beside = written === '{}' ? '' : `,${written.slice(1, -1)}`;
  const around = [
    { what: 'unknown fields beside its own', json: `{${fields(30_000)}${beside}}` },
    { what: 'depth beside its own fields', json: `{"deep":${nested(50_000)}${beside}}` },
  ];
  return [...bodies, ...around, ...own].filter(({ json }) => Buffer.byteLength(json) < MIB);
}

function resolved(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema {
  const { $ref } = schema;
  return typeof $ref === 'string' ? (schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {}) : schema;
}

/** Of what is told apart by a name, some: all have their classes walked by a spec of their own. */
function variantsOf(schema: Schema, schemas: Readonly<Record<string, Schema>>): Schema[] {
  const { oneOf } = resolved(schema, schemas);
  if (!Array.isArray(oneOf)) return [resolved(schema, schemas)];
  return oneOf.slice(0, 3).map((each: Schema) => resolved(each, schemas));
}

/** A body with the value wherever it fits; what tells variants apart stays as it is. */
function filled(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  fits: Fits,
  json: string,
): string {
  const { properties = {}, items, type, anyOf, const: only } = resolved(schema, schemas);
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(anyOf)) return filled(anyOf[0] as Schema, schemas, fits, json);
  if (type === 'object') {
    const members = Object.entries(properties as Record<string, Schema>).map(
      ([name, property]) => `"${name}":${filled(property, schemas, fits, json)}`,
    );
    return `{${members.join(',')}}`;
  }
  if (fits === 'any') return json;
  if (type === 'array')
    return fits === 'list' ? json : `[${filled(items as Schema, schemas, fits, json)}]`;
  if (fits === 'text' && type !== 'integer' && type !== 'number') return json;
  return type === 'integer' || type === 'number' ? '1' : '"x"';
}
