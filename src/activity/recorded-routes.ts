import type { SecurityKind } from './security-kinds.js';

/** What the record says of a route, or why it says nothing. */
export type Recorded =
  | {
      readonly kind: SecurityKind;
      /** The kind of a refusal, where it is not `access.refused`. */
      readonly refused?: SecurityKind;
      /**
       * The act that succeeds has its entry in the history of its case, which is chained as well;
       * only its refusals are recorded here.
       */
      readonly inHistory?: true;
      /** The field of the body with an e-mail address: it is kept masked, with a fingerprint. */
      readonly address?: string;
      /** Fields of the body that are ids, names of ours, dates or numbers, and kept as they are. */
      readonly keep?: readonly string[];
      /** A parameter of the query without which nothing is looked up. */
      readonly onlyWith?: string;
    }
  | { readonly unrecorded: string };

const of = (kind: SecurityKind, more: object = {}): Recorded => ({ kind, ...more });
const acted: Recorded = { kind: 'case.acted', inHistory: true };
const unrecorded = (why: string): Recorded => ({ unrecorded: why });

const reference = unrecorded('reference data that anybody may read');
const calculator = unrecorded('works out what is sent and looks nothing up');
const demonstration = unrecorded('the demonstration only');

/**
 * What is recorded at the door, by route: every route of the access matrix and every page, and no
 * other. A route that is not here is recorded all the same, as `request.undeclared`.
 */
