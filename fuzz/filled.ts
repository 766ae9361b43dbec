import type { Json } from '../src/kernel/json.js';
import { isUscc } from '../src/kernel/uscc.js';
import type { Chance } from '../simulate/chance.js';
import { isList, isObject } from './mutate.js';
import { kindOf, type Pool } from './pool.js';

/** The example with ids of things that are there, and with other amounts, days and words. */
export function filled(value: Json, pool: Pool, chance: Chance, key = ''): Json {
  if (isList(value)) return value.map((it) => filled(it, pool, chance, key));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, it]): [string, Json] => [
        name,
        filled(it, pool, chance, name),
      ]),
    );
  }
  if (typeof value !== 'string') return value;
  const kind = /^(.+?)Ids?$/.exec(key)?.[1];
  // Whoever sets a password sets one that is known: that of the demonstration, or the example's.
  if (key === 'password' || key === 'current') return value;
  if (key === 'code') return pool.find('code', chance) ?? value;
  // Otherwise everybody who registers is somebody who is there already.
  if (key === 'uscc' && chance.percent(60)) return aUscc(chance);
  if (key === 'email' && chance.percent(60)) return `office${chance.int(1, 10_000)}@firm.example`;
  if (kind !== undefined) return pool.find(kindOf(kind), chance) ?? value;
  if (chance.percent(80)) return value;
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return aDay(chance);
  if (/^\d+\.\d{2}$/.test(value)) return `${chance.int(0, 2_000_000)}.${chance.int(10, 99)}`;
  return /^[一-鿿。，、]+$/.test(value) ? value + value : value;
}

/** Near the days on which the demonstration is. */
function aDay(chance: Chance): string {
  const day = String(chance.int(1, 28)).padStart(2, '0');
  return `${chance.int(2020, 2028)}-${String(chance.int(1, 12)).padStart(2, '0')}-${day}`;
}

/** A credit code that holds, of no enterprise in particular. */
function aUscc(chance: Chance): string {
  const body = `91450100MA${chance.int(1_000_000, 9_999_999)}`;
  const code = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((last) => body + last).find(isUscc);
  return code ?? body;
}
