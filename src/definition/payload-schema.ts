import { IS_ISO8601, IS_NOT_EMPTY, MAX, MIN, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import type { JsonObject } from '../kernel/json.js';
import { askedOf, codesOf } from './asks.js';
import type { PayloadClass } from './event.js';
import { DAYS_AHEAD_RULE, DAYS_TYPED, type DayBounds } from './day-validators.js';
import { nestedType } from './declared-shape.js';
import { fieldKindOf } from './field-kind.js';

type Converters = NonNullable<
  NonNullable<Parameters<typeof targetConstructorToSchema>[1]>['additionalConverters']
>;

/** The shape of a value as JSON Schema 2020-12, the dialect of OpenAPI 3.1. */
export type JsonSchema = JsonObject;

/** How the product's own rules (validators.ts) read as JSON Schema. */
const ownRules: Converters = {
  isBusinessDate: {
    type: 'string',
    format: 'date',
    description: `A calendar date in China, from ${DAYS_TYPED.first} to ${DAYS_TYPED.last}.`,
    'x-minimum': DAYS_TYPED.first,
    'x-maximum': DAYS_TYPED.last,
    example: '2026-03-02',
  },
  isMoment: { type: 'string', format: 'date-time', example: '2026-03-02T09:30:00+08:00' },
  [DAYS_AHEAD_RULE]: ({ constraints }) => {
    const { yearsAhead } = constraints[0] as DayBounds;
    return yearsAhead === undefined ? {} : { 'x-years-ahead': yearsAhead };
  },
  isMoney: {
    type: 'string',
    pattern: '^(0|[1-9]\\d{0,10}|100000000000(?=\\.00$))\\.\\d{2}$',
    description: 'Yuan with two decimal places, at most 100 billion.',
    example: '1000000.00',
  },
  isPositiveMoney: {
    type: 'string',
    pattern: '^(?!0\\.00$)(0|[1-9]\\d{0,10}|100000000000(?=\\.00$))\\.\\d{2}$',
    description: 'Yuan above zero, with two decimal places, at most 100 billion.',
    example: '1000000.00',
  },
  isPercent: {
    type: 'string',
    pattern: '^(100(\\.0{1,4})?|\\d{1,2}(\\.\\d{1,4})?)$',
    description: 'Percent per year.',
    example: '3.85',
  },
  isGuangxiDivision: {
    type: 'string',
    pattern: '^45(0000|(0[1-9]|1[0-4])\\d{2})$',
    description: 'A division of Guangxi by GB/T 2260.',
    example: '450100',
  },
  isUscc: {
    type: 'string',
    pattern: '^[0-9A-HJ-NPQRTUWXY]{2}\\d{6}[0-9A-HJ-NPQRTUWXY]{10}$',
    description: 'Unified social credit code with a right check digit (GB 32100-2015).',
    example: '91450100MA0TEXT013',
  },
  isName: {
    type: 'string',
    description: 'A name of one line: no hidden characters, links or e-mail addresses.',
  },
  isLine: { type: 'string', description: 'One line without hidden characters.' },
  isText: { type: 'string' },
  // Not `url`, which is no format of JSON Schema.
  isUrl: { type: 'string', format: 'uri' },
  isEmail: {
    type: 'string',
    format: 'email',
    description: 'ASCII, without quotes, at a domain with a dot.',
  },
};

/** A property's rules in the order they stand; `number` would otherwise hide `integer`. */
const correctedRules: Converters = {
  [MIN]: ({ constraints }) => ({ minimum: Number(constraints[0]) }),
  [MAX]: ({ constraints }) => ({ maximum: Number(constraints[0]) }),
  // Said of objects too, where it means "given" and nothing about a length.
  [IS_NOT_EMPTY]: (rule) => (rule.each || isText(rule) ? { minLength: 1 } : {}),
  // With one schema for both a date and an instant each would fit twice.
  [IS_ISO8601]: { type: 'string', format: 'date-time' },
  // A rule without a schema of its own is told by its error, not by the schema.
  [ValidationTypes.CUSTOM_VALIDATION]: {},
};

/** The schema of a class, with the classes inside it written out where they stand. */
export function payloadSchema(payload: PayloadClass): JsonSchema {
  return schemaOf(payload, payloadSchema);
}

/** The schemas of many classes under stable names, referring to each other. */
export class SchemaCatalogue {
  private readonly names = new Map<PayloadClass, string>();
  private readonly byName = new Map<string, JsonSchema>();

  /** `namespace` sets a class apart from another one of the same name. */
  refTo(payload: PayloadClass, namespace: string): { readonly $ref: string } {
    let name = this.names.get(payload);
    if (name === undefined) {
      name = this.byName.has(payload.name) ? namespace + payload.name : payload.name;
      if (this.byName.has(name)) throw new Error(`Two payload classes are called ${name}`);
      this.names.set(payload, name);
      // Taken before the parts are described, so that none of them takes the name.
      this.byName.set(name, {});
      this.byName.set(name, this.describe(payload, namespace));
    }
    return { $ref: `#/components/schemas/${name}` };
  }

  /** The schema of a class itself; only the classes inside it are named and referred to. */
  describe(payload: PayloadClass, namespace: string): JsonSchema {
    return schemaOf(payload, (nested) => this.refTo(nested, namespace));
  }

  get schemas(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries(this.byName);
  }
}

function schemaOf(
  payload: PayloadClass,
  describe: (nested: PayloadClass) => JsonSchema,
): JsonSchema {
  const generated = targetConstructorToSchema(payload, {
    additionalConverters: {
      ...ownRules,
      ...correctedRules,
      [ValidationTypes.NESTED_VALIDATION]: ({ propertyName }) =>
        describe(nestedType(payload, propertyName)),
    },
  });
  // Where the examples of the properties make no sense together, the class has one of its own.
  const { properties = {}, required, example } = generated as JsonObject;
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(properties as JsonObject).map(([name, property]) => [
        name,
        { ...(property as JsonObject), ...wordsFor(payload, name) },
      ]),
    ),
    ...(required !== undefined && { required }),
    ...(example !== undefined && { example }),
    additionalProperties: false,
  };
}

/** What a form needs to know of a property beside its rules: name, hint, kind, codes. */
function wordsFor(payload: PayloadClass, name: string): JsonObject {
  const { label, hint } = askedOf(payload, name) ?? {};
  const field = fieldKindOf(payload, name);
  const codes = codesOf(payload, name);
  return {
    ...(label && { 'x-label': plain(label) }),
    ...(hint && { 'x-hint': plain(hint) }),
    ...(label && field && { 'x-field': field }),
    ...(codes && { 'x-codes': plain(codes) }),
  };
}

/** A declaration as JSON, apart from the objects that it was declared by. */
const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

function isText({ target, propertyName }: { target: unknown; propertyName: string }): boolean {
  if (typeof target !== 'function') return false;
  const prototype = target.prototype as object;
  return Reflect.getMetadata('design:type', prototype, propertyName) === String;
}
