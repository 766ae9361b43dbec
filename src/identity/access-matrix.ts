import {
  caseOfficers,
  caseRoles,
  keyScopes,
  roles,
  rolesApart,
  type KeyScope,
  type Role,
} from '../definition/index.js';

/** Something that belongs to some and not to others, by which a request names it. */
export type Subject =
  | 'account'
  | 'case'
  | 'enterprise'
  | 'incident'
  | 'invitation'
  | 'key'
  | 'upload'
  | 'leave'
  | 'measure'
  | 'policy'
  | 'recomputation'
  | 'session'
  | 'trackingCode'
  | 'unit'
  | 'webhook'
  | 'workflow';

/** Who may use a route. Nobody else gets in: without a session 401, with one 403. */
export interface Access {
  /** The roles that are let in; `everybody` needs no session. */
  readonly to: 'everybody' | readonly Role[];
  /** The scope that lets an API key in, or those of which each does; without it every key gets 403. */
  readonly key?: KeyScope | readonly KeyScope[];
  /** Only in a session in which the password was proved in the last minutes. */
  readonly fresh?: true;
  /** What the address names: out of scope the answer is 404, as if there were no such thing. */
  readonly of?: Subject;
  /** What the answer lists: that which is in scope, and nothing else. */
  readonly lists?: Subject;
  /**
   * The thing is looked up before the role is asked, since its state decides who may: the other
   * roles get 403 in scope and 404 out of it.
   */
  readonly byAct?: true;
  /** Nobody does it in another's name: with `Acting-For` the answer is 403 `IN_PERSON`. */
  readonly inPerson?: true;
}

const everybody = 'everybody';
const everyRole = roles;
const officers = caseOfficers;
/** Roles with an act in some workflow. */
const actors = [
  'enterprise',
  'acceptor',
  'acceptorHead',
  'handler',
  'handlerHead',
  'supervisor',
  'stateAssets',
  'auditor',
  'creditOfficer',
  'admin',
] as const;

/** Roles that read a case's files and documents, and those that read its figures. */
const readersOfPapers = [
  'enterprise',
  'acceptor',
  'acceptorHead',
  'handler',
  'handlerHead',
  'supervisor',
  'stateAssets',
  'auditor',
  'creditOfficer',
] as const;
const readersOfMoney = [...readersOfPapers, 'observer'] as const;

/** Who confirms what an administrator proposes. */
const confirming = ['admin', 'acceptorHead', 'handlerHead'] as const;

/** Officers who handle, accept or supervise a case. */
const ofTheCase = ['acceptor', 'acceptorHead', 'handler', 'handlerHead', 'supervisor'] as const;

/** Roles with an act on measures. */
const measuring = [...ofTheCase, 'stateAssets', 'creditOfficer'] as const;

/**
 * The one declaration of who may do what: every route of the interface, and no other. It is not
 * what lets anybody in (the decorators of the controllers and the scope policy are); it says what
 * they must come to. `access-matrix.e2e-spec.ts` sends every route as everybody, in scope and out
 * of it, and compares; `npm run docs` draws docs/access.md from it.
 */
