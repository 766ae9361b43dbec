import type { ClosingGround } from './answering.js';
import { channels } from './channels.js';
import type { CodeTable } from './coded-payloads.js';

/** The complaint ended between the parties (和解). */
export const settled = {
  settled: { zh: '双方已和解', en: 'settled between the parties' },
} as const satisfies CodeTable;

/** The complainant does not help to clear the matter up (不配合调查). */
export const noCooperation = {
  noCooperation: {
    zh: '投诉人无正当理由拒不配合调查',
    en: 'the complainant refuses to cooperate without good reason',
    channels: [channels.mediation, channels.court],
  },
} as const satisfies CodeTable;

/** Nobody knows whether who complains is the enterprise (投诉人身份未能核验). */
export const identityNotShown = {
  identityNotShown: {
    zh: '投诉人未能证明其企业身份',
    en: 'the complainant did not show that it is the enterprise',
    channels: [channels.completeAgain, channels.mediation, channels.court],
  },
} as const satisfies CodeTable;

/** What a court or an arbitration commission has decided, and what comes after it (已有生效裁判、进入执行). */
export const decidedElsewhere = {
  judgment: {
    zh: '已有生效的判决、裁定、调解书或者仲裁裁决',
    en: 'decided by a judgment, a court mediation or an award in force',
    procedure: true,
    channels: [channels.enforcement, channels.legalAid],
  },
  enforcement: {
    zh: '已由人民法院强制执行',
    en: 'under enforcement by a court',
    procedure: true,
    channels: [channels.enforcementCourt, channels.legalAid],
  },
} as const satisfies CodeTable;

/** Who owes is insolvent or no more; of enterprises alone (企业破产法、公司法). */
export const debtorOver = {
  bankruptcy: {
    zh: '人民法院已受理被投诉人的破产申请',
    en: "a court has accepted the respondent's bankruptcy",
    procedure: true,
    channels: [channels.bankruptcyClaim, channels.legalAid],
  },
  dissolved: {
    zh: '被投诉人已解散清算或者注销登记',
    en: 'the respondent is in liquidation or struck off the register',
    channels: [channels.liquidation, channels.court, channels.legalAid],
  },
} as const satisfies CodeTable;

/** Grounds that only an enterprise can meet. */
export const enterpriseOnly: readonly string[] = Object.keys(debtorOver);

/** Why a case was closed (办结情形), for letters. */
export const closingGrounds = {
  solved: { zh: '企业确认已解决', en: 'the enterprise says that the matter is solved' },
  paidOff: { zh: '欠款本息已清零', en: 'the debt is paid to zero, interest included or waived' },
  principalPaid: {
    zh: '欠款本金已清偿；逾期利息未在本投诉中确定或者支付，企业没有放弃，可以另行主张',
    en: 'the principal is paid; interest was not determined or paid here, is not waived, and can be claimed elsewhere',
  },
  rectified: { zh: '整改已经确认', en: 'the rectification was confirmed' },
  upheld: { zh: '复核维持原答复', en: 'the answer was upheld on re-examination' },
  explained: {
    zh: '经核查不属实或者条件未成就，已书面说明',
    en: 'found to be unfounded or not due, and explained in writing',
  },
  guided: {
    zh: '欠款有分歧，没有未付的无分歧部分，已书面引导诉讼、仲裁（不计为已解决）',
    en: 'disputed; nothing undisputed is unpaid, and the way to court or arbitration was shown in writing (not counted as solved)',
  },
  noAnswer: { zh: '三次回访未能联系到企业', en: 'three follow-ups did not reach the enterprise' },
} as const satisfies CodeTable<ClosingGround>;
