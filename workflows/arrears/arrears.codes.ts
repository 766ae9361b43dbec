import { noCooperation, settled } from '../acts/codes.js';
import type { ClosingRules } from '../acts/answering.js';
import type { CodeTable } from '../acts/payloads.js';

/** Grounds for not accepting (不予受理情形): the Jiangsu list, and what follows from Articles 2 and 3. */
export const rejectionGrounds = {
  notCommercialDebt: {
    zh: '非因采购货物、工程、服务形成的欠款',
    en: 'not a debt from the purchase of goods, works or services',
  },
  otherProcedure: {
    zh: '人民法院、仲裁机构、其他行政部门或者调解组织已经受理或者处理',
    en: 'taken up by a court, arbitration, another authority or a mediation body',
  },
  otherLegalCase: { zh: '涉及其他法律案件', en: 'part of another legal case' },
  repeated: {
    zh: '已形成处理结果并反馈，且无新的事实和理由',
    en: 'a result was given and there are no new facts or reasons',
  },
  notSme: { zh: '投诉人合同订立时不属于中小企业', en: 'not an SME when the contract was made' },
  notDebtorType: {
    zh: '被投诉人不属于机关、事业单位或者大型企业',
    en: 'the respondent is neither a public body nor a large enterprise',
  },
  centralBody: {
    zh: '被投诉人为中央单位或者中央企业，请通过国家平台投诉',
    en: 'a central body or enterprise; use the national platform',
  },
  noContract: { zh: '与被投诉人无合同关系', en: 'no contract with the respondent' },
} as const satisfies CodeTable;

/** Grounds for ending without a result (终止办理情形). */
export const terminationGrounds = {
  ...settled,
  courtOrArbitration: { zh: '已进入诉讼或者仲裁程序', en: 'brought before a court or arbitration' },
  otherBody: { zh: '已由其他部门处理', en: 'taken up by another authority' },
  ...noCooperation,
} as const satisfies CodeTable;

/**
 * Closing without the enterprise's word that it was paid: a debt that was verified and is not paid
 * stays open, whoever does not answer the telephone (Article 15; 国务院令第802号).
 */
export const closingRules: ClosingRules = {
  explained: ['unfounded', 'notDue'],
  upheld: ['unfounded', 'notDue', 'paid', 'disputed'],
  unanswered: ['paid'],
};

/** Results that a mediation can follow. */
export const mediableResults = ['partlyDisputed', 'disputed'] as const;

/** What the handling department found (处理结论). */
export const resultCodes = {
  verified: { zh: '欠款属实且无分歧', en: 'the debt is verified and undisputed' },
  partlyDisputed: { zh: '部分有分歧', en: 'partly disputed' },
  disputed: { zh: '有分歧', en: 'disputed' },
  paid: { zh: '已清偿', en: 'paid' },
  unfounded: { zh: '反映情况不属实', en: 'the complaint is unfounded' },
  notDue: { zh: '付款期限未届满', en: 'not due yet' },
} as const satisfies CodeTable;
