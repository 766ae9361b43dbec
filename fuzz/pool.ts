import type { Json } from '../src/kernel/json.js';
import type { Chance } from '../simulate/chance.js';
import { isList, isObject } from './mutate.js';

/** Of each kind so many are remembered; older ones go first. */
const KEPT = 60;

/** An act that somebody could do when the answer was given. */
export interface OpenAct {
  readonly actor: string | null;
  /** The address that takes it: `/api/v1/cases/{id}/events`. */
  readonly address: string;
  readonly type: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An address that an answer told of, and who was told. */
export interface Told {
  readonly actor: string | null;
  readonly address: string;
}

/** What earlier answers have told of, so that later requests name things that are there. */
export class Pool {
  private readonly things = new Map<string, string[]>();
  private readonly acts: OpenAct[] = [];
  /** Addresses by their form: `/api/v1/cases/{}/documents/{}`. */
  private readonly told = new Map<string, Told[]>();
  /** Ids of what a story is told of at this moment. */
  private readonly spared = new Set<string>();

  /**
   * Remembers the ids of an answer to a story. Nobody else does what is open there on purpose, so
   * that the story comes to its end now and then.
   */
  spare(path: string, text: string): void {
    const answer = JSON.parse(text) as Json;
    const collection = collectionOf(path);
    if (['complaints', 'measures'].includes(collection) && isObject(answer)) {
      if (typeof answer['id'] === 'string') this.spared.add(answer['id']);
    }
    this.walk(answer, collection);
  }

  /** A story is over: what it left may be acted on. */
  spareNothing(): void {
    this.spared.clear();
  }

  /** Remembers what an answer shows: ids by where they stand, and acts that are open. */
  learn(actor: string | null, path: string, text: string): void {
    let answer: Json;
    try {
      answer = JSON.parse(text) as Json;
    } catch {
      return;
    }
    const collection = collectionOf(path);
    this.walk(answer, collection);
    const items = isObject(answer) && isList(answer['items']) ? answer['items'] : [answer];
    for (const item of items.slice(0, 20)) {
      this.learnActs(actor, collection, item);
      this.learnAddress(actor, path, item);
    }
  }

  /** The codes that letters hold, which are sent back to open an account. */
  learnLetter(text: string): void {
    const code = /^[> ]*([\w-]{10,64})\s*$/m.exec(text)?.[1];
    if (code !== undefined) this.put('code', code);
  }

  /**
   * The address of something that is there, in a path with parameters up to the last of them, and
   * one of these who was told of it; nothing that is to be kept.
   */
  place(
    path: string,
    actors: readonly string[],
    chance: Chance,
    kept: ReadonlySet<string> = new Set(),
  ): Told | null {
    const end = path.lastIndexOf('}') + 1;
    const known = this.told.get(path.slice(0, end).replaceAll(/\{\w+\}/g, '{}')) ?? [];
    const theirs = known.filter(
      ({ actor, address }) =>
        actor !== null &&
        actors.includes(actor) &&
        !kept.has(decodeURIComponent(address.slice(address.lastIndexOf('/') + 1))),
    );
    if (theirs.length === 0) return null;
    const { address, actor } = chance.pick(theirs);
    return { address: address + path.slice(end), actor };
  }

  /** A value of a kind, if any is known; the later it came, the likelier. */
  find(kind: string, chance: Chance): string | null {
    const known = this.things.get(kind) ?? [];
    if (known.length === 0) return null;
    const from = chance.percent(60) ? Math.max(0, known.length - 8) : 0;
    return known[chance.int(from, known.length - 1)] ?? null;
  }

  findAct(chance: Chance): OpenAct | null {
    return this.acts.length === 0 ? null : chance.pick(this.acts.slice(-40));
  }

  private learnActs(actor: string | null, collection: string, item: Json): void {
    if (!isObject(item) || typeof item['id'] !== 'string') return;
    const told = JSON.stringify(item);
    if ([...this.spared].some((id) => told.includes(id))) return;
    const open = item['availableEvents'];
    for (const each of isList(open) ? open : []) {
      if (!isObject(each) || typeof each['type'] !== 'string') continue;
      const place = collection === 'measures' ? 'measures' : 'cases';
      const address = `/api/v1/${place}/${item['id']}/events`;
      this.acts.push({ actor, address, type: each['type'] });
    }
    if (this.acts.length > 400) this.acts.splice(0, 200);
  }

  private learnAddress(actor: string | null, path: string, item: Json): void {
    if (!isObject(item)) return;
    const id = item['id'] ?? item['year'];
    if (typeof id !== 'string') return;
    const at = (path.split('?')[0] ?? '').replace('/complaints', '/cases');
    const address = at.endsWith(`/${id}`) ? at : `${at}/${encodeURIComponent(id)}`;
    const form = address
      .split('/')
      .map((part, index) => (index > 3 && index % 2 === 0 ? '{}' : part))
      .join('/');
    const known = this.told.get(form) ?? [];
    this.told.set(form, known);
    if (known.some((each) => each.actor === actor && each.address === address)) return;
    known.push({ actor, address });
    if (known.length > KEPT * 4) known.shift();
  }

  private walk(value: Json, kind: string): void {
    if (isList(value)) for (const it of value.slice(0, 20)) this.walk(it, kind);
    if (!isObject(value)) return;
    for (const [key, it] of Object.entries(value)) {
      if (typeof it !== 'string') this.walk(it, key === 'items' ? kind : key);
      else if (key === 'id' && UUID.test(it)) this.put(kindOf(kind), it);
      else if (UUID.test(it)) this.put(kindOf(key.replace(/Id$/, '')), it);
      else if (named.has(key)) this.put(key, it);
    }
  }

  private put(kind: string, value: string): void {
    const known = this.things.get(kind) ?? [];
    this.things.set(kind, known);
    if (known.includes(value)) return;
    known.push(value);
    if (known.length > KEPT) known.shift();
  }
}

const named = new Set(['number', 'trackingCode', 'nextCursor', 'policyId', 'key', 'state']);

const synonyms: Readonly<Record<string, string>> = {
  complaints: 'case',
  cases: 'case',
  coUnits: 'unit',
  acceptorUnit: 'unit',
  officers: 'account',
  acceptor: 'account',
  handler: 'account',
  deputy: 'account',
  policies: 'policy',
};

/** `/api/v1/cases/{id}/evidence` → `evidence`; `cases`, `units` … → `case`, `unit`. */
export function kindOf(name: string): string {
  return synonyms[name] ?? name.replace(/s$/, '');
}

function collectionOf(path: string): string {
  const parts = (path.split('?')[0] ?? '').split('/').filter((part) => !UUID.test(part));
  return parts.at(-1) ?? '';
}
