import type {
  BusinessDate,
  CaseContext,
  LegalBasis,
  Opening,
  Party,
  Service,
} from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';
import type { Audit } from './measure.audit.js';
import type { CompleteMeasure } from './measure.filing.js';
import type { Commitment, Interview } from './measure.interview.js';
import type { Hearing } from './measure.hearing.js';
import { lawfulRoute } from './measure.rules.js';
import { approverOf, approversOf, issuersOf } from './measure.offices.js';
import { measureTypes } from './measure.table.js';
import type { MeasureName, ProposingRole } from './measure.types.js';

/** What the respondent has answered, and on which day. */
export interface Answer {
  readonly text: string;
  readonly on: BusinessDate;
  /** Nobody knows who wrote it but that the link went there. */
  readonly identityVerified: false;
  readonly sentTo: string | null;
}

/** From when to when it is public. */
export interface Publication {
  readonly from: BusinessDate;
  readonly reviewOn: BusinessDate;
  readonly until: BusinessDate;
}

/** What a measure remembers between events; JSON only. */
export interface MeasureContext<Clock extends string = string> extends CaseContext {
  readonly type: MeasureName;
  readonly about: 'promise' | 'arrears';
  readonly target: RespondentType;
  readonly proposedBy: ProposingRole;
  readonly approvers: readonly ProposingRole[];
  readonly issuers: readonly ProposingRole[];
  readonly offices: { readonly issuer: Party; readonly approver: Party };
  /** Numbers of the complaints that it is about. */
  readonly caseNumbers: readonly string[];
  readonly facts: string;
  readonly request: string;
  readonly basis: LegalBasis;
  readonly documentNumber: string | null;
  /** The official document, once it is issued. */
  readonly documentId: string | null;
  readonly issuedOn: BusinessDate | null;
  readonly servedOn: BusinessDate | null;
  /** How it was served; not there in a measure of before whose address nobody had confirmed. */
  readonly service?: Service | null;
  /** The prior notice and the defence; null, or not there in a measure of before: none yet. */
  readonly hearing?: Hearing | null;
  /** How the decision has considered the defence. */
  readonly considered?: string | null;
  /** The day that an officer set for the answer; null: the term of the type. */
  readonly dueOn: BusinessDate | null;
  readonly answer: Answer | null;
  readonly interview: Interview | null;
  readonly commitments: readonly Commitment[];
  readonly audit: Audit | null;
  readonly publication: Publication | null;
  /** The last review has found that it need not go on. */
  readonly publicationEnds: boolean;
  /** Deadlines that have lapsed and whose act is still awaited. */
  readonly overdue: readonly Clock[];
}

/** A new measure, by the filing and the complaints that it is about. */
export function measureAtOpening(opening: Opening<CompleteMeasure>): MeasureContext<never> {
  const { filing, proposer, subjects, on } = opening;
  const [first] = subjects;
  if (!first) throw new Error('A measure is about a complaint.');
  const role = proposer.role as ProposingRole;
  const approvers = approversOf(filing.type, role);
  const issuers = issuersOf(filing.type, role);
  const isPerson = (proposer.accountId ?? null) !== null;
  const approver = approverOf(filing.type, { role, isPerson });
  const issuer = issuers.includes(role) ? sideOf(role) : sideOf(issuers[0] ?? role);
  const ofUnit = issuer === 'handler';
  const { publication } = filing;
  return {
    type: filing.type,
    about: first.kind as 'promise' | 'arrears',
    target: filing.respondent.type as RespondentType,
    proposedBy: role,
    approvers,
    issuers,
    offices: { issuer, approver },
    // The unit issues it, or is told of what others do about its complaint.
    unitId: ofUnit ? (proposer.unitId ?? first.unitId) : null,
    coUnitIds: ofUnit ? [] : [...new Set(subjects.flatMap(({ unitId }) => unitId ?? []))],
    officers: { acceptor: null, handler: null },
    outcome: null,
    caseNumbers: filing.cases.map(({ number }) => number),
    facts: filing.facts,
    request: filing.request,
    basis: lawfulRoute(opening).basis,
    documentNumber: null,
    documentId: null,
    issuedOn: null,
    servedOn: null,
    service: null,
    // The same body in the same matter: what was confirmed for the complaint holds for what follows.
    // An authority that works badly is another one than the debtor.
    serviceAddress:
      measureTypes[filing.type].of === 'authority'
        ? null
        : (subjects.map(({ context }) => context.serviceAddress).find(Boolean) ?? null),
    hearing: null,
    considered: null,
    dueOn: null,
    answer: null,
    interview: null,
    commitments: [],
    audit: null,
    publicationEnds: false,
    publication: publication ? { from: on, ...publication } : null,
    overdue: [],
  };
}

/** Officers are written to before their head. */
function sideOf(role: ProposingRole): Party {
  if (role === 'handlerHead') return 'handler';
  return role === 'acceptorHead' ? 'acceptor' : role;
}
