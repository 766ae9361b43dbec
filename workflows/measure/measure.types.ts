import type { Label, LegalBasis, Role, Term } from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';
import type { Precondition } from './measure.preconditions.js';

export const measureNames = [
  'supervisionNotice',
  'inquiry',
  'interview',
  'authorityInterview',
  'circular',
  'rectificationOrder',
  'assessmentDeduction',
  'auditReferral',
  'disclosureReferral',
  'dishonestyRecord',
  'publication',
  'restriction',
  'disciplineReferral',
  'creditRepair',
] as const;

export type MeasureName = (typeof measureNames)[number];

/** Roles that propose measures. Those of a unit have a head who approves; the others are the authority. */
export const proposers = [
  'handler',
  'handlerHead',
  'acceptor',
  'acceptorHead',
  'supervisor',
  'stateAssets',
  'creditOfficer',
] as const satisfies readonly Role[];

export type ProposingRole = (typeof proposers)[number];

/** A lawful way to a measure: who may propose it, about what, against whom, after what. */
export interface Route {
  readonly by: readonly ProposingRole[];
  readonly about: readonly ('promise' | 'arrears')[];
  readonly targets: readonly RespondentType[];
  readonly after: readonly Precondition[];
  readonly basis: LegalBasis;
}

/**
 * What happens once it is served: `answer`, the respondent answers within a term; `interview`,
 * `audit` and `publication` have a course of their own; `force`, it stands until it is lifted;
 * `repair`, it lifts others and is done.
 */
export type Course = 'answer' | 'interview' | 'audit' | 'publication' | 'force' | 'repair';

export interface MeasureType {
  readonly label: Label;
  /** It weighs on the respondent by itself (惩戒): nobody approves and issues, or lifts, it alone. */
  readonly sanction?: true;
  readonly routes: readonly Route[];
  /** Why another target is refused, where that is more than "no route": rule and article. */
  readonly targetBasis: LegalBasis;
  /** Who approves; not given: the head of the proposer's office. */
  readonly approvedBy?: readonly ProposingRole[];
  /** Who issues; not given: the proposer's office. */
  readonly issuedBy?: readonly ProposingRole[];
  readonly course: Course;
  /** The respondent is told beforehand and may defend itself (事先告知、陈述申辩). */
  readonly heard?: true;
  /** Against whom it is, where that is not the body complained of. */
  readonly of?: 'authority';
  /** Whom its document is for, where that is not the respondent. */
  readonly addressee?: Label;
  /** The same for respondents of a type. */
  readonly addresseeOf?: Readonly<Partial<Record<string, Label>>>;
  /** The respondent's term for an answer, from the service; an officer may set a day instead. */
  readonly answer?: Term;
  /** What is asked of the respondent, where the filing does not say it. */
  readonly request: Label;
  /** The level of escalation that it brings the complaints to. */
  readonly level?: 'supervised' | 'interviewed' | 'circulated';
  /** What is proposed by itself when it is refused; the first that fits. */
  readonly next: readonly MeasureName[];
  /** Whether the enterprise is told of it. */
  readonly toldToEnterprise: boolean;
}
