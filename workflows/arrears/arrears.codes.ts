import { identityNotShown, noCooperation, settled } from '../acts/codes.js';
import type { ClosingRules } from '../acts/answering.js';
import type { Label, LegalBasis } from '../../src/definition/index.js';
import { jiangsu2022, law, miit224, order802, policyAfter } from '../acts/instruments.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/** A ground with where it comes from, and where the enterprise may turn instead. */
export interface RejectionGround extends Label {
  readonly basis: LegalBasis;
  readonly channel: Label;
}

const court: Label = {
  zh: '可以依照合同约定申请仲裁或者向人民法院提起诉讼',
  en: 'arbitration or the courts, as the contract provides',
};

/** Grounds for not accepting (不予受理情形): the Jiangsu list, and what follows from the Regulations. */
export const rejectionGrounds = {
  notCommercialDebt: {
    zh: '非因采购货物、工程、服务形成的欠款',
    en: 'not a debt from the purchase of goods, works or services',
    basis: policyAfter(jiangsu2022),
    channel: {
      zh: '属于政府承诺、补贴、土地等事项的，可以提交“政府不兑现承诺”投诉',
      en: 'a complaint about a broken promise, where it is about promises, subsidies or land',
    },
  },
  otherProcedure: {
    zh: '人民法院、仲裁机构、其他行政部门或者调解组织已经受理或者处理',
    en: 'taken up by a court, arbitration, another authority or a mediation body',
    basis: policyAfter(jiangsu2022),
    channel: { zh: '请在该程序中主张权利', en: 'the procedure that has taken it up' },
  },
  otherLegalCase: {
    zh: '涉及其他法律案件',
    en: 'part of another legal case',
    basis: policyAfter(jiangsu2022),
    channel: { zh: '请向办理该案件的机关反映', en: 'the authority that handles that case' },
  },
  repeated: {
    zh: '已形成处理结果并反馈，且无新的事实和理由',
    en: 'a result was given and there are no new facts or reasons',
    basis: policyAfter(jiangsu2022),
    channel: {
      zh: '有新的事实和理由的，请在原案件中申请重新办理；也可以依法申请仲裁或者提起诉讼',
      en: 'reopening of the earlier case on new facts; arbitration or the courts',
    },
  },
  notSme: {
    zh: '投诉人合同订立时不属于中小企业',
    en: 'not an SME when the contract was made',
    basis: law(order802, '3'),
    channel: court,
  },
  notDebtorType: {
    zh: '被投诉人不属于机关、事业单位或者大型企业',
    en: 'the respondent is neither a public body nor a large enterprise',
    basis: law(order802, '2'),
    channel: court,
  },
  centralBody: {
    zh: '被投诉人为中央单位或者中央企业，请通过国家平台投诉',
    en: 'a central body or enterprise; use the national platform',
    basis: policyAfter(jiangsu2022),
    channel: {
      zh: '工业和信息化部的全国统一投诉平台',
      en: 'the national complaint platform of the Ministry of Industry and Information Technology',
    },
  },
  noContract: {
    zh: '与被投诉人无合同关系',
    en: 'no contract with the respondent',
    basis: law(order802, '25(4)'),
    channel: { zh: '请向与您订立合同的一方主张', en: 'whoever made the contract with you' },
  },
  notDue: {
    zh: '付款期限尚未届满',
    en: 'the due date has not passed',
    basis: law(order802, '9'),
    channel: { zh: '付款期限届满后可以再次投诉', en: 'a complaint once the due date has passed' },
  },
  identityNotShown: {
    ...identityNotShown.identityNotShown,
    basis: policyAfter(miit224),
    channel: {
      zh: '备齐营业执照、签字人身份或者授权材料后可以再次投诉',
      en: 'a complaint with the licence and the proof of who signs for the enterprise',
    },
  },
} as const satisfies Readonly<Record<string, RejectionGround>>;

/** Grounds for ending without a result (终止办理情形). */
export const terminationGrounds = {
  ...settled,
  courtOrArbitration: { zh: '已进入诉讼或者仲裁程序', en: 'brought before a court or arbitration' },
  otherBody: { zh: '已由其他部门处理', en: 'taken up by another authority' },
  ...noCooperation,
  ...identityNotShown,
} as const satisfies CodeTable;

/**
 * Closing without a ledger that is paid off: a debt that was verified and is not paid stays open,
 * whatever anybody says on the telephone (Article 15; 国务院令第802号).
 */
export const closingRules: ClosingRules = {
  explained: ['unfounded', 'notDue'],
  upheld: ['unfounded', 'notDue'],
  unanswered: [],
};

/** Results after which a plan of repayment makes sense. */
export const plannableResults = ['verified', 'partlyDisputed', 'disputed'] as const;

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
