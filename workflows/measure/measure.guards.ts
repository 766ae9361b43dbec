import type { CaseEvent, Label } from '../../src/definition/index.js';
import { movesAddress } from '../acts/service-address.js';
import { creditSanctions } from './measure.codes.js';
import type { MeasureContext } from './measure.context.js';
import { mustHear } from './measure.hearing.js';
import { missedWithoutReason } from './measure.interview.js';
import { approversOf } from './measure.offices.js';
import { measureTypes } from './measure.table.js';
import type { Course, ProposingRole } from './measure.types.js';

interface Asked {
  readonly context: MeasureContext;
  readonly event: CaseEvent;
}

const actorIs = (roles: readonly ProposingRole[], { event }: Asked): boolean =>
  roles.some((role) => role === event.actor.role);

const follows = (course: Course) => (asked: Asked) =>
  measureTypes[asked.context.type].course === course;

const isIssuer = (asked: Asked): boolean => actorIs(asked.context.issuers, asked);
/** By the table of today: also of a measure that was proposed under another one. */
const isApprover = (asked: Asked): boolean => {
  const { type, proposedBy } = asked.context;
  return actorIs(approversOf(type, proposedBy), asked);
};
const isCreditSanction = ({ context }: Asked): boolean =>
  creditSanctions.some((type) => type === context.type);

const wasServed = ({ context: { service } }: Asked): boolean => (service ?? null) !== null;
/** Whose document goes out; of an audit also the office that decides. */
const mayAddress = (asked: Asked): boolean =>
  isIssuer(asked) || (follows('audit')(asked) && asked.event.actor.role === 'auditor');

export const measureGuards = {
  mayReject: isApprover,
  /** A sanction is decided once the respondent was heard. */
  mayApprove: (asked: Asked) => isApprover(asked) && !mustHear(asked.context),
  mustHear: ({ context }: Asked) => mustHear(context),
  mayNotify: (asked: Asked) => isIssuer(asked) && mustHear(asked.context),
  mayIssueHeard: (asked: Asked) => isIssuer(asked) && !mustHear(asked.context),
  /** After its day and before the decision: late, and still heard. */
  lateDefence: ({ context: { hearing } }: Asked) =>
    hearing?.over === true && hearing.defence === null,
  noticeMoves: (asked: Asked) =>
    mayAddress(asked) &&
    movesAddress(asked.context, asked.event) &&
    (asked.context.hearing?.service?.way ?? 'mail') === 'mail',
  mayIssue: isIssuer,
  /** Also whoever approved it. */
  mayCancel: (asked: Asked) => isIssuer(asked) || isApprover(asked),
  /** Credit is repaired, not forgiven: no other act ends a record and what follows from it. */
  mayLift: (asked: Asked) => (isIssuer(asked) || isApprover(asked)) && !isCreditSanction(asked),
  mayCall: (asked: Asked) => isIssuer(asked) && follows('interview')(asked),
  /** On the day of the interview at the earliest. */
  interviewCome: (asked: Asked) =>
    isIssuer(asked) && asked.event.on >= (asked.context.interview?.on ?? ''),
  mayServe: (asked: Asked) => isIssuer(asked) && !follows('audit')(asked),
  /** A sanction is not complied with; it is repaired. */
  mayComply: (asked: Asked) =>
    isIssuer(asked) && !isCreditSanction(asked) && !follows('audit')(asked),
  /** Refused is only what was received: what was served, or answered. */
  mayRefuse: (asked: Asked) =>
    isIssuer(asked) &&
    !isCreditSanction(asked) &&
    !follows('audit')(asked) &&
    (wasServed(asked) || asked.context.answer !== null),
  wasServed,
  /** A measure of before, whose address nobody had confirmed, is served once more. */
  mayServeAnew: (asked: Asked) => isIssuer(asked) && !follows('audit')(asked) && !wasServed(asked),
  mayAddress,
  addressMoves: (asked: Asked) => mayAddress(asked) && movesAddress(asked.context, asked.event),
  servedElsewhere: (asked: Asked) =>
    mayAddress(asked) &&
    movesAddress(asked.context, asked.event) &&
    (asked.context.service?.way ?? 'mail') === 'mail',
  isAudit: follows('audit'),
  isInterview: follows('interview'),
  isPublication: follows('publication'),
  isForce: follows('force'),
  isRepair: follows('repair'),
  isAnswer: follows('answer'),
  isCreditSanction,
  wasHeld: ({ context }: Asked) => context.interview?.status === 'held',
  /** Nobody misses what was not brought to him. */
  wasMissed: (asked: Asked) => asked.context.interview?.status === 'missed' && wasServed(asked),
  /** Somebody stayed away without a reason, although it was served. */
  missedThough: (asked: Asked) =>
    asked.context.interview !== null &&
    missedWithoutReason(asked.context.interview) &&
    wasServed(asked),
  allKept: ({ context: { commitments } }: Asked) =>
    commitments.every(({ status }) => status === 'fulfilled'),
  allSettled: ({ context: { commitments } }: Asked) =>
    commitments.every(({ status }) => status !== 'open'),
  foundNothing: ({ context: { audit } }: Asked) => audit?.finding === 'notConfirmed',
  publicationEnds: ({ context }: Asked) => context.publicationEnds,
};

