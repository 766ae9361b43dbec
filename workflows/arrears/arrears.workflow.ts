import type { WorkflowDefinition } from '../../src/definition/index.js';
import { closingGrounds } from '../acts/codes.js';
import { escalationBy } from '../acts/escalating.js';
import { sharedTemplates } from '../acts/notices.js';
import { refusals } from '../acts/refusals.js';
import { arrearsClocks } from './arrears.clocks.js';
import { arrearsInput } from './arrears.context.js';
import { arrearsDocuments } from './arrears.documents.js';
import { arrearsEvents } from './arrears.events.js';
import { feedbackLinks } from './arrears.feedback.js';
import { arrearsFiling } from './arrears.filing.js';
import { arrearsLedger } from './arrears.ledger.js';
import { arrearsTimedRights } from './arrears.limitation.js';
import { arrearsMachine } from './arrears.machine.js';
import { arrearsNotices } from './arrears.notices.js';
import { arrearsCalculators } from './calculators/index.js';

/**
 * A public body or a large enterprise owes money to an SME (拖欠中小企业账款): reviewed, handed
 * to the competent department, answered in writing within 30 days, at most 90.
 */
export const arrearsV1: WorkflowDefinition = {
  key: 'arrears',
  version: 1,
  label: { zh: '拖欠中小企业账款投诉', en: 'Overdue payment' },
  numberPrefix: 'A',
  filing: { ...arrearsFiling, remembers: arrearsInput },
  machine: arrearsMachine,
  events: arrearsEvents,
  clocks: arrearsClocks,
  guards: {
    ...refusals,
    mayClose: {
      zh: '台账本息未清零，企业没有明确放弃利息，也没有在本金清偿后确认已解决；只有经核查不属实或者未到期并已说明的，或者无分歧部分已付清、有分歧部分已书面引导诉讼、仲裁（dispute.guide）的，才可以在未清零时办结。',
      en: 'The ledger is not paid to zero with interest, the interest is not waived, and the enterprise has not called the matter solved after the principal was paid; without that, only what is unfounded or not due and was explained can be closed, or what is disputed once the undisputed part is paid and the way to court was shown (dispute.guide).',
    },
    sizeSettled: {
      zh: '企业规模已提请认定，认定结果尚未作出；或者按填报数据被投诉人不属于大型企业，请先提请认定（size.dispute）。',
      en: 'A size was asked for and is not determined yet; or by the figures of the filing the respondent is no large enterprise: have it determined first (size.dispute).',
    },
    notLarge: {
      zh: '企业订立合同时被认定为大型企业，不适用中小企业款项支付的规定，请不予受理或者终止办理（notSme）。',
      en: 'The enterprise was found to be large when the contract was made; the rules for small and medium enterprises do not cover it: reject or end the complaint (notSme).',
    },
    respondentLarge: {
      zh: '被投诉人订立合同时被认定为中小企业，不适用中小企业款项支付的规定，请不予受理（notDebtorType）或者终止办理（notLargeEnterprise）。',
      en: 'The respondent was found to be no large enterprise when the contract was made; the rules do not cover it: reject (notDebtorType) or end (notLargeEnterprise) the complaint.',
    },
    dueDatesKnown: {
      zh: '付款期限尚未确定，请先确定付款期限（dueDate.set）并说明理由。',
      en: 'A due date is missing: set it by dueDate.set and say why.',
    },
    termsExamined: {
      zh: '大型企业约定的付款期限超过60日，其合理性尚未审查，请先确定付款期限（dueDate.set；约定合理的，按约定日期确定）并说明理由。',
      en: 'A large enterprise has more than 60 days by contract, and whether that is reasonable was not examined: set the due dates by dueDate.set (the agreed ones, if they are) and say why.',
    },
    sizeMayBeAsked: {
      zh: '企业规模正在认定，或者双方的规模都已认定。',
      en: 'A size is being determined, or both were.',
    },
    sizeStillMatters: {
      zh: '处理结果已经形成，规模争议应当在此前提出。',
      en: 'The result is formed; a doubt about size comes before it.',
    },
    sizeOpen: {
      zh: '没有待本单位认定的企业规模。',
      en: 'No size is to be determined by this unit.',
    },
    mayPlan: {
      zh: '没有已核实且未支付的无分歧欠款。',
      en: 'No undisputed debt was verified and is unpaid.',
    },
    paymentToConfirm: { zh: '没有待确认的回款。', en: 'No payment waits for confirmation.' },
    paymentToDispute: { zh: '没有可以提出异议的回款。', en: 'No payment can be disputed.' },
    paymentToReverse: { zh: '没有可以冲正的回款。', en: 'No payment can be taken back.' },
    interestNotWaived: { zh: '利息已经放弃。', en: 'The interest was waived already.' },
    mayGuide: {
      zh: '只有存在分歧、且无分歧部分已经付清的欠款，才书面引导诉讼、仲裁。',
      en: 'The way to court is shown for what is disputed, once nothing of the undisputed part is unpaid (Article 15).',
    },
    mayMediate: {
      zh: '只有存在分歧的欠款才组织协商调解。',
      en: 'Only what is disputed is mediated.',
    },
  },
  notices: arrearsNotices,
  documents: arrearsDocuments,
  links: feedbackLinks,
  escalation: escalationBy(arrearsClocks),
  closingGrounds,
  templates: [new URL('./notices/', import.meta.url), sharedTemplates],
  ledger: arrearsLedger,
  rights: arrearsTimedRights,
  calculators: arrearsCalculators,
};
