import { roles } from '../../definition/index.js';
import { accessMatrix } from '../../identity/access-matrix.js';
import type { CodeRefusal } from '../../identity/one-time-code.js';
import { problem, problemKinds, type ProblemCode } from '../problem.js';
import { headersOfRefusal } from './headers.js';
import type { MediaType, PlacedOperation, Responses, Schema } from './open-api.js';

/** A way in which operations can be refused. */
interface Occasion {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Whether an operation can be refused in this way. */
  readonly of: (place: PlacedOperation) => boolean;
}

const everywhere = (): boolean => true;
const isPublic = ({ operation: { security } }: PlacedOperation): boolean => security?.length === 0;
const isSignedIn = (place: PlacedOperation): boolean => !isPublic(place);
/** The server reads the body of each request but one that reads. */
const readsBody = ({ method }: PlacedOperation): boolean => method !== 'get';
/** Some role is kept out; a route that every role may use refuses nobody for the role. */
const isForSome = (place: PlacedOperation): boolean => {
  const access = accessMatrix[`${place.method.toUpperCase()} ${place.path}`];
  return isSignedIn(place) && (access?.to.length !== roles.length || access.byAct === true);
};
const among =
  (...operations: readonly string[]) =>
  ({ operation: { operationId = '' } }: PlacedOperation): boolean =>
    operations.includes(operationId);
const namesThing = ({ path }: PlacedOperation): boolean => path.includes('{');
const isAct = among('sendEvent', 'sendMeasureEvent', 'addEvidence', 'sealEvidence');
const hasKey = ({ operation: { parameters = [] } }: PlacedOperation): boolean =>
  parameters.some((it) => 'in' in it && it.name === 'Idempotency-Key');
/** Probes are answered whatever happens. */
const isProbe = ({ path }: PlacedOperation): boolean => ['/healthz', '/readyz'].includes(path);
/** It asks for a password that was proved in the last minutes. */
const isFresh = ({ method, path }: PlacedOperation): boolean =>
  accessMatrix[`${method.toUpperCase()} ${path}`]?.fresh === true;

const invalid = {
  path: 'claim.items[0].amount',
  rule: 'isMoney',
  message: 'amount must be an amount in yuan with two decimal places, such as "1000000.00"',
};