export const accessMatrix: Readonly<Record<string, Access>> = {
  'GET /healthz': { to: everybody },
  'GET /readyz': { to: everybody },

  'POST /api/v1/sessions': { to: everybody },
  'GET /api/v1/sessions': { to: everyRole, lists: 'session' },
  'POST /api/v1/sessions/current/reauthentication': { to: everyRole },
  'DELETE /api/v1/sessions/current': { to: everyRole },
  'DELETE /api/v1/sessions/{id}': { to: everyRole, of: 'session' },
  'GET /api/v1/accounts/me': { to: everyRole, key: keyScopes },
  'PUT /api/v1/accounts/me/password': { to: everyRole },
  'POST /api/v1/password-resets': { to: everybody },
  'POST /api/v1/password-resets/complete': { to: everybody },
  'POST /api/v1/enterprises': { to: everybody },
  'POST /api/v1/enterprises/verify': { to: everybody },
  'GET /api/v1/enterprises/own': { to: ['enterprise'] },
  'PATCH /api/v1/enterprises/own': { to: ['enterprise'] },
  'GET /api/v1/enterprises': { to: ['acceptor', 'acceptorHead', 'admin'] },
  'POST /api/v1/enterprises/{id}/take-back': { to: ['acceptorHead'], of: 'enterprise' },
  'POST /api/v1/api-keys': { to: ['enterprise'], fresh: true },
  'GET /api/v1/api-keys': { to: ['enterprise'], lists: 'key' },
  'POST /api/v1/api-keys/{id}/rotation': { to: ['enterprise'], of: 'key', fresh: true },
  'DELETE /api/v1/api-keys/{id}': { to: ['enterprise'], of: 'key' },
  'POST /api/v1/webhooks': { to: ['enterprise'], fresh: true },
  'GET /api/v1/webhooks': { to: ['enterprise'], lists: 'webhook' },
  'DELETE /api/v1/webhooks/{id}': { to: ['enterprise'], of: 'webhook' },
  'POST /api/v1/webhooks/{id}/resume': { to: ['enterprise'], of: 'webhook' },
  'POST /api/v1/webhooks/{id}/secret': { to: ['enterprise'], of: 'webhook', fresh: true },
  'GET /api/v1/webhooks/{id}/deliveries': { to: ['enterprise'], of: 'webhook' },
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': {
    to: ['enterprise'],
    of: 'webhook',
  },

  'POST /api/v1/invitations': { to: ['admin'], inPerson: true },
  'GET /api/v1/invitations': { to: confirming, lists: 'invitation' },
  'POST /api/v1/invitations/{id}/confirm': { to: confirming, of: 'invitation', inPerson: true },
  'DELETE /api/v1/invitations/{id}': { to: ['admin'], of: 'invitation', inPerson: true },
  'POST /api/v1/invitations/accept': { to: everybody },
  'GET /api/v1/accounts': { to: ['admin'] },
  'DELETE /api/v1/accounts/{id}/sessions': { to: ['admin'], of: 'account' },
  'POST /api/v1/accounts/{id}/departure': { to: ['admin'], of: 'account', inPerson: true },
  'GET /api/v1/accounts/{id}/changes': { to: ['admin'], of: 'account' },
  'GET /api/v1/bodies': { to: caseRoles, key: 'file' },
  'GET /api/v1/units': { to: officers },
  'PATCH /api/v1/units/{id}': { to: ['admin'], of: 'unit', inPerson: true },
  'GET /api/v1/units/{id}/officers': { to: officers, of: 'unit' },
  'POST /api/v1/leaves': { to: officers, inPerson: true },
  'GET /api/v1/leaves': { to: officers, lists: 'leave' },
  'DELETE /api/v1/leaves/{id}': { to: officers, of: 'leave', inPerson: true },

  'POST /api/v1/complaints': { to: ['enterprise'], key: 'file' },
  'GET /api/v1/cases': { to: caseRoles, key: 'read', lists: 'case' },
  'GET /api/v1/events': { to: ['enterprise'], key: 'read' },
  'GET /api/v1/cases/counts': { to: caseRoles, key: 'read' },
  'GET /api/v1/cases/{id}': { to: caseRoles, key: 'read', of: 'case' },
  'POST /api/v1/cases/{id}/events': {
    to: actors,
    // Which act, is said by the act itself (`keyScope` of its declaration).
    key: ['supplement', 'money', 'answers'],
    of: 'case',
    byAct: true,
  },
  'GET /api/v1/cases/{id}/ledger': { to: readersOfMoney, key: 'read', of: 'case' },
  'GET /api/v1/cases/{id}/ledger/sheet.xlsx': {
    to: readersOfMoney,
    key: ['read', 'documents'],
    of: 'case',
  },
  'GET /api/v1/cases/{id}/ledger/sheet.html': {
    to: readersOfMoney,
    key: ['read', 'documents'],
    of: 'case',
  },
  'GET /api/v1/portfolio.xlsx': { to: readersOfMoney, key: 'documents' },
  'GET /api/v1/red-flags': { to: ['acceptorHead', 'auditor'] },
  'GET /api/v1/cases/{id}/history': { to: caseRoles, key: 'read', of: 'case' },
  'GET /api/v1/cases/{id}/clocks': { to: caseRoles, key: 'read', of: 'case' },
  'GET /api/v1/cases/{id}/notices': { to: caseRoles, key: 'read', of: 'case' },
  'POST /api/v1/cases/{id}/evidence': {
    to: ['enterprise', 'acceptor', 'acceptorHead', 'handler', 'handlerHead', 'supervisor'],
    key: 'evidence',
    of: 'case',
  },
  'GET /api/v1/cases/{id}/evidence': {
    to: readersOfPapers,
    key: ['read', 'evidence'],
    of: 'case',
  },
  'GET /api/v1/cases/{id}/evidence/{evidenceId}': {
    to: readersOfPapers,
    key: 'evidence',
    of: 'case',
  },
  'POST /api/v1/uploads': { to: ['enterprise'], key: 'evidence' },
  'GET /api/v1/uploads': { to: ['enterprise'], key: 'evidence', lists: 'upload' },
  'DELETE /api/v1/uploads/{id}': { to: ['enterprise'], key: 'evidence', of: 'upload' },
  'POST /api/v1/cases/{id}/evidence/{evidenceId}/seal': {
    to: ['acceptorHead', 'supervisor'],
    of: 'case',
  },
  'GET /api/v1/cases/{id}/documents': { to: readersOfPapers, key: 'documents', of: 'case' },
  'GET /api/v1/cases/{id}/documents/{documentId}': {
    to: readersOfPapers,
    key: 'documents',
    of: 'case',
  },
  'GET /api/v1/cases/{id}/links': { to: ofTheCase, of: 'case' },
  'DELETE /api/v1/cases/{id}/links/{linkId}': { to: ofTheCase, of: 'case' },
  'POST /api/v1/measures': { to: measuring },
  'GET /api/v1/measures': { to: [...measuring, 'auditor', 'admin'], lists: 'measure' },
  'GET /api/v1/measures/{id}': { to: [...measuring, 'auditor', 'admin'], of: 'measure' },
  'GET /api/v1/measures/{id}/archive': { to: [...measuring, 'auditor'], of: 'measure' },
  'POST /api/v1/measures/{id}/events': { to: [...measuring, 'auditor'], of: 'measure' },
  'GET /api/v1/cases/{id}/measure-options': { to: [...measuring, 'auditor'], of: 'case' },
  'GET /api/v1/public/dishonesty': { to: everybody },
  'GET /api/v1/incidents': {
    to: [...measuring, 'auditor', 'admin'],
    lists: 'incident',
  },
  // Takes up what is in scope and answers with a number alone.
  'POST /api/v1/incidents/retry': { to: ['acceptor', 'acceptorHead', 'admin'] },
  'POST /api/v1/incidents/{id}/retry': {
    to: ['acceptor', 'acceptorHead', 'admin'],
    of: 'incident',
  },

  'GET /api/v1/track/{number}': { to: everybody, of: 'trackingCode' },
  'GET /api/v1/workflows': { to: everybody },
  'GET /api/v1/workflows/{key}': { to: everybody, of: 'workflow' },
  'POST /api/v1/calculators/deadline': { to: everybody },
  'POST /api/v1/calculators/due-date': { to: everybody },
  'POST /api/v1/calculators/interest': { to: everybody },
  'POST /api/v1/calculators/size': { to: everybody },
  'GET /api/v1/lpr-publications': { to: everybody },
  'POST /api/v1/lpr-publications': { to: ['admin'] },

  'GET /api/v1/policies': { to: everybody },
  'GET /api/v1/policies/{policy}': { to: everybody, of: 'policy' },
  'POST /api/v1/policies': { to: ['admin'] },
  'POST /api/v1/policies/{policy}/end': { to: ['admin'], of: 'policy' },
  'GET /api/v1/calendar': { to: everybody },
  'POST /api/v1/calendar/years': { to: ['admin'] },
  'POST /api/v1/recomputations': { to: ['admin'] },
  'GET /api/v1/recomputations': { to: ['admin'] },
  'GET /api/v1/recomputations/{id}': { to: ['admin'], of: 'recomputation' },
  'POST /api/v1/recomputations/{id}/undo': { to: ['admin'], of: 'recomputation' },

  'GET /api/v1/security-events': { to: ['securityAuditor'] },
  'GET /api/v1/security-events/export': { to: ['securityAuditor'] },

  // The demonstration only.
  'POST /api/v1/simulation/advance': { to: ['admin'] },
  'GET /api/v1/mailbox': { to: everybody },
};

