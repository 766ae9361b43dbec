import { identityNotShown, noCooperation, settled } from '../acts/codes.js';
import type { ClosingRules } from '../acts/answering.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/** Grounds for not accepting (不予受理情形), after the list of Ezhou. */
export const rejectionGrounds = {
  betweenMarketEntities: {
    zh: '市场主体之间的民事纠纷',
    en: 'a civil dispute between market entities',
  },
  outOfScope: { zh: '不属于受理范围', en: 'outside the scope of this mechanism' },
  otherProcedure: {
    zh: '已由复议、诉讼、仲裁或者纪检监察机关受理',
    en: 'taken up by reconsideration, a court, arbitration or a disciplinary body',
  },
  legallyClosed: { zh: '已经依法终结', en: 'closed by law' },
  criminalMatter: {
    zh: '涉嫌违法犯罪，由公安、司法机关处理',
    en: 'a matter for the police or criminal justice',
  },
  forceMajeure: { zh: '因不可抗力所致', en: 'caused by force majeure' },
  repeated: {
    zh: '同一事项以同一理由重复投诉',
    en: 'the same matter filed again for the same reason',
  },
  ...identityNotShown,
  otherBody: { zh: '依法应由其他机关处理', en: 'by law a matter of another body' },
} as const satisfies CodeTable;

/** Grounds for ending without a result (终止办理情形). */
export const terminationGrounds = {
  ...settled,
  courtOrArbitration: { zh: '已提起诉讼或者仲裁', en: 'brought before a court or arbitration' },
  reconsideration: { zh: '已申请行政复议', en: 'brought to administrative reconsideration' },
  ...noCooperation,
  ...identityNotShown,
} as const satisfies CodeTable;

/** Closing without the enterprise's word that the matter is solved. */
export const closingRules: ClosingRules = { explained: ['unfounded', 'conditionNotMet'] };

/** Results that a rectification can follow. */
export const rectifiableResults = ['verified', 'beyondAuthority'] as const;

/** What the unit found (办理结论). */
export const resultCodes = {
  verified: { zh: '承诺属实且应予兑现', en: 'the promise is true and due' },
  conditionNotMet: { zh: '兑现条件未成就', en: 'the conditions of the promise are not fulfilled' },
  /** Promised without power: void, but what was lost is compensated. */
  beyondAuthority: {
    zh: '超越职权作出的承诺，依法补偿损失',
    en: 'promised beyond authority; losses are compensated',
  },
  unfounded: { zh: '反映情况不属实', en: 'the complaint is unfounded' },
} as const satisfies CodeTable;