/** Every refusal of the interface, and where it can be met; the first of a status is its example. */
const occasions: readonly Occasion[] = [
  {
    code: 'MALFORMED_REQUEST',
    detail: 'The request cannot be read: check its URL, its headers and its JSON.',
    of: everywhere,
  },
  {
    code: 'UNAUTHENTICATED',
    detail: 'Sign in first: the session is missing or over.',
    of: isSignedIn,
  },
  {
    code: 'KEY_REVOKED',
    detail: 'This API key was ended, by its owner or with its account; make another one.',
    of: isSignedIn,
  },
  {
    code: 'KEY_EXPIRED',
    detail: 'This API key has come to its end; make another one.',
    of: isSignedIn,
  },
  {
    code: 'CREDENTIALS_REFUSED',
    detail: 'The e-mail address or the password is wrong.',
    of: among('openSession', 'changePassword', 'reauthenticate'),
  },
  { code: 'FORBIDDEN', detail: 'Your role may not do this.', of: isForSome },
  {
    code: 'KEY_NOT_ALLOWED',
    detail: 'This needs an API key with the scope money. This one has file, read.',
    extensions: { needs: 'money', scopes: ['file', 'read'] },
    of: isSignedIn,
  },
  {
    code: 'NOT_DEPUTY',
    detail: 'You do not stand in for this account today.',
    of: isSignedIn,
  },
  {
    code: 'IN_PERSON',
    detail: 'Nobody does this in the name of another: send it without Acting-For.',
    of: among(
      'enterLeave',
      'withdrawLeave',
      'inviteOfficer',
      'confirmInvitation',
      'revokeInvitation',
      'recordDeparture',
      'changeUnitContact',
    ),
  },
  {
    code: 'DUTIES_SEPARATED',
    detail: 'Who asked for the extension does not decide on it.',
    of: (place) => isAct(place) || among('confirmInvitation')(place),
  },
  {
    code: 'REAUTHENTICATION_REQUIRED',
    detail: 'Prove your password again: POST /api/v1/sessions/current/reauthentication.',
    of: isFresh,
  },
  {
    code: 'EVIDENCE_SEALED',
    detail: 'The file is sealed.',
    of: among('readEvidence'),
  },
  {
    code: 'NOT_FOUND',
    detail: 'There is nothing at this address that you may see.',
    // An input names a thing that is not there, or not for the reader.
    of: (place) =>
      namesThing(place) ||
      among('enterLeave', 'listUnits', 'proposeMeasure', 'inviteOfficer')(place),
  },
  {
    code: 'REQUEST_TIMEOUT',
    detail: 'The request did not arrive whole in the time it has.',
    of: everywhere,
  },
  {
    code: 'EVENT_NOT_ACCEPTED',
    detail: 'The case does not accept this event now.',
    extensions: { accepted: ['complaint.accept', 'complaint.reject'] },
    of: isAct,
  },
  {
    code: 'LIKELY_DUPLICATE',
    detail:
      'Your complaint A-2026-450200-000014 is about the same matter. Say in sameMatterReason why this is another one, or leave it.',
    extensions: {
      number: 'A-2026-450200-000014',
      duplicates: [
        {
          id: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69',
          number: 'A-2026-450200-000014',
          filedOn: '2026-09-14',
          same: [{ sort: 'contract', value: 'LZ-2025-118' }],
        },
      ],
      override: 'sameMatterReason',
    },
    of: among('fileComplaint'),
  },
  {
    code: 'VERSION_CONFLICT',
    detail: 'The case has changed in the meantime.',
    of: (place) => isAct(place) || among('undoRecomputation')(place),
  },
  {
    code: 'WEBHOOK_PAUSED',
    detail: 'The webhook is paused; resume it first.',
    of: among('redeliver'),
  },
  {
    code: 'EVIDENCE_LIMIT_REACHED',
    detail: 'The case has as many files as it may have.',
    of: among('addEvidence', 'uploadFile'),
  },
  {
    code: 'EVIDENCE_ALREADY_SEALED',
    detail: 'The file is sealed already.',
    of: among('sealEvidence'),
  },
  {
    code: 'KEY_NOT_ROTATABLE',
    detail: 'This key was replaced already; rotate the one that replaces it.',
    extensions: { reason: 'rotated' },
    of: among('rotateApiKey'),
  },
  {
    code: 'USCC_REGISTERED',
    detail: 'The enterprise with this unified social credit code is registered already.',
    of: among('registerEnterprise', 'verifyEnterprise'),
  },
  {
    code: 'CURSOR_EXPIRED',
    detail: 'Events after it are deleted; read your cases, then begin without after.',
    extensions: { keptDays: 30 },
    of: among('listEvents'),
  },
  {
    code: 'PRECONDITION_FAILED',
    detail: 'The case has changed since the version of If-Match.',
    of: isAct,
  },
  {
    code: 'BODY_TOO_LARGE',
    detail:
      'The body is larger than the server accepts: 64 KiB without an account, 1 MiB with one.',
    of: readsBody,
  },
  {
    code: 'EVIDENCE_TOO_LARGE',
    detail: 'The file is larger than the server accepts.',
    of: among('addEvidence', 'uploadFile'),
  },
  {
    code: 'UNSUPPORTED_MEDIA_TYPE',
    detail: 'Send the body as application/json.',
    of: readsBody,
  },
  {
    code: 'EVIDENCE_TYPE_NOT_ALLOWED',
    detail: 'Files of this type are not accepted.',
    of: among('addEvidence', 'uploadFile'),
  },
  {
    code: 'INPUT_INVALID',
    detail: `${invalid.path}: ${invalid.message}`,
    extensions: { errors: [invalid] },
    // Also where nothing is read: an unknown field of the query is refused.
    of: (place) => !isProbe(place),
  },
  {
    code: 'IDEMPOTENCY_KEY_REUSED',
    detail: 'This Idempotency-Key came with another request before.',
    of: hasKey,
  },
  {
    code: 'MEASURE_NOT_ALLOWED',
    detail: 'A rule stands against the measure.',
    of: among('proposeMeasure', 'sendMeasureEvent'),
  },
  {
    code: 'CODE_REFUSED',
    detail: 'This code does not work.',
    extensions: { reason: 'expired' satisfies CodeRefusal },
    of: among('verifyEnterprise', 'acceptInvitation', 'completePasswordReset'),
  },
  {
    code: 'EVIDENCE_CONTENT_MISMATCH',
    detail: 'The content of the file is not what its name says.',
    of: among('addEvidence', 'uploadFile'),
  },
  {
    code: 'EVIDENCE_INFECTED',
    detail: 'The file holds a program that does harm; it was not taken.',
    of: among('addEvidence', 'uploadFile'),
  },
  {
    code: 'TOO_MANY_REQUESTS',
    detail: 'Too many requests; try again in 16 seconds.',
    extensions: { retryAfter: 16 },
    of: (place) => !isProbe(place),
  },
  {
    code: 'HEADERS_TOO_LARGE',
    detail: 'The headers are larger than the server accepts.',
    of: everywhere,
  },
  {
    code: 'EVIDENCE_DAMAGED',
    detail: 'The file cannot be handed out: it is not in the store. It was reported.',
    of: among('readEvidence', 'readDocument', 'readReferralFile', 'retryIncident'),
  },
  {
    code: 'STORAGE_FULL',
    detail: 'There is no space for files at the moment; nothing was kept.',
    extensions: { retryAfter: 300 },
    of: among('addEvidence', 'uploadFile'),
  },
  {
    code: 'UNAVAILABLE',
    detail: 'The database does not answer.',
    // What cannot be written into the record of what people do is not answered either.
    of: ({ path }) => path !== '/healthz',
  },
];

/**
 * Names every refusal in the responses of the operations that may answer with it: under each status
 * the codes of this operation and no others. The answers of operations with the same codes are one
 * component, called by them.
 */
export function addProblemResponses(place: PlacedOperation, components: Responses): void {
  const met = occasions.filter(({ of }) => of(place));
  const statuses = new Set(met.map(({ code }) => problemKinds[code][0]));
  for (const status of statuses) {
    const ofStatus = met.filter(({ code }) => problemKinds[code][0] === status);
    const name = ofStatus.map(({ code }) => code).join('.');
    components[name] ??= responseOf(ofStatus);
    place.operation.responses[status] ??= { $ref: `#/components/responses/${name}` };
  }
}

function responseOf(ofStatus: readonly Occasion[]): Responses[string] {
  const codes = ofStatus.map(({ code }) => code);
  const schema: Schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', properties: { code: { type: 'string', enum: codes } } },
    ],
  };
  const examples = ofStatus.map(({ code, detail, extensions }) => [
    code,
    { summary: problemKinds[code][1], value: problem(code, detail, extensions) },
  ]);
  const description = codes.map((code) => `\`${code}\` ${problemKinds[code][1]}`).join('; ');
  const content = { schema, examples: Object.fromEntries(examples) as MediaType['examples'] };
  const headers = headersOfRefusal(problemKinds[codes[0] ?? 'INTERNAL'][0]);
  return {
    description,
    headers,
    content: { 'application/problem+json': content },
  } as Responses[string];
}
