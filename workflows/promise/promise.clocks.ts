import { ladder, type ClockDefinition } from '../../src/definition/index.js';
import { objection, officers, returnDecision, supervision, unitObjection } from '../acts/clocks.js';
import { fromReceiptExtended } from '../acts/handling.js';
import {
  guangxi2023,
  henan2020,
  hubei2020,
  law,
  policy,
  policyAfter,
  shenzhen2022,
} from '../acts/instruments.js';
import type { PromiseContext } from './promise.context.js';

const decisions = ['complaint.accept', 'complaint.reject', 'supplement.request'];

export const promiseClocks = {
  /** First look at the request and its work order (核查、生成工单). */
  precheck: {
    id: 'P-PRECHECK',
    label: { zh: '核查登记', en: 'First check' },
    term: { value: 1, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: ['complaint.check', ...decisions],
    basis: law(guangxi2023),
    stages: [],
  },
  /** Accept or reject (受理审查). */
  acceptance: {
    id: 'P-ACCEPT',
    label: { zh: '作出受理决定', en: 'Decision on acceptance' },
    term: { value: 3, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: decisions,
    basis: policyAfter(hubei2020),
    stages: officers,
  },
  /** The enterprise completes its material (补正). */
  supplement: {
    id: 'P-SUPPLEMENT',
    label: { zh: '补正材料', en: 'Missing material' },
    term: { value: 15, unit: 'workingDay' },
    owedBy: 'enterprise',
    metBy: ['supplement.submit'],
    basis: policyAfter(shenzhen2022),
    stages: ladder({ near: ['supplementNear'] }),
  },
  /** Referral to the city concerned (转办). */
  referral: {
    id: 'P-REFER',
    label: { zh: '转办至承办单位', en: 'Referral to a unit' },
    term: { value: 3, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: ['referral.send'],
    basis: policy,
    stages: officers,
  },
  /** The unit signs for the referral (签收). */
  signature: {
    id: 'P-SIGN',
    label: { zh: '签收转办件', en: 'Signature for the referral' },
    term: { value: 2, unit: 'workingDay' },
    owedBy: 'handler',
    metBy: ['referral.sign', 'referral.return'],
    basis: policy,
    stages: officers,
  },
  unitObjection: unitObjection('P-OBJECT'),
  returnDecision: returnDecision('P-RETURN'),
  /** The city handles the case (协调处理); a return to the same unit does not restart it. */
  cityReply: {
    id: 'P-HANDLE',
    label: { zh: '报送办理结果', en: "The unit's result" },
    term: { value: 15, unit: 'workingDay' },
    cap: { value: 30, unit: 'workingDay' },
    owedBy: 'handler',
    metBy: ['result.submit'],
    basis: policyAfter(hubei2020),
    stages: officers,
    count: fromReceiptExtended,
  },
  /** A result that was sent back is mended (重办). */
  rework: {
    id: 'P-REWORK',
    label: { zh: '重新报送办理结果', en: 'Mended result' },
    term: { value: 5, unit: 'workingDay' },
    owedBy: 'handler',
    metBy: ['result.submit'],
    basis: policy,
    stages: officers,
  },
  /** Review of the result and written reply to the enterprise (审核、书面答复). */
  reply: {
    id: 'P-REPLY',
    label: { zh: '审核并书面答复企业', en: 'Review and written reply' },
    term: { value: 5, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: ['reply.send', 'result.sendBack'],
    basis: policyAfter(hubei2020),
    stages: officers,
  },
  /** The acceptor asks the enterprise whether the matter is solved (回访). */
  followUp: {
    id: 'P-FOLLOW',
    label: { zh: '回访企业', en: 'Follow-up with the enterprise' },
    term: { value: 10, unit: 'workingDay' },
    owedBy: 'acceptor',
    metBy: [],
    basis: policy,
    stages: [],
  },
  objection: objection('P-OBJECTION', { zh: '对答复提出异议', en: 'Objection to the reply' }),
  supervision: supervision('P-SUPERVISE', policyAfter(hubei2020)),
} as const satisfies Readonly<Record<string, ClockDefinition<PromiseContext>>>;

export type PromiseClock = keyof typeof promiseClocks;

/** How far an extension of the unit's term may go (一次、不超过15个工作日). */
export const extensionBasis = policyAfter(henan2020);
