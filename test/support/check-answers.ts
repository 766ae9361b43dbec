import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { operationsOf, type PlacedOperation } from '../../src/http/openapi/open-api.js';

/** A request with its answer, as far as the document says something of them. */
export interface Exchange {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  /** Null: not read, because nothing is said of its bytes. */
  readonly text: string | null;
}

interface Place extends PlacedOperation {
  readonly template: RegExp;
}

type JsonSchema = Record<string, unknown>;

const DOCUMENT = 'openapi.json';

/** What may be at an address of which the document knows nothing, or under another method. */
const NOWHERE: readonly number[] = [400, 401, 404, 408, 413, 415, 429, 431];

/**
 * Holds answers against the OpenAPI document: that the status is one the operation may answer with,
 * that the body is of a type that stands beside it and fits its schema, refusals with a code that
 * the operation may give. A property that no schema names does not fit, unless the schema says that
 * there are others: what is not written there is shown to nobody.
 */
export class AnswerCheck {
  private readonly places: readonly Place[];
  private readonly document: JsonSchema;
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(document: OpenAPIObject) {
    // Named parts before parameters: `/cases/counts` is not a case.
    this.places = operationsOf(document)
      .map((place) => ({ ...place, template: templateOf(place.path) }))
      .toSorted((a, b) => parametersOf(a) - parametersOf(b));
    formats.default(this.ajv);
    this.document = closed(document) as JsonSchema;
    this.ajv.addSchema(this.document, DOCUMENT);
  }

  static async of(base: string): Promise<AnswerCheck> {
    const response = await fetch(`${base}/api/openapi.json`);
    return new AnswerCheck((await response.json()) as OpenAPIObject);
  }

  /** The operation that a request means. */
  placeOf(method: string, path: string): PlacedOperation | null {
    const [address = ''] = path.split('?');
    const asked = method.toLowerCase() === 'head' ? 'get' : method.toLowerCase();
    const isIt = (place: Place) => place.method === asked && place.template.test(address);
    return this.places.find(isIt) ?? null;
  }

  /** What is wrong with an answer, in sentences; empty when nothing is. */
  problemsOf(exchange: Exchange): readonly string[] {
    const { method, path, status } = exchange;
    const told = `${method} ${path.split('?')[0] ?? ''} answers ${status}`;
    if (status >= 500 && !this.isTold(exchange)) return [`${told}: ${exchange.text ?? ''}`];
    // Pages for people are no part of the interface.
    if (!/^\/(api\/v1\/|healthz|readyz)/.test(path)) return [];
    const place = this.placeOf(method, path);
    if (!place) return this.nowhereProblems(exchange).map((problem) => `${told}, ${problem}`);
    if (!this.isTold(exchange)) {
      const code = /"code":"(\w+)"/.exec(exchange.text ?? '')?.[1];
      return [`${told}${code ? ` ${code}` : ''}, which ${nameOf(place)} does not tell`];
    }
    return this.bodyProblems(place, exchange).map((problem) => `${told}: ${problem}`);
  }

