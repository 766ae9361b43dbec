import { problem, problemKinds, type ProblemCode } from '../problem.js';
import type { Operation, Responses, Schema } from './open-api.js';

interface Occasion {
  readonly codes: readonly [ProblemCode, ...ProblemCode[]];
  readonly detail: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Whether an operation can be refused in this way. */
  readonly of: (path: string, operation: Operation) => boolean;
}

const isPublic = ({ security }: Operation): boolean => security?.length === 0;
const hasBody = ({ requestBody }: Operation): boolean => requestBody !== undefined;
const hasInput = (operation: Operation): boolean =>
  hasBody(operation) || (operation.parameters ?? []).some((it) => 'in' in it && it.in === 'query');
/** Operations that check a password or send mail for somebody who is not signed in. */
const throttled = [
  'openSession',
  'reauthenticate',
  'changePassword',
  'askPasswordReset',
  'registerEnterprise',
];
const registers = ['registerEnterprise', 'verifyEnterprise'];

const isEvent = (path: string, operation: Operation): boolean =>
  path.endsWith('/events') || (isEvidence(path) && hasBody(operation));
const isEvidence = (path: string): boolean => path.includes('/evidence');

const invalid = {
  path: 'claim.items[0].amount',
  rule: 'isMoney',
  message: 'amount must be an amount in yuan with two decimal places, such as "1000000.00"',
};

/** By status: which codes stand behind it, and where. */
const occasions: readonly Occasion[] = [
  {
    codes: ['MALFORMED_REQUEST'],
    detail: 'The request cannot be read: check its URL, its headers and its JSON.',
    of: (_path, operation) => hasBody(operation),
  },
  {
    codes: ['UNAUTHENTICATED', 'CREDENTIALS_REFUSED'],
    detail: 'Sign in first: the session is missing or over.',
    of: (_path, operation) => !isPublic(operation) || operation.operationId === 'openSession',
  },
  {
    codes: [
      'FORBIDDEN',
      'KEY_NOT_ALLOWED',
      'NOT_DEPUTY',
      'REAUTHENTICATION_REQUIRED',
      'EVIDENCE_SEALED',
    ],
    detail: 'Your role may not do this.',
    of: (_path, operation) => !isPublic(operation),
  },
  {
    codes: ['NOT_FOUND'],
    detail: 'There is nothing at this address that you may see.',
    of: (path) => path.includes('{'),
  },
  {
    codes: [
      'EVENT_NOT_ACCEPTED',
      'VERSION_CONFLICT',
      'EVIDENCE_LIMIT_REACHED',
      'EVIDENCE_ALREADY_SEALED',
    ],
    detail: 'The case does not accept this event now.',
    extensions: { accepted: ['complaint.accept', 'complaint.reject'] },
    of: isEvent,
  },
  {
    codes: ['USCC_REGISTERED'],
    detail: 'The enterprise with this unified social credit code is registered already.',
    of: (_path, { operationId }) => registers.includes(operationId ?? ''),
  },
  {
    codes: ['PRECONDITION_FAILED'],
    detail: 'The case has changed since the version of If-Match.',
    of: isEvent,
  },
  {
    codes: ['BODY_TOO_LARGE', 'EVIDENCE_TOO_LARGE'],
    detail: 'The body is larger than the server accepts.',
    of: (_path, operation) => hasBody(operation),
  },
  {
    codes: ['UNSUPPORTED_MEDIA_TYPE', 'EVIDENCE_TYPE_NOT_ALLOWED'],
    detail: 'Send the body as application/json.',
    of: (_path, operation) => hasBody(operation),
  },
  {
    codes: ['INPUT_INVALID', 'IDEMPOTENCY_KEY_REUSED', 'CODE_REFUSED', 'EVIDENCE_CONTENT_MISMATCH'],
    detail: `${invalid.path}: ${invalid.message}`,
    extensions: { errors: [invalid] },
    of: (_path, operation) => hasInput(operation),
  },
  {
    codes: ['TOO_MANY_REQUESTS'],
    detail: 'Too many sign-ins failed; try again later.',
    extensions: { retryAfter: 16 },
    of: (_path, { operationId }) => throttled.includes(operationId ?? ''),
  },
  {
    codes: ['EVIDENCE_DAMAGED'],
    detail: 'The file cannot be handed out: it is not in the store. It was reported.',
    of: (_path, { operationId }) => operationId === 'readEvidence',
  },
  {
    codes: ['UNAVAILABLE'],
    detail: 'The database does not answer.',
    of: (path) => path === '/readyz' || isEvidence(path),
  },
];

/** Names every refusal in the responses of the operations that may answer with it. */
export function addProblemResponses(path: string, operation: Operation): void {
  for (const { codes, of } of occasions) {
    const [status] = problemKinds[codes[0]];
    if (of(path, operation)) {
      operation.responses[status] ??= { $ref: `#/components/responses/${codes[0]}` };
    }
  }
}

/** The responses that the operations refer to, and the shape that they share. */
export function problemComponents(): { responses: Responses; schemas: Record<string, Schema> } {
  const entries = occasions.map(({ codes, detail, extensions }) => {
    const content = {
      schema: { $ref: '#/components/schemas/Problem' },
      example: problem(codes[0], detail, extensions),
    };
    const description = codes.map((code) => `\`${code}\` ${problemKinds[code][1]}`).join('; ');
    return [codes[0], { description, content: { 'application/problem+json': content } }] as const;
  });
  return { responses: Object.fromEntries(entries), schemas: { Problem: problemSchema } };
}

const problemSchema: Schema = {
  type: 'object',
  description: 'RFC 9457. Members beyond these depend on the code.',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(problemKinds) },
    detail: { type: 'string', description: 'A sentence for people.' },
    errors: {
      type: 'array',
      description: 'Each rejected field of an input.',
      items: {
        type: 'object',
        required: ['path', 'rule', 'message'],
        properties: {
          path: { type: 'string' },
          rule: { type: 'string' },
          message: { type: 'string' },
        },
      },
    },
    accepted: {
      type: 'array',
      description: 'The events that would be accepted.',
      items: { type: 'string' },
    },
    retryAfter: { type: 'integer', description: 'Seconds.' },
    reason: {
      type: 'string',
      description: 'Why a code was refused, or how a session that did exist has ended.',
      enum: ['unknown', 'expired', 'used', 'revoked', 'accountExists', 'idle', 'ended'],
    },
  },
};
