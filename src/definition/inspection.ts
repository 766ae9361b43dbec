import type { BusinessDate } from '../kernel/business-date.js';
import { MOST_ERRORS, type InputError } from '../kernel/domain-error.js';
import { hasLostCharacters, isWritable, shortened } from '../kernel/plain-text.js';
import { isTypedDay, lastDayOf, DAYS_AHEAD_RULE } from './day-validators.js';
import { shapeOf, type DeclaredProperty } from './declared-shape.js';
import type { PayloadClass } from './event.js';
import { LONGEST_NAME_TOLD, inputLimits } from './input-limits.js';

/** `claim` + `items` → `claim.items`, and an index → `claim.items[0]`. */
export function pathTo(parent: string, key: string | number): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  const told = shortened(key, LONGEST_NAME_TOLD);
  return parent ? `${parent}.${told}` : told;
}

/** Whether the value is a JSON object: neither null nor a list. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a text or a list may have at most. */
type Sizes = Pick<DeclaredProperty, 'mostItems' | 'mostCharacters' | 'daysAhead'>;

const open: Sizes = {
  mostItems: null,
  mostCharacters: inputLimits.openCharacters,
  daysAhead: null,
};

/** Where a value stands. */
interface Place {
  readonly path: string;
  readonly depth: number;
}

/**
 * One walk over an input before anything else reads it. It looks at each value once, never goes
 * into what is too large, unknown or of another shape, and keeps the first errors only: what it
 * has let pass may be read by rules that are not careful themselves.
 */
export class Inspection {
  /** Values that were looked at; the work that was done. */
  nodes = 0;
  /** Errors beside those that are kept. */
  more = 0;
  readonly errors: InputError[] = [];
  /** Whether something was found that no other rule shall read. */
  isClosed = false;
  /** Places about which all has been said. */
  readonly settled = new Set<string>();

  /** @param on the day of the request; bounds that depend on it are asked where it is known */
  constructor(private readonly on: BusinessDate | null = null) {}

  /** A value that shall be an object of a class. */
  declared(payload: PayloadClass, value: unknown, at: Place = { path: '', depth: 0 }): void {
    const isWhole = at.path === '';
    if ((!isWhole || value !== null) && !this.enters(value, at)) return;
    if (!isJsonObject(value)) {
      this.refuse(at.path, 'isObject', isWhole ? 'must be a JSON object' : 'must be an object');
      return;
    }
    const shape = shapeOf(payload);
    if (!this.hasFewMembers(value, at, Math.max(inputLimits.members, 2 * shape.size))) return;
    for (const key of Object.keys(value)) {
      const property = shape.get(key);
      const inside = { path: pathTo(at.path, key), depth: at.depth + 1 };
      if (property && value[key] === undefined) continue;
      if (property) this.property(property, value[key], inside);
      else this.refuse(inside.path, 'unknownField', 'is not a known field');
    }
    for (const { name, optional, missingRules } of shape.values()) {
      if (optional || (Object.hasOwn(value, name) && value[name] !== undefined)) continue;
      for (const rule of missingRules) this.refuse(pathTo(at.path, name), rule, 'is required');
    }
  }

  /** A value of no class: its size and its characters alone. */
  undeclared(value: unknown, at: Place = { path: '', depth: 0 }, sizes = open): void {
    if (!this.enters(value, at)) return;
    if (typeof value === 'string') this.text(value, sizes, at);
    else if (Array.isArray(value))
      this.list(value, sizes, at, (item, place) => {
        this.undeclared(item, place);
      });
    else if (isJsonObject(value)) {
      if (!this.hasFewMembers(value, at, inputLimits.members)) return;
      for (const key of Object.keys(value)) {
        const inside = { path: pathTo(at.path, key), depth: at.depth + 1 };
        if (key in Object.prototype) {
          this.refuse(inside.path, 'unknownField', 'is not a known field');
          this.isClosed = true;
        } else this.undeclared(value[key], inside);
      }
    }
  }

  private property(property: DeclaredProperty, value: unknown, at: Place): void {
    const { nested, list, open: isOpen } = property;
    if (isOpen) this.undeclared(value, at);
    else if (nested && !list) this.declared(nested, value, at);
    else if (!this.enters(value, at)) return;
    else if (list && Array.isArray(value)) {
      this.list(value, property, at, (item, place) => {
        if (nested) this.declared(nested, item, place);
        else if (this.enters(item, place)) this.leaf(item, property, place);
      });
    } else if (nested) this.refuse(at.path, 'isArray', 'must be a list');
    else this.leaf(value, property, at);
  }

  private list(
    value: readonly unknown[],
    { mostItems }: Sizes,
    { path, depth }: Place,
    visit: (item: unknown, at: Place) => void,
  ): void {
    const most = mostItems ?? inputLimits.items;
    if (value.length > most) {
      this.close(path, 'arrayMaxSize', `must contain no more than ${most} elements`);
      return;
    }
    for (const [index, item] of value.entries()) {
      visit(item, { path: pathTo(path, index), depth: depth + 1 });
    }
  }

  /** What has no parts that are allowed: its own rules refuse an object, without looking inside. */
  private leaf(value: unknown, sizes: Sizes, at: Place): void {
    if (typeof value === 'string') this.text(value, sizes, at);
  }

  private text(value: string, { mostCharacters, daysAhead }: Sizes, { path }: Place): void {
    // Bringing a text into one form may shorten it; the rule of the class has the last word.
    const most = mostCharacters ?? inputLimits.characters;
    if (value.length > 2 * most + 100) {
      this.close(path, 'maxLength', `must be shorter than or equal to ${most} characters`);
    } else if (!isWritable(value)) {
      const message =
        'must not contain control characters, noncharacters, halves of a pair or more than 30 marks in a row';
      this.close(path, 'isStorable', message);
    } else if (hasLostCharacters(value)) {
      this.close(path, 'isReadable', 'holds U+FFFD, for which characters were lost: send UTF-8');
    } else if (daysAhead && this.on !== null) {
      const day = value.slice(0, 10);
      const last = lastDayOf(daysAhead, this.on);
      if (isTypedDay(day) && day > last) {
        this.refuse(path, DAYS_AHEAD_RULE, `must not lie after ${last}`);
      }
    }
  }

  private hasFewMembers(value: object, { path }: Place, most: number): boolean {
    let members = 0;
    for (const _ in value) {
      members += 1;
      if (members <= most) continue;
      this.close(path, 'maxMembers', `must not have more than ${most} members`);
      return false;
    }
    return true;
  }

  /** Counts a value, and says whether it may be looked at. */
  private enters(value: unknown, { path, depth }: Place): boolean {
    this.nodes += 1;
    if (value === null) {
      this.close(path, 'notNull', 'must be left out instead of being null');
      return false;
    }
    if (typeof value !== 'object') return true;
    if (depth >= inputLimits.depth) {
      const message = `must not nest deeper than ${inputLimits.depth} levels`;
      this.close(path, 'maxDepth', message);
      return false;
    }
    if (this.nodes > inputLimits.nodes) {
      this.close(path, 'maxNodes', `must not have more than ${inputLimits.nodes} values in all`);
      return false;
    }
    return true;
  }

  private close(path: string, rule: string, message: string): void {
    this.isClosed = true;
    this.refuse(path, rule, message);
  }

  private refuse(path: string, rule: string, message: string): void {
    if (this.errors.length < MOST_ERRORS) {
      this.settled.add(path);
      this.errors.push({ path, rule, message });
    } else this.more += 1;
  }
}
