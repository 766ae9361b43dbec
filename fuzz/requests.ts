import type { Json, JsonObject } from '../src/kernel/json.js';
import type { Operation, PlacedOperation } from '../src/http/openapi/open-api.js';
import type { Chance } from '../simulate/chance.js';
import type { Actors } from './actors.js';
import { Changes } from './changes.js';
import { filled } from './filled.js';
import { aForm } from './forms.js';
import { kindOf, type Pool, type Told } from './pool.js';
import { nobody, type FuzzRequest } from './request.js';

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: object;
};

/** Would leave nobody to ask with; never sent for one of those who ask. */
const ending = new Set([
  'recordDeparture',
  'closeSession',
  'endSession',
  'endSessionsOfAccount',
  'revokeApiKey',
  'rotateApiKey',
  'takeCodeBack',
]);

/** Would shut out who sends it, as its address names nobody else; mostly sent by nobody. */
const losing = new Set(['closeSession', 'changePassword']);

/** How a request is made that nothing is changed in. */
export const AS_TOLD = 'as the document tells';

/** Makes requests, valid and otherwise, from the document and from what answers have shown. */
export class Requests {
  private readonly weighted: readonly (readonly [PlacedOperation, number])[];
  private readonly changes: Changes;
  private readonly eventExamples: ReadonlyMap<string, Json>;

  constructor(
    places: readonly PlacedOperation[],
    private readonly actors: Actors,
    private readonly pool: Pool,
    private readonly chance: Chance,
  ) {
    this.changes = new Changes(pool, chance);
    const weightOf = ({ operation: { operationId = '' } }: PlacedOperation) =>
      operationId === 'fileComplaint' || operationId === 'addEvidence'
        ? 4
        : ending.has(operationId)
          ? 1
          : 2;
    // Time goes on now and then only; what is due on the way takes its time.
    this.weighted = places
      .filter(({ operation }) => operation.operationId !== 'advanceTime')
      .map((place) => [place, weightOf(place)] as const);
    const acts = places.filter(({ path }) => path.endsWith('/events'));
    this.eventExamples = new Map(
      acts
        .flatMap(({ operation }) => examplesOf(operation))
        .flatMap((example) => {
          const type = (example as JsonObject)['type'];
          return typeof type === 'string' ? [[type, example] as const] : [];
        }),
    );
    this.events = acts;
    this.filing = places.find(({ operation }) => operation.operationId === 'fileComplaint') ?? null;
    this.advance = places.find(({ operation }) => operation.operationId === 'advanceTime') ?? null;
  }

  private readonly events: readonly PlacedOperation[];
  private readonly advance: PlacedOperation | null;
  private readonly filing: PlacedOperation | null;

  next(): FuzzRequest {
    const { chance } = this;
    if (this.advance && chance.percent(1) && chance.percent(60)) return this.passTime(this.advance);
    // Nothing goes deep before there is a case.
    const isEmpty = this.pool.find('case', chance) === null;
    if (isEmpty && this.filing && chance.percent(40)) return this.valid(this.filing);
    const act = chance.percent(30) ? this.openAct() : null;
    const valid = act ?? this.valid(chance.weighted(this.weighted));
    return chance.weighted<() => FuzzRequest>([
      [() => valid, 40],
      [() => this.changes.body(valid, 1), 22],
      [() => this.changes.body(valid, 2), 8],
      [() => this.changes.cutOff(valid), 4],
      [() => this.changes.headers(valid), 8],
      [() => this.changes.address(valid), 10],
      [() => this.changes.method(valid), 3],
    ])();
  }

  private passTime(place: PlacedOperation): FuzzRequest {
    const body = JSON.stringify({ by: `P${this.chance.int(1, 20)}D` });
    const { path } = place;
    return { actor: 'admin', method: 'POST', path, headers: json, body, how: 'time passes', place };
  }

  /** An act that was open to somebody a moment ago. */
  private openAct(): FuzzRequest | null {
    const act = this.pool.findAct(this.chance);
    const place =
      act && this.events.find(({ path }) => path.split('/')[3] === act.address.split('/')[3]);
    if (!act || !place) return null;
    const example = this.eventExamples.get(act.type) ?? { type: act.type, payload: {} };
    const body = JSON.stringify(filled(example, this.pool, this.chance));
    const { actor, address: path } = act;
    return { actor, method: 'POST', path, headers: json, body, how: 'an open act', place };
  }