const notYours = {
  zh: '该措施由其他部门审批、发出。',
  en: 'Another office approves or issues this measure.',
} as const;

/** Why an act is not open, by the name of the guard that keeps it shut. */
export const measureRefusals: Readonly<Record<string, Label>> = {
  mayReject: notYours,
  mayApprove: {
    zh: '该措施由其他部门审批；失信记录、公示、限制、扣分应当先事先告知并听取陈述、申辩。',
    en: 'Another office decides; and before a record, a publication, a restriction or a deduction the respondent is told and heard.',
  },
  mustHear: { zh: '已经听取陈述、申辩。', en: 'The respondent was heard already.' },
  mayNotify: {
    zh: '该措施无需事先告知、已经告知，或者由其他部门告知。',
    en: 'No prior notice is needed or it was given, or another office gives it.',
  },
  mayIssueHeard: {
    zh: '由发出单位发出；应当听取陈述、申辩的，先事先告知。',
    en: 'The issuing office issues it, after a hearing where one is due.',
  },
  lateDefence: { zh: '陈述、申辩已经提出。', en: 'The defence was made already.' },
  noticeMoves: { zh: '告知书已经送达该地址。', en: 'The notice went to this address already.' },
  mayIssue: notYours,
  mayCancel: notYours,
  mayLift: {
    zh: '该措施由其他部门决定；失信认定、公示和限制措施只能通过信用修复解除，机构调整、人员变动不是理由。',
    en: 'Another office decides; a record, its publication and restrictions end by credit repair only, and no change of bodies or persons is an excuse.',
  },
  mayCall: { zh: '只有约谈由发出单位通知。', en: 'Only an interview is called, by its office.' },
  interviewCome: {
    zh: '约谈日期未到，或者由其他部门组织。',
    en: 'The day of the interview has not come, or another office holds it.',
  },
  mayServe: {
    zh: '由发出单位记录送达；审计移送由审计机关接收。',
    en: 'The issuing office records the service; an audit referral is received by the audit office.',
  },
  mayComply: {
    zh: '该措施不以履行结束，或者由其他部门确认。',
    en: 'This measure does not end by compliance, or another office confirms it.',
  },
  mayRefuse: {
    zh: '该措施尚未有效送达被投诉人，不能认定拒不履行；或者由其他部门认定。',
    en: 'It was not lawfully served on the respondent, who cannot have refused it; or another office finds so.',
  },
  mayServeAnew: { zh: '该措施已经送达。', en: 'The measure was served already.' },
  mayAddress: {
    zh: '由发出单位核实送达地址。',
    en: 'The issuing office confirms the address of service.',
  },
  addressMoves: { zh: '该地址已经核实。', en: 'This address was confirmed already.' },
  servedElsewhere: { zh: '已经送达该地址。', en: 'It was served at this address already.' },
  isAnswer: { zh: '该措施不要求书面反馈。', en: 'This measure asks for no answer.' },
  isAudit: { zh: '只适用于审计移送。', en: 'Only an audit referral has this act.' },
  isCreditSanction: { zh: '只适用于失信惩戒措施。', en: 'Only sanctions of credit have this act.' },
};
