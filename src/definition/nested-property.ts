import 'reflect-metadata';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { ValidationTypes, getMetadataStorage } from 'class-validator';
import type { PayloadClass } from './event.js';

/** A property of a payload class that holds another payload class, or a list of them. */
export interface NestedProperty {
  readonly name: string;
  readonly type: PayloadClass;
  readonly list: boolean;
  readonly optional: boolean;
}

type Rules = Readonly<
  ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>
>;

/** Classes do not change once they are declared, and every request asks for them. */
const rules = new Map<PayloadClass, Rules>();
const nested = new Map<PayloadClass, readonly NestedProperty[]>();

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

/** The nested properties of a class, in the order of their declaration. */
export function nestedProperties(payload: PayloadClass): readonly NestedProperty[] {
  const known = nested.get(payload);
  if (known) return known;
  const found = findNested(payload);
  nested.set(payload, found);
  return found;
}

function findNested(payload: PayloadClass): readonly NestedProperty[] {
  const declared = rulesOf(payload);
  const optional = new Set(
    declared
      .filter((rule) => rule.type === ValidationTypes.CONDITIONAL_VALIDATION)
      .map((rule) => rule.propertyName),
  );
  return declared
    .filter((rule) => rule.type === ValidationTypes.NESTED_VALIDATION)
    .map(({ propertyName, each }) => ({
      name: propertyName,
      type: nestedType(payload, propertyName),
      list: each,
      optional: optional.has(propertyName),
    }));
}
