import type { InputError } from '../kernel/domain-error.js';
import type { PayloadClass } from './event.js';
import { nestedProperties } from './nested-property.js';

/** Deeper than any declared payload; a body of brackets must not exhaust the stack. */
const MAX_DEPTH = 16;

/** NUL and half of a surrogate pair: JSON can write them, and no database can store them. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

/** `claim` + `items` → `claim.items`, and an index → `claim.items[0]`. */
export function pathTo(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return parent ? `${parent}.${key}` : key;
}

/** Whether the value is a JSON object: neither null nor a list. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What no input may contain, whatever its class: names that every object inherits (class-validator
 * takes `hasOwnProperty` for a declared field), null for "absent", characters that cannot be
 * stored, and endless nesting.
 */
export function forbiddenParts(value: unknown, path = '', depth = 0): InputError[] {
  if (value === null) {
    return [{ path, rule: 'notNull', message: 'must be left out instead of being null' }];
  }
  if (typeof value === 'string' && UNSTORABLE.test(value)) {
    return [{ path, rule: 'isStorable', message: 'must not contain NUL or half a character' }];
  }
  if (typeof value !== 'object') return [];
  if (depth >= MAX_DEPTH) {
    return [{ path, rule: 'maxDepth', message: `must not nest deeper than ${MAX_DEPTH} levels` }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => forbiddenParts(item, pathTo(path, index), depth + 1));
  }
  return Object.entries(value).flatMap(([key, child]) =>
    key in Object.prototype
      ? [{ path: pathTo(path, key), rule: 'unknownField', message: 'is not a known field' }]
      : forbiddenParts(child, pathTo(path, key), depth + 1),
  );
}

/**
 * Where an object is given for a list, a list for an object, or a required part is left out:
 * class-validator looks inside whatever it finds and lets all three pass.
 */
export function misshapenParts(payload: PayloadClass, value: object, path = ''): InputError[] {
  return nestedProperties(payload).flatMap(({ name, type, list, optional }) => {
    const child = (value as Record<string, unknown>)[name];
    const here = pathTo(path, name);
    if (child === undefined) {
      return optional ? [] : [{ path: here, rule: 'isDefined', message: 'is required' }];
    }
    if (!list) return misshapenObject(type, child, here);
    if (!Array.isArray(child)) return [{ path: here, rule: 'isArray', message: 'must be a list' }];
    return child.flatMap((item, index) => misshapenObject(type, item, pathTo(here, index)));
  });
}

function misshapenObject(type: PayloadClass, value: unknown, path: string): InputError[] {
  return isJsonObject(value)
    ? misshapenParts(type, value, path)
    : [{ path, rule: 'isObject', message: 'must be an object' }];
}
