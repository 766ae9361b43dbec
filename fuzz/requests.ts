import type { Json, JsonObject } from '../src/kernel/json.js';
import type { Operation, PlacedOperation } from '../src/http/openapi/open-api.js';
import type { Chance } from '../simulate/chance.js';
import type { Actors } from './actors.js';
import { filled } from './filled.js';
import { aForm } from './forms.js';
import { mutated } from './mutate.js';
import { asText, longText, nastyTexts } from './nasty.js';
import { kindOf, type Pool } from './pool.js';
import type { FuzzRequest } from './request.js';

type Parameter = { readonly name: string; readonly in: string; readonly schema?: object };

/** Would leave nobody to ask with; sent without a real id, or seldom. */
const ending = new Set([
  'recordDeparture',
  'closeSession',
  'endSession',
  'endSessionsOfAccount',
  'revokeApiKey',
  'takeCodeBack',
]);

/** Would shut out who sends it, as its address names nobody else; mostly sent by nobody. */
const losing = new Set(['closeSession', 'changePassword']);

/** Makes requests, valid and otherwise, from the document and from what answers have shown. */
export class Requests {
  private readonly weighted: readonly (readonly [PlacedOperation, number])[];
  private readonly eventExamples: ReadonlyMap<string, Json>;

  constructor(
    places: readonly PlacedOperation[],
    private readonly actors: Actors,
    private readonly pool: Pool,
    private readonly chance: Chance,
  ) {
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
      [() => this.withBody(valid, 1), 22],
      [() => this.withBody(valid, 2), 8],
      [() => this.cutOff(valid), 4],
      [() => this.otherHeaders(valid), 8],
      [() => this.otherAddress(valid), 10],
      [() => this.otherMethod(valid), 3],
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
      .filter((it) => it.in === 'query' && this.chance.percent(25))
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
    return {
      actor: this.actorFor(place),
      method: method.toUpperCase(),
      path: this.address(place) + (query.length > 0 ? `?${query.join('&')}` : ''),
      headers,
      body: made.body,
      how: 'as the document tells',
      place,
    };
  }

  /** Mostly somebody who may; else anybody, or nobody. */
  private actorFor(place: PlacedOperation): string | null {
    const isLosing = losing.has(place.operation.operationId ?? '');
    if (this.chance.percent(isLosing ? 98 : 12)) return null;
    return this.chance.pick(
      this.chance.percent(75) ? this.actors.fitting(place) : this.actors.names,
    );
  }

  private address({ path, operation }: PlacedOperation): string {
    const isEnding = ending.has(operation.operationId ?? '');
    return path.replaceAll(/([^/]+)\/\{(\w+)\}/g, (_, before: string, name: string) => {
      const kind = name === 'id' ? kindOf(before) : kindOf(name.replace(/Id$/, ''));
      const known = isEnding && this.chance.percent(98) ? null : this.pool.find(kind, this.chance);
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

  private withBody(request: FuzzRequest, times: number): FuzzRequest {
    if (typeof request.body !== 'string') return this.otherAddress(request);
    let value = JSON.parse(request.body) as Json;
    for (let time = 0; time < times; time += 1) value = mutated(value, this.chance);
    return { ...request, body: asText(value), how: `${times} × changed` };
  }

  private cutOff(request: FuzzRequest): FuzzRequest {
    const { body } = request;
    if (body === null) return this.otherHeaders(request);
    const at = this.chance.int(0, body.length);
    return { ...request, body: body.slice(0, at), how: 'cut off' };
  }

  private otherHeaders(request: FuzzRequest): FuzzRequest {
    const { chance } = this;
    const headers = chance.pick<Readonly<Record<string, string>>>([
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'application/xml' },
      { 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'multipart/form-data' },
      { 'content-type': 'application/x-www-form-urlencoded' },
      { 'content-encoding': 'gzip' },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${'a'.repeat(43)}` },
      { authorization: 'Basic YTpi' },
      { 'acting-for': this.pool.find('account', chance) ?? nobody },
      { 'acting-for': 'constructor' },
      { 'if-match': chance.pick(['*', 'x', '"99999999999"', 'W/"1"']) },
      { 'idempotency-key': chance.pick(['', 'x'.repeat(300), 'k1']) },
      { 'x-forwarded-for': '203.0.113.7' },
      { accept: 'text/html' },
      { 'accept-language': 'x'.repeat(2_000) },
      { 'x-long': 'x'.repeat(chance.pick([1_000, 15_000, 30_000])) },
      { 'user-agent': '' },
      { range: 'bytes=0-,0-,0-' },
      { expect: '100-continue' },
    ]);
    return { ...request, headers: { ...request.headers, ...headers }, how: 'other headers' };
  }

  private otherAddress(request: FuzzRequest): FuzzRequest {
    const { chance } = this;
    const [path = '', query = ''] = request.path.split('?');
    const parts = path.split('/');
    const place = chance.int(Math.min(3, parts.length - 1), parts.length - 1);
    const nasty = chance.percent(80)
      ? encodeURIComponent(wellFormed(chance.pick(nastyTexts)))
      : chance.pick([
          '%00',
          '%zz',
          '%',
          '%ff',
          '..',
          '.',
          '%2e%2e%2f',
          encodeURIComponent(longText(chance).slice(0, 3_000)),
        ]);
    const changed = parts.map((part, index) => (index === place ? nasty : part)).join('/');
    const names = [
      'limit',
      'cursor',
      'q',
      'code',
      'kind',
      'state',
      'on',
      'cityCode',
      'unknown',
      '__proto__',
      'limit[]',
    ];
    const more = `${chance.pick(names)}=${encodeURIComponent(wellFormed(chance.pick(nastyTexts)))}`;
    const asked = chance.percent(50)
      ? `${path}?${query ? `${query}&` : ''}${more}`
      : changed + (query && `?${query}`);
    return { ...request, path: asked, how: 'another address' };
  }

  private otherMethod(request: FuzzRequest): FuzzRequest {
    const method = this.chance.pick([
      'PATCH',
      'PUT',
      'DELETE',
      'GET',
      'POST',
      'HEAD',
      'OPTIONS',
      'TRACE',
    ]);
    // A method without a body is sent none.
    const bare = ['GET', 'HEAD', 'TRACE'].includes(method);
    return { ...request, method, ...(bare && { body: null }), how: 'another method' };
  }
}

const json = { 'content-type': 'application/json' };
const nobody = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

/** A half of a pair cannot be percent-encoded. */
function wellFormed(text: string): string {
  return text.replaceAll(
    /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    '',
  );
}

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
