import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { getMetadataStorage } from 'class-validator';
import '../app.module.js';
import { workflows } from '../../workflows/index.js';
import { askedOf, codesOf } from './asks.js';
import { rulesOf, shapeOf } from './declared-shape.js';
import type { PayloadClass } from './event.js';
import { fieldKindOf } from './field-kind.js';
import type { Label } from './label.js';
import { payloadSchema } from './payload-schema.js';

interface Storage {
  readonly validationMetadatas: ReadonlyMap<unknown, unknown>;
}

/** Every class with a rule on it: bodies, queries, forms, filings, acts, calculators. */
const classes = [...(getMetadataStorage() as unknown as Storage).validationMetadatas.keys()].filter(
  (target): target is PayloadClass => typeof target === 'function',
);

const properties = classes.flatMap((payload) =>
  [...shapeOf(payload).keys()].map((name) => [`${payload.name}.${name}`, payload, name] as const),
);

const CHINESE = /\p{Script=Han}/u;
/** English words within Chinese that are the thing's own name. */
const ownNames = /iCalendar/g;

/** What is wrong with a label; a code or an abbreviation alone is no word of either language. */
const faultsOf = ({ zh, en }: Label): readonly string[] => [
  ...(CHINESE.test(zh) ? [] : ['no Chinese']),
  ...(/[A-Za-z]{2}/.test(zh.replace(ownNames, '')) ? ['English within Chinese'] : []),
  ...(CHINESE.test(en) || /[（），。；“”]/.test(en) ? ['Chinese within English'] : []),
  ...(/[A-Za-z]/.test(en) ? [] : ['no English']),
];

describe('every property of every input', () => {
  it('has a label in both languages', () => {
    const nameless = properties.filter(([, payload, name]) => askedOf(payload, name) === null);
    expect(nameless.map(([place]) => place)).toEqual([]);
    expect(properties.length).toBeGreaterThan(300);
  });

  it('says labels and hints in the language that they are for', () => {
    const faults = properties.flatMap(([place, payload, name]) => {
      const { label, hint } = askedOf(payload, name) ?? {};
      return [label, hint].flatMap((words) =>
        words ? faultsOf(words).map((it) => [place, it]) : [],
      );
    });
    expect(faults).toEqual([]);
  });

  it('has a kind of field', () => {
    const vague = properties.filter(([, payload, name]) => fieldKindOf(payload, name) === null);
    expect(vague.map(([place]) => place)).toEqual([]);
  });

  it('says what each of its codes means, and none else', () => {
    for (const [place, payload, name] of properties) {
      const rules = rulesOf(payload).filter(
        (rule) => rule.propertyName === name && rule.name === 'isIn',
      );
      for (const { constraints } of rules) {
        const codes = (constraints[0] as readonly unknown[]).map(String);
        expect([place, Object.keys(codesOf(payload, name) ?? {})]).toEqual([
          place,
          expect.arrayContaining(codes),
        ]);
        expect(Object.keys(codesOf(payload, name) ?? {})).toHaveLength(codes.length);
      }
    }
  });

  it('says its codes in both languages', () => {
    const faults = properties.flatMap(([place, payload, name]) =>
      Object.entries(codesOf(payload, name) ?? {}).flatMap(([code, { channels = [], ...word }]) =>
        [word, ...channels].flatMap((each) => faultsOf(each).map((it) => [place, code, it])),
      ),
    );
    expect(faults).toEqual([]);
  });

  it('is nowhere called by a name that another one beside it has', () => {
    for (const payload of classes) {
      const names = [...shapeOf(payload).keys()].map((name) => askedOf(payload, name)?.label.zh);
      expect([payload.name, new Set(names).size]).toEqual([payload.name, names.length]);
    }
  });
});

/** Every object of a schema, with those inside it. */
function objectsIn(schema: unknown): readonly Record<string, unknown>[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const inside = Object.values(schema).flatMap(objectsIn);
  return 'additionalProperties' in schema ? [schema, ...inside] : inside;
}

describe('the schema of every act, filing and calculator', () => {
  const payloads = workflows.flatMap(({ key, events, filing, calculators = [] }) => [
    [`${key} filing`, filing.payload] as const,
    ...Object.entries(events).map(([type, { payload }]) => [`${key} ${type}`, payload] as const),
    ...calculators.map(({ input }) => [`${key} ${input.name}`, input] as const),
  ]);

  it.each(payloads)('of %s names each field', (_of, payload) => {
    for (const { properties: fields } of objectsIn(payloadSchema(payload))) {
      for (const [name, field] of Object.entries(fields as object)) {
        expect([name, field]).toEqual([
          name,
          expect.objectContaining({ 'x-label': expect.anything(), 'x-field': expect.any(String) }),
        ]);
        const { enum: codes, items } = field as { enum?: unknown; items?: { enum?: unknown } };
        const listed = [codes, items?.enum]
          .flat()
          .filter((code) => code !== undefined && code !== true);
        if (listed.length > 0) {
          expect([name, field]).toEqual([
            name,
            expect.objectContaining({ 'x-codes': expect.anything() }),
          ]);
        }
      }
    }
  });
});
