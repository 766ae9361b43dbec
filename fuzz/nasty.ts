import type { Json } from '../src/kernel/json.js';
import type { Chance } from '../simulate/chance.js';

/** Texts that something somewhere may stumble over. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uffff',
  '\ufffe',
  '\ud800',
  '\u202e\u2066',
  '\u200b',
  'x\u0301'.repeat(50),
  'a\nb\r\nBcc: c@d.example',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  '9999-12-31',
  '9999-12-01',
  '2199-12-31',
  '0001-01-01',
  '1900-01-01',
  '2026-02-30',
  '+275760-09-13',
  '2026-09-14T10:00:00+99:99',
  '99999999999999999999.99',
  '-1.00',
  '1e400',
  'NaN',
  "=cmd|' /C calc'!A0",
  "'; DROP TABLE cases; --",
  '%s%n{{x}}${x}<script>x</script>',
  '../../etc/passwd',
  '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
  '00000000-0000-0000-0000-000000000000',
  'a@b.example',
  '"q q"@x.example',
  '😀'.repeat(20),
];

const nastyNumbers: readonly number[] = [
  0,
  -0,
  -1,
  1,
  0.5,
  1e21,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  Number.MAX_SAFE_INTEGER,
  5e-324,
  3_660,
];

/** A value that nobody meant. */
export function nastyValue(chance: Chance): Json {
  return chance.weighted<() => Json>([
    [() => chance.pick(nastyTexts), 8],
    [() => chance.pick(nastyNumbers), 4],
    [() => null, 2],
    [() => chance.percent(50), 1],
    [() => [], 1],
    [() => ({}), 1],
    [() => longText(chance), 2],
    [() => longList(chance), 2],
    [() => nested(chance), 2],
    [() => wide(chance), 1],
  ])();
}

export function longText(chance: Chance): string {
  return chance.pick(['x', '字', 'a@', '1.', ' ', '(', '9']).repeat(size(chance));
}

export function longList(chance: Chance): Json {
  const item = chance.pick<Json>([0, 1, '', null, {}, [], { a: 1 }, '1.00']);
  return Array.from({ length: size(chance) }, () => item);
}

/** Stands for nesting so deep that no value can be turned into text; see `asText`. */
const DEEPER = /"@nested (\d+)@"/g;

/** Deeper than this a value is not built up, but written. */
const DEEPEST_VALUE = 200;

/** Lists in lists in lists, or objects. */
export function nested(chance: Chance): Json {
  const asLists = chance.percent(50);
  const depth = size(chance);
  if (depth > DEEPEST_VALUE) return `@nested ${depth}@`;
  let value: Json = 1;
  for (let left = depth; left > 0; left -= 1) value = asLists ? [value] : { a: value };
  return value;
}

/** The value as JSON, with what stands for deep nesting written out. */
export function asText(value: Json): string {
  return JSON.stringify(value).replaceAll(
    DEEPER,
    (_, depth: string) => '['.repeat(Number(depth)) + ']'.repeat(Number(depth)),
  );
}

/** An object of very many members. */
export function wide(chance: Chance): Json {
  const count = Math.min(size(chance), 40_000);
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 0]));
}

/** Mostly some, now and then as many as a body of the largest size holds. */
function size(chance: Chance): number {
  return chance.weighted([
    [chance.int(2, 40), 5],
    [chance.int(100, 2_000), 4],
    [chance.int(5_000, 20_000), 2],
    [chance.int(100_000, 400_000), 1],
  ]);
}
