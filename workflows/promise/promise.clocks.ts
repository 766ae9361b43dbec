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
import { firstReceipt, fromReceiptExtended } from '../acts/handling.js';
import { limitation } from '../acts/rights.js';
import type { PromiseContext } from './promise.context.js';
import { promiseRightClocks } from './promise.rights.js';

const decisions = ['complaint.accept', 'complaint.reject', 'supplement.request'];

export const promiseClocks = {
  /** First look at the request and its work order (核查、生成工单). */
  precheck: {
    id: 'P-PRECHECK',
    label: { zh: '核查登记', en: 'First check' },
    owedBy: 'acceptor',
    metBy: ['complaint.check', ...decisions],
    stages: {},
  },
  /** Accept or reject (受理审查). */
  acceptance: {
    id: 'P-ACCEPT',
    label: { zh: '作出受理决定', en: 'Decision on acceptance' },
    owedBy: 'acceptor',
    metBy: decisions,
    stages: officers,
  },
  /** The enterprise completes its material (补正). */
  supplement: {
    id: 'P-SUPPLEMENT',
    label: { zh: '补正材料', en: 'Missing material' },
    owedBy: 'enterprise',
    metBy: ['supplement.submit'],
    told: { by: ['supplementRequested'], servedBy: 'acceptor' },
    stages: ladder({ near: ['supplementNear'] }),
  },
  /** Referral to the city concerned (转办). */
  referral: {
    id: 'P-REFER',
    label: { zh: '转办至承办单位', en: 'Referral to a unit' },
    owedBy: 'acceptor',
    metBy: ['referral.send'],
    stages: officers,
  },
  /** The unit signs for the referral (签收). */
  signature: {
    id: 'P-SIGN',
    label: { zh: '签收转办件', en: 'Signature for the referral' },
    owedBy: 'handler',
    metBy: ['referral.sign', 'referral.return'],
    stages: officers,
  },
  unitObjection: unitObjection('P-OBJECT'),
  returnDecision: returnDecision('P-RETURN'),
  /** The city handles the case (协调处理); a return to the same unit does not restart it. */
  cityReply: {
    id: 'P-HANDLE',
    label: { zh: '报送办理结果', en: "The unit's result" },
    owedBy: 'handler',
    metBy: ['result.submit'],
    stages: officers,
    count: fromReceiptExtended,
    countedFrom: firstReceipt,
  },
  /** A result that was sent back is mended (重办). */
  rework: {
    id: 'P-REWORK',
    label: { zh: '重新报送办理结果', en: 'Mended result' },
    owedBy: 'handler',
    metBy: ['result.submit'],
    stages: officers,
  },
  /** Review of the result and written reply to the enterprise (审核、书面答复). */
  reply: {
    id: 'P-REPLY',
    label: { zh: '审核并书面答复企业', en: 'Review and written reply' },
    owedBy: 'acceptor',
    metBy: ['reply.send', 'result.sendBack'],
    stages: officers,
  },
  followUp: followUp('P-FOLLOW'),
  closing: closing('P-CLOSE'),
  objection: objection(
    'P-OBJECTION',
    { zh: '对答复提出异议', en: 'Objection to the reply' },
    { answer: 'replied', servedBy: 'acceptor' },
  ),
  reexamination: reexamination('P-REEXAM', 'acceptorHead'),
  reopening: reopening('P-REOPEN'),
  cooperation: cooperation('P-COOPERATE'),
  acceptorDesk: desk('P-DESK-ACCEPTOR', 'acceptorHead'),
  handlerDesk: desk('P-DESK-HANDLER', 'handlerHead'),
  /** The date that the supervising authority sets for the rectification (整改期限). */
  rectification: {
    id: 'P-RECTIFY',
    label: { zh: '完成整改', en: 'Rectification' },
    owedBy: 'handler',
    metBy: ['rectification.fulfil'],
    stages: officers,
    count: ({ rectification }: PromiseContext, on: BusinessDate) => ({
      from: rectification?.orderedOn ?? on,
      extension: rectification ? daysBetween(rectification.orderedOn, rectification.dueOn) : 0,
    }),
    countedFrom: { zh: '责令整改之日', en: 'the order' },
  },
  /** Monthly report on the rectification (整改进展月报). */
  rectificationReport: {
    id: 'P-RECTIFY-REPORT',
    label: { zh: '报送整改进展', en: 'Monthly report on the rectification' },
    owedBy: 'handler',
    metBy: ['rectification.report', 'rectification.fulfil'],
    stages: officers,
  },
  /** Confirmation that the promise was fulfilled (确认整改完成). */
  confirmation: {
    id: 'P-CONFIRM',
    label: { zh: '确认整改完成', en: 'Confirmation of the rectification' },
    owedBy: 'supervisor',
    metBy: ['rectification.confirm', 'rectification.dispute'],
    stages: officers,
  },
  supervision: supervision('P-SUPERVISE'),
  limitation: limitation('P-LIMITATION'),
  ...promiseRightClocks,
} as const satisfies Readonly<Record<string, ClockDefinition<PromiseContext>>>;

export type PromiseClock = keyof typeof promiseClocks;
