import type { Components, PlacedOperation, Schema } from './open-api.js';

type Headers = NonNullable<Components['headers']>;

const text = (description: string, example: string): Headers[string] => ({
  description,
  schema: { type: 'string', example } as Schema,
});

/** The headers of answers, by their names; responses refer to them. */
const components: Headers = {
  'X-Request-Id': text(
    'By which the operator finds the request in the log',
    '7b0d8f0e-5a57-4c52-9a0e-0f6d4b7b8c11',
  ),
  ETag: text('Of what was read; send it back in If-None-Match', '"4"'),
  Location: text('Where it can be read', '/api/v1/cases/0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69'),
  Link: text(
    'The next page, where there is one (RFC 8288)',
    '</api/v1/cases?cursor=OjE3>; rel="next"',
  ),
  'RateLimit-Policy': text(
    'What may be asked for (IETF draft ratelimit-headers), in units of so many seconds',
    '"account";q=6000;w=60',
  ),
  RateLimit: text('What is left of it, and for how many seconds', '"account";r=5990;t=42'),
  'Idempotent-Replayed': text('`true`: the first answer under this Idempotency-Key again', 'true'),
  'Retry-After': text('After so many seconds', '16'),
  'WWW-Authenticate': text('How to sign in (RFC 6750)', 'Bearer'),
};

/** The headers to which a part of a document refers. */
export function headersIn(part: unknown): Headers {
  const text = JSON.stringify(part);
  const isUsed = ([name]: readonly [string, unknown]): boolean =>
    text.includes(`"#/components/headers/${name}"`);
  return Object.fromEntries(Object.entries(components).filter(isUsed));
}

/** Operations whose success says where what they have made can be read. */
const LOCATED = ['fileComplaint'];
/** Operations beside reading whose success is tagged. */
const TAGGED = ['fileComplaint', 'sendEvent'];

/** Tells the headers of each answer, and that who has an answer may be told so. */
export function describeHeaders({ path, method, operation }: PlacedOperation): void {
  const { operationId = '', parameters = [], responses } = operation;
  const readsJson = method === 'get' && path.startsWith('/api/') && isJson(responses['200']);
  if (readsJson) {
    responses['304'] ??= { description: 'It is what the ETag in If-None-Match stands for.' };
    operation.parameters = [...parameters, ifNoneMatch];
  }
  const isPaged = operation.parameters?.some(
    (it) => 'name' in it && ['cursor', 'after'].includes(it.name),
  );
  const takesKey = parameters.some((it) => 'name' in it && it.name === 'Idempotency-Key');
  // Who has no account is not told how many addresses share what.
  const isCounted = operation.security?.length !== 0 && path.startsWith('/api/');
  for (const [status, response] of Object.entries(responses)) {
    if (!response || '$ref' in response) continue;
    const isSuccess = status.startsWith('2');
    const isTagged = readsJson ? isSuccess || status === '304' : TAGGED.includes(operationId);
    response.headers = {
      ...response.headers,
      ...refTo('X-Request-Id'),
      ...(isCounted && limits),
      ...(isTagged && (isSuccess || status === '304') && refTo('ETag')),
      ...(isSuccess && takesKey && refTo('Idempotent-Replayed')),
      ...(status === '201' && LOCATED.includes(operationId) && refTo('Location')),
      ...(status === '200' && method === 'get' && isPaged && refTo('Link')),
    };
  }
}

/** Those of a refusal, by its status. */
export function headersOfRefusal(status: number): Headers {
  return {
    ...refTo('X-Request-Id'),
    ...([429, 503, 507].includes(status) && refTo('Retry-After')),
    ...(status === 429 && limits),
    ...(status === 401 && refTo('WWW-Authenticate')),
  };
}

const limits: Headers = { ...refTo('RateLimit-Policy'), ...refTo('RateLimit') };

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header' as const,
  required: false,
  description: 'The ETag of an earlier answer; 304 where nothing has changed',
  schema: { type: 'string' as const },
};

function refTo(name: keyof typeof components): Headers {
  return { [name]: { $ref: `#/components/headers/${name}` } };
}

function isJson(response: PlacedOperation['operation']['responses'][string]): boolean {
  return response !== undefined && 'content' in response
    ? 'application/json' in (response.content ?? {})
    : false;
}