/** Pages for people, beside the interface: open to everybody, and they show what a link's code opens. */
export const openPages: readonly string[] = [
  'GET /',
  'GET /account',
  'GET /.well-known/api-catalog',
  'GET /cases/{id}',
  'GET /track/{number}',
  'GET /r/{token}',
  'POST /r/{token}',
  // The demonstration only.
  'GET /mailbox',
  'GET /mailbox/{id}',
  'GET /mailbox/{id}/html',
];

/** Who asks: an account in a role, an API key with a scope, or somebody without either. */
export type Caller = Role | `key:${KeyScope}` | 'nobody';

export const callers: readonly Caller[] = [
  'nobody',
  ...keyScopes.map((scope) => `key:${scope}` as const),
  ...roles,
];

/** The scopes of which each lets an API key in; empty: none does. */
export const scopesFor = ({ key = [] }: Access): readonly KeyScope[] => [key].flat();

/** `ok` is let in; `absent` is let in, but the answer does not show the thing. */
export type Verdict = 'ok' | 'absent' | 401 | 403 | 404;

/** What a caller comes to, with a thing in its scope and with one out of it. */
export interface Verdicts {
  readonly inside: Verdict;
  readonly outside: Verdict;
}

export function verdictsFor(access: Access, caller: Caller): Verdicts {
  const { to, of, lists, byAct } = access;
  const outside = of ? 404 : lists ? 'absent' : 'ok';
  if (to === 'everybody') return { inside: 'ok', outside };
  if (caller === 'nobody') return { inside: 401, outside: 401 };
  const isKey = caller.startsWith('key:');
  // A role apart is refused at the door, before anything is looked up.
  const looksUp = byAct && !isKey && !rolesApart.some((role) => role === caller);
  const isLetIn = isKey
    ? scopesFor(access).some((scope) => caller === `key:${scope}`)
    : to.some((role) => role === caller);
  if (isLetIn) return { inside: 'ok', outside };
  return { inside: 403, outside: looksUp ? 404 : 403 };
}
