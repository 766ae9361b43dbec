import 'reflect-metadata';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import {
  ARRAY_MAX_SIZE,
  IS_ARRAY,
  IS_BOOLEAN,
  IS_INT,
  IS_LENGTH,
  IS_NOT_EMPTY,
  IS_NUMBER,
  IS_OBJECT,
  IS_STRING,
  MAX_LENGTH,
  ValidationTypes,
  getMetadataStorage,
} from 'class-validator';
import type { PayloadClass } from './event.js';
import { DAYS_AHEAD_RULE, type DayBounds } from './day-validators.js';

type Rules = Readonly<
  ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>
>;

/** What a class says of one of its properties, as far as its size and place go. */
export interface DeclaredProperty {
  readonly name: string;
  /** It may be left out; or, when that depends on others, class-validator is asked. */
  readonly optional: boolean;
  /** What is told when it is left out and must not be. */
  readonly missingRules: readonly string[];
  /** The class of the object, or of each object of the list, that it holds. */
  readonly nested: PayloadClass | null;
  readonly list: boolean;
  /** Items, where it says so. */
  readonly mostItems: number | null;
  /** Characters, where it says so. */
  readonly mostCharacters: number | null;
  /** Anything may stand in it; somebody else checks it. */
  readonly open: boolean;
  /** How far ahead of the day of the request it may lie, when it is a day. */
  readonly daysAhead: DayBounds | null;
  /** What a value is turned into before its rules are asked. */
  readonly transform: (value: unknown, key: string, object: object) => unknown;
}

/** The properties of a class by their names. */
export type DeclaredShape = ReadonlyMap<string, DeclaredProperty>;

/** Classes do not change once they are declared, and every request asks for them. */
const rules = new Map<PayloadClass, Rules>();
const shapes = new Map<PayloadClass, DeclaredShape>();

/** Every rule declared on a class or one that it extends. */
export function rulesOf(payload: PayloadClass): Rules {
  const known = rules.get(payload);
  if (known) return known;
  const found = getMetadataStorage().getTargetValidationMetadatas(payload, '', true, false);
  rules.set(payload, found);
  return found;
}

/** The class that stands behind a nested property. */
export function nestedType(payload: PayloadClass, property: string): PayloadClass {
  const declared = defaultMetadataStorage.findTypeMetadata(payload, property);
  if (!declared) {
    throw new TypeError(`${payload.name}.${property} is @ValidateNested() but has no @Type()`);
  }
  return declared.typeFunction() as PayloadClass;
}

/** The properties of a class, in the order of their declaration. */
export function shapeOf(payload: PayloadClass): DeclaredShape {
  const known = shapes.get(payload);
  if (known) return known;
  const names = new Set(rulesOf(payload).map(({ propertyName }) => propertyName));
  const found = new Map([...names].map((name) => [name, propertyOf(payload, name)]));
  shapes.set(payload, found);
  return found;
}

function propertyOf(payload: PayloadClass, name: string): DeclaredProperty {
  const own = rulesOf(payload).filter(({ propertyName }) => propertyName === name);
  const isNested = own.some(({ type }) => type === ValidationTypes.NESTED_VALIDATION);
  const isConditional = ({ type }: Rules[number]) =>
    type === ValidationTypes.CONDITIONAL_VALIDATION;
  const limit = (rule: string, place: number): number | null => {
    const constraint: unknown = own.find((each) => each.name === rule)?.constraints[place];
    return typeof constraint === 'number' ? constraint : null;
  };
  const ahead: unknown = own.find((each) => each.name === DAYS_AHEAD_RULE)?.constraints[0];
  return {
    name,
    optional: own.some(isConditional),
    missingRules: isNested ? ['isDefined'] : missingRulesOf(own),
    nested: isNested ? nestedType(payload, name) : null,
    list: own.some((each) => each.each || each.name === IS_ARRAY),
    mostItems: limit(ARRAY_MAX_SIZE, 0),
    mostCharacters: limit(MAX_LENGTH, 0) ?? limit(IS_LENGTH, 1),
    open: own.every((each) => isConditional(each) || each.name === IS_OBJECT),
    daysAhead: (ahead as DayBounds | undefined) ?? null,
    transform: transformOf(payload, name),
  };
}

/** What a property is, before what else is said of it. */
const kindsFirst = ['isEmail', IS_ARRAY, IS_STRING, IS_BOOLEAN, IS_INT, IS_NUMBER];

/** Clients know a missing field by the rule for what it should be, and a missing text as empty. */
function missingRulesOf(own: Rules): readonly string[] {
  const names = own.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const kind = kindsFirst.find((each) => names.includes(each));
  if (kind === IS_STRING && names.includes(IS_NOT_EMPTY)) return [IS_STRING, IS_NOT_EMPTY];
  return [kind ?? names.find((name) => name !== DAYS_AHEAD_RULE) ?? 'isDefined'];
}

/** class-transformer's own walk copies whatever it finds; of it only the declared turns are used. */
function transformOf(payload: PayloadClass, name: string): DeclaredProperty['transform'] {
  const type = TransformationType.PLAIN_TO_CLASS;
  const turns = defaultMetadataStorage.findTransformMetadatas(payload, name, type);
  return (value, key, obj) =>
    turns.reduce(
      (turned, { transformFn }) => transformFn({ value: turned, key, obj, type, options: {} }),
      value,
    );
}