  /** At an address that has other methods these are told, and no more of them than there are. */
  private nowhereProblems({ path, status, headers }: Exchange): readonly string[] {
    const [address = ''] = path.split('?');
    const there = this.places.filter(({ template }) => template.test(address));
    const methods = there.map(({ method }) => method.toUpperCase());
    const expected = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])];
    if (status === 405) {
      const allowed = headers.get('allow')?.split(', ') ?? [];
      const isTrue = allowed.toSorted().join() === [...new Set(expected)].toSorted().join();
      return isTrue ? [] : [`where ${expected.join(', ')} is told, not ${allowed.join(', ')}`];
    }
    return NOWHERE.includes(status) ? [] : ['where nothing is'];
  }

  private isTold({ method, path, status }: Exchange): boolean {
    return this.placeOf(method, path)?.operation.responses[status] !== undefined;
  }

  private bodyProblems(place: PlacedOperation, exchange: Exchange): readonly string[] {
    const { method, status, headers, text } = exchange;
    const pointer = ['paths', place.path, place.method, 'responses', String(status)];
    const media = this.mediaOf(pointer);
    const type = (headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (Object.keys(media).length === 0) {
      return text === null || text === '' ? [] : ['a body, where none is told'];
    }
    if (!(type in media)) return [`${type || 'no type'}, not ${Object.keys(media).join(' or ')}`];
    const missing = [
      ...(status === 401 && !headers.has('www-authenticate') ? ['no WWW-Authenticate'] : []),
      ...(status === 429 && !headers.has('retry-after') ? ['no Retry-After'] : []),
    ];
    if (!/[/+]json$/.test(type) || text === null || method.toLowerCase() === 'head') return missing;
    return [...missing, ...this.schemaProblems([...media[type]!, 'schema'], text)];
  }

  /** Where the schema of each content type stands, behind a reference or not. */
  private mediaOf(pointer: readonly string[]): Readonly<Record<string, readonly string[]>> {
    const response = this.at(pointer) as { $ref?: string; content?: object } | undefined;
    const place = response?.$ref?.slice(2).split('/') ?? pointer;
    const { content = {} } = (this.at(place) ?? {}) as { content?: object };
    return Object.fromEntries(
      Object.keys(content).map((type) => [type, [...place, 'content', type]]),
    );
  }

  private at(pointer: readonly string[]): unknown {
    return pointer.reduce<unknown>(
      (part, key) => (part as JsonSchema | undefined)?.[key],
      this.document,
    );
  }

  private schemaProblems(pointer: readonly string[], text: string): readonly string[] {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return ['a body that is no JSON'];
    }
    const $ref = `${DOCUMENT}#/${pointer.map(escaped).join('/')}`;
    let validate = this.compiled.get($ref);
    if (!validate) {
      validate = this.ajv.compile({ $ref });
      this.compiled.set($ref, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? [])
      .slice(0, 5)
      .map(
        ({ instancePath, message = '', params }) =>
          `${instancePath || 'the body'} ${message} ${JSON.stringify(params)}`,
      );
  }
}

/** `fetch` that holds every answer against the document and fails where it disagrees. */
export function checkedFetch(
  check: () => Promise<AnswerCheck>,
  report: (problem: string) => void = refuse,
): typeof fetch {
  let known: Promise<AnswerCheck> | undefined;
  return async (input, init) => {
    const response = await fetch(input, init);
    const { pathname, search } = new URL(response.url);
    const type = response.headers.get('content-type') ?? '';
    const isText = type === '' || /json|^text\//.test(type);
    known ??= check();
    const found = (await known).problemsOf({
      method: init?.method ?? 'GET',
      path: pathname + search,
      status: response.status,
      headers: response.headers,
      text: isText ? await response.clone().text() : null,
    });
    for (const problem of found) report(problem);
    return response;
  };
}

function refuse(problem: string): never {
  throw new Error(`The OpenAPI document says otherwise: ${problem}`);
}

function templateOf(path: string): RegExp {
  const parts = path.split(/\{\w+\}/).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  // The web server takes nothing between two slashes for a parameter, too.
  return new RegExp(`^${parts.join('[^/]*')}$`);
}

function parametersOf({ path }: PlacedOperation): number {
  return path.split('{').length;
}

function nameOf({ operation: { operationId = '' } }: PlacedOperation): string {
  return operationId;
}

/** A key within a reference: RFC 6901 in a URI. */
function escaped(key: string): string {
  return encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/** The same document with every object of known properties closed to others. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, it]) => [key, closed(it)]));
  if (Array.isArray(schema['allOf'])) return open(schema);
  const isObject = schema['type'] === 'object' && 'properties' in schema;
  return isObject && !('additionalProperties' in schema)
    ? { ...schema, additionalProperties: false }
    : schema;
}

/** Parts of one object know only their own properties; together they are closed again. */
function open(schema: JsonSchema): JsonSchema {
  const parts = (schema['allOf'] as JsonSchema[]).map(opened);
  return { ...schema, allOf: parts, unevaluatedProperties: false };
}

function opened(part: JsonSchema): JsonSchema {
  const { additionalProperties, ...rest } = part;
  return additionalProperties === false && 'properties' in part ? rest : part;
}
