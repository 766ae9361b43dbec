import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { PrincipalRequest } from '../identity/access.decorators.js';
import { accessMatrix } from '../identity/access-matrix.js';
import {
  asObject,
  filtersOf,
  keptOf,
  maskedAddress,
  plain,
  printable,
  uuidOf,
} from './plain-facts.js';
import { recordedRoutes, type Recorded } from './recorded-routes.js';
import type { NewSecurityEvent, SecurityEvent } from './security-event.entity.js';

/** What the answer is, before it becomes text: seen by the hook, kept until it is sent. */
export interface RecordedRequest extends PrincipalRequest {
  answered?: {
    readonly code: string | null;
    readonly id: string | null;
    readonly listed: number | null;
  };
}

const LONGEST_USER_AGENT = 200;
const REFUSED = new Set([401, 403, 404, 410, 429]);
/** Refusals of what anybody may read tell nothing, but for those that slow somebody down. */
const REFUSED_ANYWHERE = new Set([401, 403, 429]);
/** A code that somebody tried. */
const REFUSED_CODES = new Set(['CODE_REFUSED']);
const UNDECLARED: Recorded = { kind: 'request.undeclared' };
const OUTSIDE: Recorded = { unrecorded: 'outside of the interface' };

/** Requests of one process are told from those of another by its first half. */
const processId = randomUUID().slice(0, 8);

/** What the record says of a request that is about to be answered; null: nothing. */
export function eventOf(
  request: RecordedRequest,
  reply: FastifyReply,
  at: Date,
): NewSecurityEvent | null {
  const route = routeOf(request);
  const declared = declarationOf(route);
  const status = reply.statusCode;
  const code = request.answered?.code ?? null;
  if ('unrecorded' in declared) {
    if (declared.unrecorded === 'health' || !REFUSED_ANYWHERE.has(status)) return null;
    return { ...base(request, route, at), kind: 'access.refused', status, code };
  }
  const isRefused = REFUSED.has(status) || (code !== null && REFUSED_CODES.has(code));
  if (!isRefused && (status >= 400 || declared.inHistory)) return null;
  if (declared.onlyWith !== undefined && !(declared.onlyWith in asObject(request.query))) {
    return null;
  }
  const { caseId, subject, details } = aboutOf(request, route, declared, isRefused);
  return {
    ...base(request, route, at),
    kind: isRefused ? (declared.refused ?? 'access.refused') : declared.kind,
    caseId,
    subject,
    status,
    code,
    details,
  };
}

/** As the access matrix names it; null when there is nothing at the address. */
function routeOf({ is404, method, routeOptions }: RecordedRequest): string | null {
  if (is404 || routeOptions.url === undefined) return null;
  const path = routeOptions.url.replaceAll(/:(\w+)/g, '{$1}');
  return `${method === 'HEAD' ? 'GET' : method} ${path}`;
}

function declarationOf(route: string | null): Recorded {
  if (route === null) return UNDECLARED;
  const declared = recordedRoutes[route];
  if (declared) return declared;
  return route.includes(' /api/v1/') ? UNDECLARED : OUTSIDE;
}

function base(request: RecordedRequest, route: string | null, at: Date): NewSecurityEvent {
  const { recognised } = request;
  const userAgent = request.headers['user-agent'];
  return {
    at,
    kind: 'access.refused',
    route,
    accountId: recognised?.accountId ?? null,
    role: recognised?.role ?? null,
    unitId: recognised?.unitId ?? null,
    keyId: recognised?.key?.id ?? null,
    onBehalfOf: recognised?.onBehalfOf ?? null,
    client: printable(request.ip, 60),
    userAgent: userAgent === undefined ? null : printable(userAgent, LONGEST_USER_AGENT),
    requestId: printable(`${processId}-${request.id}`, 80),
  };
}

/** The thing that the address names, and what may be kept of the rest. */
function aboutOf(
  request: RecordedRequest,
  route: string | null,
  declared: Exclude<Recorded, { readonly unrecorded: string }>,
  isRefused: boolean,
): Pick<SecurityEvent, 'caseId' | 'subject' | 'details'> {
  const { id, token: _, number, ...others } = asObject(request.params);
  const of = route === null ? undefined : accessMatrix[route]?.of;
  const isCase = of === 'case' || of === 'measure' || (route?.includes('/cases/{id}') ?? false);
  const [other] = Object.values(others);
  const made = isRefused ? null : (request.answered?.id ?? null);
  const named = isRefused ? uuidOf(other) : (plain(other)?.toString() ?? null);
  const details: Record<string, string | number | boolean> = {};
  if (declared.address !== undefined) {
    Object.assign(details, maskedAddress(request.body, declared.address));
  }
  if (isRefused) {
    details['attempted'] = declared.kind;
  } else {
    // Only what was accepted is known to be what its name says.
    Object.assign(details, filtersOf(request.query), keptOf(request.body, declared.keep ?? []));
    const known = plain(number);
    if (known !== undefined) details['number'] = known;
    const listed = request.answered?.listed ?? null;
    if (listed !== null) details['listed'] = listed;
  }
  return {
    caseId: isCase ? uuidOf(id) : null,
    subject: named ?? (isCase ? null : uuidOf(id)) ?? made,
    details,
  };
}
