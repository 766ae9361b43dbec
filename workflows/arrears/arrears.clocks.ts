import { ladder, type BusinessDate, type ClockDefinition } from '../../src/definition/index.js';
import { daysBetween } from '../../src/kernel/business-date.js';
import {
  closing,
  cooperation,
  desk,
  followUp,
  objection,
  officers,
  reexamination,
  reopening,
  returnDecision,
  supervision,
  unitObjection,
} from '../acts/clocks.js';
import { limitation } from '../acts/rights.js';
import { firstReceipt, fromReceiptExtended } from '../acts/handling.js';
import type { ArrearsContext } from './arrears.context.js';
import { respondentFeedback } from './arrears.feedback.js';

/** The respondent has agreed on the plan itself; what it promised needs no service. */
const byOwnWord = ({ ledger: { plan } }: ArrearsContext): boolean => plan !== null;

const ownPlan = {
  withoutLetter: {
    zh: '还款日期由被投诉人在还款计划中自行承诺。',
    en: 'The respondent has agreed on the days of the plan itself.',
  },
} as const;

export const arrearsClocks = {
  /** Review of the complaint (投诉审查). */
  review: {
    id: 'A-REVIEW',
    label: { zh: '审查并作出受理决定', en: 'Review and decision on acceptance' },
    owedBy: 'acceptor',
    metBy: ['complaint.accept', 'complaint.reject', 'supplement.request'],
    stages: officers,
  },
  /** Hand-over to the handling department (转交处理投诉部门). */
  transfer: {
    id: 'A-TRANSFER',
    label: { zh: '转交处理投诉部门', en: 'Transfer to the handling department' },
    owedBy: 'acceptor',
    metBy: ['referral.send'],
    stages: officers,
  },
  /** Without a signature the delivery record stands for the receipt (视为签收). */
  signature: {
    id: 'A-SIGN',
    label: { zh: '签收投诉材料', en: 'Signature for the material' },
    owedBy: 'handler',
    metBy: ['referral.sign', 'referral.return'],
    stages: ladder({ near: ['deadlineNear'] }),
  },
  unitObjection: unitObjection('A-OBJECT'),
  returnDecision: returnDecision('A-RETURN'),
  /** Result and written feedback (形成处理结果并书面反馈), from the day the material was received. */
  handling: {
    id: 'A-HANDLE',
    label: { zh: '形成处理结果并书面反馈', en: 'Result and written feedback' },
    owedBy: 'handler',
    metBy: ['reply.send'],
    stages: officers,
    count: fromReceiptExtended,
    countedFrom: firstReceipt,
  },
  respondentFeedback,
  objection: objection(
    'A-OBJECTION',
    { zh: '对处理结果提出异议', en: 'Objection to the feedback' },
    { answer: 'fedBack', servedBy: 'handler' },
  ),
  followUp: followUp('A-FOLLOW'),
  closing: closing('A-CLOSE'),
  /** Negotiation and mediation between the parties (协商调解). */
  mediation: {
    id: 'A-MEDIATE',
    label: { zh: '协商调解', en: 'Mediation' },
    owedBy: 'handler',
    metBy: ['mediation.agree', 'mediation.fail'],
    stages: officers,
  },
  /** Determination of the size by the SME department (企业规模类型认定). */
  sizeOpinion: {
    id: 'A-SIZE',
    label: { zh: '认定企业规模', en: 'Determination of the size' },
    owedBy: 'coHandler',
    metBy: ['size.decide'],
    stages: officers,
  },
  /** The same of a doubt that comes up after the acceptance, by the unit that owes it. */
  sizeDetermination: {
    id: 'A-SIZE-LATER',
    label: { zh: '认定企业规模', en: 'Determination of the size' },
    owedBy: 'coHandler',
    metBy: ['size.decide'],
    stages: officers,
  },
  /** A bank receipt stands unopposed (回款公示异议期), one clock for each payment. */
  paymentSilence: {
    id: 'A-PAYMENT',
    label: { zh: '核对回款并提出异议', en: 'Objection to a reported payment' },
    owedBy: 'enterprise',
    metBy: [],
    told: { by: ['paymentReported'], servedBy: 'handler' },
    stages: ladder({ near: ['paymentNear'] }),
  },
  /** A day of the plan of repayment (分期还款日), one clock for each. */
  instalment: {
    id: 'A-INSTALMENT',
    label: { zh: '分期还款', en: 'Instalment' },
    owedBy: 'respondent',
    metBy: ['payment.record', 'payment.confirm'],
    reached: byOwnWord,
    told: ownPlan,
    stages: ladder({ near: ['instalmentNear', 'instalmentNearToHandler'] }),
    count: ({ ledger: { plan } }: ArrearsContext, on: BusinessDate, subject: string | null) => {
      const instalment = plan?.instalments.find(({ no }) => String(no) === subject);
      const from = plan?.agreedOn ?? on;
      return { from, extension: instalment ? daysBetween(from, instalment.dueOn) : 0 };
    },
    countedFrom: { zh: '还款计划达成之日', en: 'the agreement' },
  },
  /** After an instalment's day (宽限期); then the plan is missed. */
  instalmentGrace: {
    id: 'A-INSTALMENT-GRACE',
    label: { zh: '分期还款宽限', en: 'Days of grace for an instalment' },
    owedBy: 'respondent',
    metBy: [],
    reached: byOwnWord,
    told: ownPlan,
    stages: {},
  },
  reexamination: reexamination('A-REEXAM', 'acceptor'),
  reopening: reopening('A-REOPEN'),
  cooperation: cooperation('A-COOPERATE'),
  acceptorDesk: desk('A-DESK-ACCEPTOR', 'acceptorHead'),
  handlerDesk: desk('A-DESK-HANDLER', 'handlerHead'),
  supervision: supervision('A-SUPERVISE'),
  limitation: limitation('A-LIMITATION'),
} as const satisfies Readonly<Record<string, ClockDefinition<ArrearsContext>>>;

export type ArrearsClock = keyof typeof arrearsClocks;