  private valid(place: PlacedOperation): FuzzRequest {
    const { operation, method } = place;
    const parameters = (operation.parameters ?? []) as readonly Parameter[];
    const query = parameters
      .filter(({ in: place, required, name }) => {
        // A cursor of another list is refused.
        const share = required === true ? 100 : name === 'cursor' ? 3 : 25;
        return place === 'query' && this.chance.percent(share);
      })
      .map(({ name, schema }) => `${name}=${encodeURIComponent(this.queryValue(name, schema))}`);
    const made = this.bodyOf(operation);
    const headers = {
      ...made.headers,
      ...(parameters.some((it) => it.name === 'Idempotency-Key') && this.chance.percent(20)
        ? { 'idempotency-key': `k${this.chance.int(1, 30)}` }
        : {}),
      ...(parameters.some((it) => it.name === 'If-Match') && this.chance.percent(20)
        ? { 'if-match': `"${this.chance.int(1, 6)}"` }
        : {}),
    };
    const { actor, address } = this.told(place) ?? {
      actor: this.actorFor(place),
      address: this.address(place),
    };
    return {
      actor,
      method: method.toUpperCase(),
      path: address + (query.length > 0 ? `?${query.join('&')}` : ''),
      headers,
      body: made.body,
      how: AS_TOLD,
      place,
    };
  }

  /** Mostly somebody who may; else anybody, or nobody. */
  private actorFor(place: PlacedOperation): string | null {
    const isLosing = losing.has(place.operation.operationId ?? '');
    if (this.chance.percent(isLosing ? 90 : 8)) return null;
    return this.chance.pick(
      this.chance.percent(75) ? this.actors.fitting(place) : this.actors.names,
    );
  }

  /** Mostly something that is there, and somebody who knows of it and may. */
  private told(place: PlacedOperation): Told | null {
    const isEnding = ending.has(place.operation.operationId ?? '');
    if (!place.path.includes('{') || this.chance.percent(25)) return null;
    const kept = isEnding ? this.actors.own : undefined;
    return this.pool.place(place.path, this.actors.fitting(place), this.chance, kept);
  }

  private address({ path, operation }: PlacedOperation): string {
    const isEnding = ending.has(operation.operationId ?? '');
    return path.replaceAll(/([^/]+)\/\{(\w+)\}/g, (_, before: string, name: string) => {
      const kind = name === 'id' ? kindOf(before) : kindOf(name.replace(/Id$/, ''));
      const known = isEnding ? null : this.pool.find(kind, this.chance);
      const value = known ?? this.pool.find(name, this.chance) ?? nobody;
      return `${before}/${encodeURIComponent(value)}`;
    });
  }

  private queryValue(name: string, schema: object | undefined): string {
    const {
      enum: values,
      type,
      minimum = 1,
      maximum = 100,
      example,
    } = (schema ?? {}) as {
      enum?: readonly unknown[];
      type?: string;
      minimum?: number;
      maximum?: number;
      example?: string;
    };
    if (values) return String(this.chance.pick(values));
    if (type === 'integer') return String(this.chance.int(minimum, maximum));
    if (type === 'boolean') return String(this.chance.percent(50));
    const kind = name === 'cursor' ? 'nextCursor' : name === 'code' ? 'trackingCode' : name;
    const known = this.pool.find(kindOf(kind.replace(/Id$/, '')), this.chance);
    return known ?? this.pool.find(kind, this.chance) ?? example ?? '450100';
  }

  private bodyOf(operation: Operation): Pick<FuzzRequest, 'body' | 'headers'> {
    const content =
      operation.requestBody && 'content' in operation.requestBody
        ? operation.requestBody.content
        : {};
    if ('multipart/form-data' in content) return aForm(this.chance);
    const examples = examplesOf(operation);
    if (examples.length === 0) return { body: null, headers: {} };
    const example = filled(this.chance.pick(examples), this.pool, this.chance);
    return { body: JSON.stringify(example), headers: json };
  }
}

const json = { 'content-type': 'application/json' };

/** The bodies that the document shows of an operation. */
function examplesOf({ requestBody }: Operation): readonly Json[] {
  const content = requestBody && 'content' in requestBody ? requestBody.content : {};
  const media = content['application/json'];
  if (!media) return [];
  const { example, examples } = media as {
    example?: Json;
    examples?: Record<string, { value: Json }>;
  };
  return examples
    ? Object.values(examples).map(({ value }) => value)
    : example === undefined
      ? []
      : [example];
}
