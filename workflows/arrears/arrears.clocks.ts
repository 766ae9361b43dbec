import type { ClockDefinition } from '../../src/definition/index.js';
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
import { firstReceipt, fromReceiptExtended } from '../acts/handling.js';
import {
  law,
  miit224,
  order802,
  policy,
  policyAfter,
  privateEconomy2025,
} from '../acts/instruments.js';
import type { ArrearsContext } from './arrears.context.js';

export const arrearsClocks = {
  /** Review of the complaint (投诉审查). */
  review: {
    id: 'A-REVIEW',
    label: { zh: '审查并作出受理决定', en: 'Review and decision on acceptance' },
    term: { value: 10, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: ['complaint.accept', 'complaint.reject', 'supplement.request'],
    basis: law(miit224),
    stages: officers,
  },
  /** Hand-over to the handling department (转交处理投诉部门). */
  transfer: {
    id: 'A-TRANSFER',
    label: { zh: '转交处理投诉部门', en: 'Transfer to the handling department' },
    term: { value: 10, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: ['referral.send'],
    basis: law(order802, '25(1)'),
    stages: officers,
  },
  /** Without a signature the delivery record stands for the receipt (视为签收). */
  signature: {
    id: 'A-SIGN',
    label: { zh: '签收投诉材料', en: 'Signature for the material' },
    term: { value: 3, unit: 'workingDay' },
    owedBy: 'handler',
    metBy: ['referral.sign', 'referral.return'],
    basis: policy,
    stages: [{ offset: -1, notices: ['deadlineNear'] }],
  },
  unitObjection: unitObjection('A-OBJECT'),
  returnDecision: returnDecision('A-RETURN'),
  /** Result and written feedback (形成处理结果并书面反馈), from the day the material was received. */
  handling: {
    id: 'A-HANDLE',
    label: { zh: '形成处理结果并书面反馈', en: 'Result and written feedback' },
    term: { value: 30, unit: 'calendarDay' },
    cap: { value: 90, unit: 'calendarDay' },
    owedBy: 'handler',
    metBy: ['reply.send'],
    basis: law(order802, '25(2)'),
    stages: officers,
    count: fromReceiptExtended,
    countedFrom: firstReceipt,
  },
  objection: objection('A-OBJECTION', {
    zh: '对处理结果提出异议',
    en: 'Objection to the feedback',
  }),
  followUp: followUp('A-FOLLOW'),
  closing: closing('A-CLOSE'),
  /** Negotiation and mediation between the parties (协商调解). */
  mediation: {
    id: 'A-MEDIATE',
    label: { zh: '协商调解', en: 'Mediation' },
    term: { value: 30, unit: 'calendarDay' },
    owedBy: 'handler',
    metBy: ['mediation.agree', 'mediation.fail'],
    basis: policyAfter(privateEconomy2025, '69'),
    stages: officers,
  },
  reexamination: reexamination('A-REEXAM', 'acceptor'),
  reopening: reopening('A-REOPEN'),
  cooperation: cooperation('A-COOPERATE'),
  acceptorDesk: desk('A-DESK-ACCEPTOR', 'acceptorHead'),
  handlerDesk: desk('A-DESK-HANDLER', 'handlerHead'),
  supervision: supervision('A-SUPERVISE', policy),
} as const satisfies Readonly<Record<string, ClockDefinition<ArrearsContext>>>;

export type ArrearsClock = keyof typeof arrearsClocks;