export const recordedRoutes: Readonly<Record<string, Recorded>> = {
  'GET /healthz': unrecorded('health'),
  'GET /readyz': unrecorded('health'),

  'POST /api/v1/sessions': of('session.opened', { refused: 'session.refused', address: 'email' }),
  'GET /api/v1/sessions': of('session.listed'),
  'POST /api/v1/sessions/current/reauthentication': of('session.proved', {
    refused: 'session.refused',
  }),
  'DELETE /api/v1/sessions/current': of('session.ended'),
  'DELETE /api/v1/sessions/{id}': of('session.ended'),
  'GET /api/v1/accounts/me': unrecorded('what who asks is told of themselves'),
  'PUT /api/v1/accounts/me/password': of('password.changed'),
  'POST /api/v1/password-resets': of('password.resetAsked', { address: 'email' }),
  'POST /api/v1/password-resets/complete': of('password.reset'),
  'POST /api/v1/enterprises': of('registration.asked', { address: 'email' }),
  'POST /api/v1/enterprises/verify': of('registration.confirmed'),
  'GET /api/v1/enterprises': of('enterprise.listed'),
  'POST /api/v1/enterprises/{id}/take-back': of('enterprise.takenBack'),
  'POST /api/v1/api-keys': of('key.made', { keep: ['expiresOn'] }),
  'GET /api/v1/api-keys': of('key.listed'),
  'POST /api/v1/api-keys/{id}/rotation': of('key.rotated', { keep: ['overlapDays'] }),
  'DELETE /api/v1/api-keys/{id}': of('key.revoked'),

  'POST /api/v1/webhooks': of('webhook.made'),
  'GET /api/v1/webhooks': of('webhook.listed'),
  'DELETE /api/v1/webhooks/{id}': of('webhook.deleted'),
  'POST /api/v1/webhooks/{id}/resume': of('webhook.resumed'),
  'POST /api/v1/webhooks/{id}/secret': of('webhook.secretMade'),
  'GET /api/v1/webhooks/{id}/deliveries': of('webhook.listed'),
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver': of('webhook.redelivered'),

  'GET /api/v1/enterprises/own': of('enterprise.listed'),
  'PATCH /api/v1/enterprises/own': of('enterprise.changed'),

  'POST /api/v1/invitations': of('invitation.made', { address: 'email', keep: ['role', 'unitId'] }),
  'GET /api/v1/invitations': of('invitation.listed'),
  'DELETE /api/v1/invitations/{id}': of('invitation.revoked'),
  'POST /api/v1/invitations/accept': of('invitation.accepted'),
  'POST /api/v1/invitations/{id}/confirm': of('invitation.confirmed'),
  'GET /api/v1/accounts/{id}/changes': of('account.read'),
  'GET /api/v1/accounts': of('account.listed'),
  'DELETE /api/v1/accounts/{id}/sessions': of('session.ended'),
  'POST /api/v1/accounts/{id}/departure': of('account.departed'),
  'GET /api/v1/bodies': unrecorded('names of bodies, which are public'),
  'GET /api/v1/units': unrecorded('names of offices, which are public'),
  'PATCH /api/v1/units/{id}': of('unit.changed', { keep: ['telephone'] }),
  'GET /api/v1/units/{id}/officers': of('account.listed'),
  'POST /api/v1/leaves': of('leave.entered', {
    keep: ['accountId', 'deputyId', 'fromOn', 'untilOn'],
  }),
  'GET /api/v1/leaves': of('leave.listed'),
  'DELETE /api/v1/leaves/{id}': of('leave.withdrawn'),

  'POST /api/v1/complaints': acted,
  'GET /api/v1/cases': of('case.listed'),
  'GET /api/v1/events': unrecorded('what happened when, without content, of cases of one’s own'),
  'GET /api/v1/cases/counts': unrecorded('numbers of the lists that are recorded themselves'),
  'GET /api/v1/cases/{id}': of('case.read'),
  'POST /api/v1/cases/{id}/events': acted,
  'GET /api/v1/cases/{id}/ledger': of('ledger.read'),
  'GET /api/v1/cases/{id}/ledger/sheet.xlsx': of('sheet.exported'),
  'GET /api/v1/cases/{id}/ledger/sheet.html': of('sheet.exported'),
  'GET /api/v1/portfolio.xlsx': of('sheet.exported'),
  'GET /api/v1/red-flags': of('case.listed'),
  'GET /api/v1/cases/{id}/history': of('history.read'),
  'GET /api/v1/cases/{id}/clocks': of('clocks.read'),
  'GET /api/v1/cases/{id}/notices': of('letters.read'),
  'POST /api/v1/uploads': of('file.uploaded'),
  'GET /api/v1/uploads': of('file.listed'),
  'DELETE /api/v1/uploads/{id}': of('file.removed'),
  'POST /api/v1/cases/{id}/evidence': acted,
  'GET /api/v1/cases/{id}/evidence': of('file.listed'),
  'GET /api/v1/cases/{id}/evidence/{evidenceId}': of('file.read'),
  'POST /api/v1/cases/{id}/evidence/{evidenceId}/seal': acted,
  'GET /api/v1/cases/{id}/documents': of('document.listed'),
  'GET /api/v1/cases/{id}/documents/{documentId}': of('document.read'),
  'GET /api/v1/cases/{id}/links': of('link.listed'),
  'DELETE /api/v1/cases/{id}/links/{linkId}': of('link.revoked'),
  'POST /api/v1/measures': acted,
  'GET /api/v1/measures': of('case.listed'),
  'GET /api/v1/measures/{id}': of('case.read'),
  'GET /api/v1/measures/{id}/archive': of('archive.exported'),
  'POST /api/v1/measures/{id}/events': acted,
  'GET /api/v1/cases/{id}/measure-options': of('case.read'),
  'GET /api/v1/public/dishonesty': reference,
  'GET /api/v1/incidents': of('incident.listed'),
  'POST /api/v1/incidents/retry': of('incident.retried'),
  'POST /api/v1/incidents/{id}/retry': of('incident.retried'),

  'GET /api/v1/track/{number}': of('case.tracked'),
  'GET /api/v1/workflows': reference,
  'GET /api/v1/workflows/{key}': reference,
  'POST /api/v1/calculators/deadline': calculator,
  'POST /api/v1/calculators/due-date': calculator,
  'POST /api/v1/calculators/interest': calculator,
  'POST /api/v1/calculators/size': calculator,
  // One route serves the calculators that workflows declare.
  'POST /api/v1/calculators/{name}': calculator,
  'GET /api/v1/lpr-publications': reference,
  'POST /api/v1/lpr-publications': of('lpr.entered'),

  'GET /api/v1/policies': reference,
  'GET /api/v1/policies/{policy}': reference,
  'POST /api/v1/policies': of('policy.added', { keep: ['workflow', 'clock', 'effectiveFrom'] }),
  'POST /api/v1/policies/{policy}/end': of('policy.ended', { keep: ['effectiveTo'] }),
  'GET /api/v1/calendar': reference,
  'POST /api/v1/calendar/years': of('calendar.imported', { keep: ['year'] }),
  'POST /api/v1/recomputations': of('recomputation.made', { keep: ['dryRun', 'notify'] }),
  'GET /api/v1/recomputations': of('recomputation.read'),
  'GET /api/v1/recomputations/{id}': of('recomputation.read'),
  'POST /api/v1/recomputations/{id}/undo': of('recomputation.undone', { keep: ['notify'] }),

  'GET /api/v1/security-events': of('record.read'),
  'GET /api/v1/security-events/export': of('record.exported'),

  'POST /api/v1/simulation/advance': of('time.advanced'),
  'GET /api/v1/mailbox': demonstration,

  'GET /': unrecorded('a page that looks nothing up'),
  'GET /account': unrecorded('a page that looks nothing up'),
  'GET /.well-known/api-catalog': unrecorded('a page that looks nothing up'),
  'GET /cases/{id}': unrecorded('a page that looks nothing up'),
  'GET /track/{number}': of('case.tracked', { onlyWith: 'code' }),
  'GET /r/{token}': of('link.opened'),
  'POST /r/{token}': of('link.answered', { inHistory: true }),
  'GET /mailbox': demonstration,
  'GET /mailbox/{id}': demonstration,
  'GET /mailbox/{id}/html': demonstration,
};
