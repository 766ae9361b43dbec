import type { Json, JsonObject } from '../src/kernel/json.js';
import type { Chance } from '../simulate/chance.js';
import { longList, longText, nastyValue, nested, wide } from './nasty.js';

type Path = readonly (string | number)[];

/** The same value with one thing changed, anywhere in it. */
export function mutated(value: Json, chance: Chance): Json {
  const place = chance.pick(placesOf(value));
  return changedAt(value, place, (part) => change(part, chance));
}

function change(part: Json | undefined, chance: Chance): Json | undefined {
  if (isObject(part) && chance.percent(40)) return withMembers(part, chance);
  if (isList(part) && chance.percent(60)) return resized(part, chance);
  return chance.weighted<() => Json | undefined>([
    [() => undefined, 3],
    [() => nastyValue(chance), 8],
    [() => (typeof part === 'string' ? part + chance.pick(['\0', '\uffff', '\n', ' ']) : 'x'), 2],
    [() => longText(chance), 1],
    [() => [part ?? null], 1],
  ])();
}

function withMembers(part: JsonObject, chance: Chance): Json {
  const name = chance.pick(['unknown', 'constructor', '__proto__', 'toString', '', 'id', 'a\0b']);
  return chance.weighted<() => Json>([
    // As JSON.parse would make it: a member of its own, whatever its name.
    [() => ({ ...part, ...(JSON.parse(`{${JSON.stringify(name)}:1}`) as JsonObject) }), 3],
    [() => ({ ...part, ...(wide(chance) as JsonObject) }), 1],
    [() => ({ ...part, extra: nested(chance) }), 1],
    [() => ({ ...part, extra: longList(chance) }), 1],
  ])();
}

function resized(part: readonly Json[], chance: Chance): Json {
  const [first = 0] = part;
  return chance.weighted<() => Json>([
    [() => [], 1],
    [() => [...part, nastyValue(chance)], 2],
    [() => Array.from({ length: chance.int(20, 3_000) }, () => first), 2],
    [() => longList(chance), 1],
  ])();
}

/** Where something is inside a value, itself included; large lists by their ends alone. */
export function placesOf(value: Json, at: Path = [], depth = 0): Path[] {
  if (depth > 12) return [at];
  if (isList(value)) {
    return [at, ...value.slice(0, 3).flatMap((it, i) => placesOf(it, [...at, i], depth + 1))];
  }
  if (!isObject(value)) return [at];
  const members = Object.entries(value).slice(0, 60);
  return [at, ...members.flatMap(([key, it]) => placesOf(it, [...at, key], depth + 1))];
}

/** The value with the part at a place replaced; `undefined` takes it away. */
export function changedAt(
  value: Json,
  [step, ...rest]: Path,
  replace: (part: Json | undefined) => Json | undefined,
): Json {
  if (step === undefined) return replace(value) ?? null;
  if (isList(value) && typeof step === 'number') {
    const items = value;
    if (rest.length > 0)
      return items.map((it, i) => (i === step ? changedAt(it, rest, replace) : it));
    const item = replace(items[step]);
    return items.flatMap((it, i) => (i !== step ? [it] : item === undefined ? [] : [item]));
  }
  if (!isObject(value) || typeof step !== 'string') return value;
  const part = value[step];
  const inner = rest.length > 0 ? changedAt(part ?? null, rest, replace) : replace(part);
  const others = Object.entries(value).filter(([key]) => key !== step);
  return Object.fromEntries(inner === undefined ? others : [...others, [step, inner]]);
}

/** `Array.isArray` forgets what is in a list that must not be changed. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !isList(value);
}
