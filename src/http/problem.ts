import { DomainError, type ErrorCode } from '../kernel/domain-error.js';
import { shortened } from '../kernel/plain-text.js';
import { troubleOf, type DatabaseTroubleKind } from '../store/database-trouble.js';

/** What a client is told about a failure: RFC 9457, `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** Stable; programs decide by it. */
  readonly code: ProblemCode;
  readonly detail: string;
  readonly [extension: string]: unknown;
}

/** `INTERNAL` stands for every failure that is not a refusal of ours. */
export type ProblemCode = ErrorCode | 'INTERNAL';

/** The one place where a refusal becomes an HTTP status. */
export const problemKinds: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> =
  {
    MALFORMED_REQUEST: [400, 'Malformed request'],
    UNAUTHENTICATED: [401, 'Not signed in'],
    KEY_REVOKED: [401, 'API key revoked'],
    KEY_EXPIRED: [401, 'API key expired'],
    CREDENTIALS_REFUSED: [401, 'Wrong credentials'],
    FORBIDDEN: [403, 'Not allowed'],
    KEY_NOT_ALLOWED: [403, 'Not allowed with an API key'],
    NOT_DEPUTY: [403, 'Not a deputy'],
    REAUTHENTICATION_REQUIRED: [403, 'Prove your password again'],
    IN_PERSON: [403, 'Not for a deputy'],
    DUTIES_SEPARATED: [403, 'Another person must do this'],
    EVIDENCE_SEALED: [403, 'Sealed'],
    NOT_FOUND: [404, 'Not found'],
    METHOD_NOT_ALLOWED: [405, 'Method not allowed'],
    REQUEST_TIMEOUT: [408, 'Too slow'],
    EVENT_NOT_ACCEPTED: [409, 'Not possible in this state'],
    LIKELY_DUPLICATE: [409, 'Likely filed already'],
    VERSION_CONFLICT: [409, 'Changed in the meantime'],
    KEY_NOT_ROTATABLE: [409, 'Not to be replaced'],
    USCC_REGISTERED: [409, 'Registered already'],
    WEBHOOK_PAUSED: [409, 'Paused'],
    EVIDENCE_LIMIT_REACHED: [409, 'Too many files'],
    EVIDENCE_ALREADY_SEALED: [409, 'Sealed already'],
    CURSOR_EXPIRED: [410, 'Too old'],
    PRECONDITION_FAILED: [412, 'Changed in the meantime'],
    BODY_TOO_LARGE: [413, 'Body too large'],
    EVIDENCE_TOO_LARGE: [413, 'File too large'],
    UNSUPPORTED_MEDIA_TYPE: [415, 'Unsupported media type'],
    EVIDENCE_TYPE_NOT_ALLOWED: [415, 'File type not allowed'],
    INPUT_INVALID: [422, 'Invalid input'],
    MEASURE_NOT_ALLOWED: [422, 'Measure not allowed'],
    CODE_REFUSED: [422, 'Code refused'],
    EVIDENCE_CONTENT_MISMATCH: [422, 'Content does not fit the name'],
    EVIDENCE_INFECTED: [422, 'Harmful file'],
    IDEMPOTENCY_KEY_REUSED: [422, 'Idempotency key used before'],
    TOO_MANY_REQUESTS: [429, 'Too many requests'],
    HEADERS_TOO_LARGE: [431, 'Headers too large'],
    EVIDENCE_DAMAGED: [500, 'Evidence damaged'],
    INTERNAL: [500, 'Internal error'],
    UNAVAILABLE: [503, 'Unavailable'],
    STORAGE_FULL: [507, 'No space left'],
  };

/** Of a sentence that may tell back what somebody sent; longer than any list of acts. */
const LONGEST_DETAIL = 4_000;

/** What a client may wait before it asks again, in seconds. */
export const RETRY_AFTER = 5;

/** Somebody has to make room first. */
const FULL_RETRY_AFTER = 300;

const AWAY =
  'The database cannot be reached at the moment. Repeat the request, a filing or an act under its ' +
  'Idempotency-Key.';
const troubleDetails: Readonly<Record<DatabaseTroubleKind, string>> = {
  unreachable: AWAY,
  restarting: AWAY,
  tooManyConnections: 'The database has no connection left at the moment. Repeat the request.',
  readOnly: 'The database takes no changes at the moment. Repeat the request.',
  full: 'The database has no space left; nothing was kept.',
  tooSlow: 'The database took too long, and nothing was kept. Ask for less, or later.',
};
const FULL_DETAIL = 'There is no space for files at the moment; nothing was kept.';

const INTERNAL_DETAIL = 'Something went wrong on our side. The failure was recorded.';

/** A problem by its code, with the standard members where nobody can overwrite them. */
export function problem(
  code: ProblemCode,
  detail: string,
  extensions: Readonly<Record<string, unknown>> = {},
): Problem {
  const [status, title] = problemKinds[code];
  const type = `urn:qingnuo:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  return { ...extensions, type, title, status, code, detail };
}

/** What the web framework refuses by itself, by its error codes. */
const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

const details: Readonly<Partial<Record<ErrorCode, string>>> = {
  MALFORMED_REQUEST: 'The request cannot be read: check its URL, its headers and its JSON.',
  NOT_FOUND: 'There is nothing at this address.',
  BODY_TOO_LARGE: 'The body is larger than the server accepts.',
  UNSUPPORTED_MEDIA_TYPE: 'Send the body as application/json.',
};

/**
 * Any thrown value as a problem. A failure that is not a refusal says nothing of its cause: a
 * stack, a statement or a secret never leaves the server.
 */
export function problemOf(error: unknown): Problem {
  if (isRefusal(error)) {
    return problem(error.code, shortened(error.message, LONGEST_DETAIL), error.details);
  }
  const trouble = troubleOf(error);
  if (trouble) {
    return problem('UNAVAILABLE', troubleDetails[trouble.kind], { retryAfter: RETRY_AFTER });
  }
  if (isDiskFull(error))
    return problem('STORAGE_FULL', FULL_DETAIL, { retryAfter: FULL_RETRY_AFTER });
  const code = refusalOfFramework(error);
  if (!code) return problem('INTERNAL', INTERNAL_DETAIL);
  return problem(code, details[code] ?? problemKinds[code][1]);
}

/** What the system says when a file cannot grow. */
function isDiskFull(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** `instanceof` alone forgets which codes there are. */
function isRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError;
}

function refusalOfFramework(error: unknown): ErrorCode | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, statusCode, status } = error as Record<string, unknown>;
  const known = typeof code === 'string' ? frameworkCodes[code] : undefined;
  if (known) return known;
  switch (statusCode ?? status) {
    case 404:
    case 405:
      return 'NOT_FOUND';
    case 413:
      return 'BODY_TOO_LARGE';
    case 415:
      return 'UNSUPPORTED_MEDIA_TYPE';
    case 503:
      return 'UNAVAILABLE';
    default: {
      const number = Number(statusCode ?? status);
      return number >= 400 && number < 500 ? 'MALFORMED_REQUEST' : null;
    }
  }
}
