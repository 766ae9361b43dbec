import { channels as to } from '../acts/channels.js';
import type { CodeMeaning } from '../acts/coded-payloads.js';
import {
  debtorOver,
  decidedElsewhere,
  identityNotShown,
  noCooperation,
  settled,
} from '../acts/codes.js';
import type { LegalBasis, Label } from '../../src/definition/index.js';
import {
  ezhou2024,
  jiangsu2022,
  law,
  miit224,
  order802,
  policyAfter,
} from '../acts/instruments.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/** A ground with where it comes from, and where the enterprise may turn instead. */
export interface RejectionGround extends CodeMeaning {
  readonly basis: LegalBasis;
  readonly channels: readonly [Label, ...Label[]];
}

/** Grounds for not accepting (不予受理情形): the Jiangsu list, and what follows from the Regulations. */
export const rejectionGrounds = {
  notCommercialDebt: {
    zh: '非因采购货物、工程、服务形成的欠款',
    en: 'not a debt from the purchase of goods, works or services',
    basis: policyAfter(jiangsu2022),
    channels: [
      to.promiseComplaint,
      to.clearingOffice,
      to.hotline,
      to.mediation,
      to.administrativeRemedies,
      to.court,
    ],
  },
  otherProcedure: {
    zh: '人民法院、仲裁机构、其他行政部门或者调解组织已经受理或者处理',
    en: 'taken up by a court, arbitration, another authority or a mediation body',
    basis: policyAfter(jiangsu2022),
    channels: [to.thatProcedure, to.legalAid],
  },
  otherLegalCase: {
    zh: '涉及其他法律案件',
    en: 'part of another legal case',
    basis: policyAfter(jiangsu2022),
    channels: [to.thatAuthority, to.legalAid],
  },
  repeated: {
    zh: '已形成处理结果并反馈，且无新的事实和理由',
    en: 'a result was given and there are no new facts or reasons',
    basis: policyAfter(jiangsu2022),
    channels: [to.reopening, to.court, to.mediation, to.legalAid],
  },
  notSme: {
    zh: '投诉人合同订立时不属于中小企业',
    en: 'not an SME when the contract was made',
    basis: law(order802, '3'),
    channels: [to.promiseComplaint, to.clearingOffice, to.hotline, to.mediation, to.court],
  },
  notDebtorType: {
    zh: '被投诉人不属于机关、事业单位或者大型企业',
    en: 'the respondent is neither a public body nor a large enterprise',
    basis: law(order802, '2'),
    // A small state-owned enterprise is such a respondent, and owes private ones no less (民营经济促进法 67).
    channels: [
      to.promiseComplaint,
      to.clearingOffice,
      to.hotline,
      to.mediation,
      to.court,
      to.legalAid,
    ],
  },
  centralBody: {
    zh: '被投诉人为中央单位或者中央企业，请通过国家平台投诉',
    en: 'a central body or enterprise; use the national platform',
    basis: policyAfter(jiangsu2022),
    channels: [to.nationalPlatform, to.mediation, to.court, to.legalAid],
  },
  outsideRegion: {
    zh: '被投诉人不在本自治区',
    en: 'the respondent is outside this region',
    basis: law(order802, '25(1)'),
    channels: [
      to.otherProvince,
      to.nationalPlatform,
      to.clearingOffice,
      to.mediation,
      to.court,
      to.legalAid,
    ],
  },
  army: {
    zh: '军队采购',
    en: 'a purchase of the army',
    basis: law(order802, '36(2)'),
    channels: [to.army, to.mediation, to.court],
  },
  noContract: {
    zh: '与被投诉人无合同关系',
    en: 'no contract with the respondent',
    basis: law(order802, '25(4)'),
    channels: [to.counterparty, to.mediation, to.court, to.legalAid],
  },
  falseComplaint: {
    zh: '虚假投诉或者恶意投诉',
    en: 'a false or malicious complaint',
    basis: law(order802, '25(4)'),
    channels: [to.truthfulAgain, to.mediation, to.court],
  },
  notDue: {
    zh: '付款期限尚未届满',
    en: 'the due date has not passed',
    basis: law(order802, '9'),
    channels: [to.afterDueDate, to.mediation, to.court, to.legalAid],
  },
  identityNotShown: {
    ...identityNotShown.identityNotShown,
    basis: policyAfter(miit224),
  },
} as const satisfies Readonly<Record<string, RejectionGround>>;

/** Grounds for ending without a result (终止办理情形). */
export const terminationGrounds = {
  ...settled,
  courtOrArbitration: {
    zh: '已进入诉讼或者仲裁程序',
    en: 'brought before a court or arbitration',
    basis: policyAfter(ezhou2024),
    channels: [to.thatProcedure, to.legalAid],
  },
  otherBody: {
    zh: '已由其他部门处理',
    en: 'taken up by another authority',
    channels: [to.thatAuthority, to.mediation, to.court],
  },
  ...decidedElsewhere,
  ...debtorOver,
  /** It comes up while the unit handles the case (第802号令第二十九条). */
  notSme: {
    zh: '经认定投诉人合同订立时不属于中小企业',
    en: 'found not to have been an SME when the contract was made',
    basis: law(order802, '3'),
    channels: rejectionGrounds.notSme.channels,
  },
  notLargeEnterprise: {
    zh: '经认定被投诉人合同订立时不属于大型企业',
    en: 'the respondent was found not to have been a large enterprise when the contract was made',
    basis: law(order802, '3'),
    channels: rejectionGrounds.notDebtorType.channels,
  },
  falseComplaint: {
    zh: '经查属于虚假投诉或者恶意投诉',
    en: 'found to be a false or malicious complaint',
    basis: law(order802, '25(4)'),
    channels: rejectionGrounds.falseComplaint.channels,
  },
  ...noCooperation,
  ...identityNotShown,
} as const satisfies CodeTable;
