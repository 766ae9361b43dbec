import type { ClosingGround } from './answering.js';
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
  },
} as const satisfies CodeTable;

/** Nobody knows whether who complains is the enterprise (投诉人身份未能核验). */
export const identityNotShown = {
  identityNotShown: {
    zh: '投诉人未能证明其企业身份',
    en: 'the complainant did not show that it is the enterprise',
  },
} as const satisfies CodeTable;

/** Why a case was closed (办结情形), for letters. */
export const closingGrounds = {
  solved: { zh: '企业确认已解决', en: 'the enterprise says that the matter is solved' },
  paidOff: { zh: '欠款本息已清零', en: 'the debt is paid to zero, interest included or waived' },
  rectified: { zh: '整改已经确认', en: 'the rectification was confirmed' },
  upheld: { zh: '复核维持原答复', en: 'the answer was upheld on re-examination' },
  explained: {
    zh: '经核查不属实或者条件未成就，已书面说明',
    en: 'found to be unfounded or not due, and explained in writing',
  },
  noAnswer: { zh: '三次回访未能联系到企业', en: 'three follow-ups did not reach the enterprise' },
} as const satisfies CodeTable<ClosingGround>;
