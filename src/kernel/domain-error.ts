import { shortened } from './plain-text.js';

/** One rejected field of an input: JSON path, the rule it broke and a sentence for people. */
export interface InputError {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/**
 * Every refusal of the product, by a stable code. It knows nothing of HTTP: one table in
 * http/ gives each code its status.
 */
export class DomainError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: Code,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The codes that clients may rely on; the list only grows. */
export const errorCodes = [
  'MALFORMED_REQUEST',
  'UNAUTHENTICATED',
  'KEY_REVOKED',
  'KEY_EXPIRED',
  'CREDENTIALS_REFUSED',
  'FORBIDDEN',
  'KEY_NOT_ALLOWED',
  'NOT_DEPUTY',
  'REAUTHENTICATION_REQUIRED',
  'IN_PERSON',
  'DUTIES_SEPARATED',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'EVENT_NOT_ACCEPTED',
  'LIKELY_DUPLICATE',
  'VERSION_CONFLICT',
  'KEY_NOT_ROTATABLE',
  'USCC_REGISTERED',
  'WEBHOOK_PAUSED',
  'EVIDENCE_LIMIT_REACHED',
  'EVIDENCE_SEALED',
  'EVIDENCE_ALREADY_SEALED',
  'CURSOR_EXPIRED',
  'PRECONDITION_FAILED',
  'BODY_TOO_LARGE',
  'EVIDENCE_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'EVIDENCE_TYPE_NOT_ALLOWED',
  'INPUT_INVALID',
  'MEASURE_NOT_ALLOWED',
  'EVIDENCE_CONTENT_MISMATCH',
  'EVIDENCE_INFECTED',
  'CODE_REFUSED',
  'IDEMPOTENCY_KEY_REUSED',
  'TOO_MANY_REQUESTS',
  'HEADERS_TOO_LARGE',
  'EVIDENCE_DAMAGED',
  'UNAVAILABLE',
  'STORAGE_FULL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a token of a session, or an API key, is refused with that does not open anything. */
export const tokenRefusals: readonly string[] = [
  'UNAUTHENTICATED',
  'KEY_REVOKED',
  'KEY_EXPIRED',
] satisfies readonly ErrorCode[];

/** The errors of a refused input, and how many are not listed; null for any other failure. */
export function inputErrorsOf(
  error: unknown,
): { readonly errors: readonly InputError[]; readonly more: number } | null {
  if (!(error instanceof DomainError) || error.code !== 'INPUT_INVALID') return null;
  const { errors = [], moreErrors = 0 } = error.details as {
    readonly errors?: readonly InputError[];
    readonly moreErrors?: number;
  };
  return { errors, more: moreErrors };
}

/** So many errors are told, each at most so long: an answer must not grow with what was sent. */
export const MOST_ERRORS = 20;
const LONGEST_PATH = 300;
const LONGEST_MESSAGE = 1_000;

/**
 * The input does not fit its declared shape; nothing was read or written. The first errors are
 * told, and how many more there are.
 *
 * @param more how many were found beside these and are not listed
 */
export function inputInvalid(
  errors: readonly InputError[],
  more = 0,
): DomainError<'INPUT_INVALID'> {
  const told = errors.slice(0, MOST_ERRORS).map(({ path, rule, message }): InputError => ({
    path: shortened(path, LONGEST_PATH),
    rule,
    message: shortened(message, LONGEST_MESSAGE),
  }));
  const moreErrors = errors.length - told.length + more;
  const [first] = told;
  const message = first
    ? `${first.path || 'body'}: ${first.message}`
    : 'The input does not fit its declared shape.';
  return new DomainError('INPUT_INVALID', message, {
    errors: told,
    ...(moreErrors > 0 && { moreErrors }),
  });
}
