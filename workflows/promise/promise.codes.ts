import type { ClosingRules } from '../acts/answering.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/** Closing without the enterprise's word that the matter is solved. */
export const closingRules: ClosingRules = { explained: ['unfounded', 'conditionNotMet'] };

/** Results that a rectification can follow. */
export const rectifiableResults = [
  'verified',
  'beyondAuthority',
  'changedInPublicInterest',
] as const;

/** Results by which something is compensated; see `PromiseResult`. */
export const compensatedResults = ['beyondAuthority', 'changedInPublicInterest'] as const;

/** What the unit found (办理结论). */
export const resultCodes = {
  verified: { zh: '承诺属实且应予兑现', en: 'the promise is true and due' },
  conditionNotMet: { zh: '兑现条件未成就', en: 'the conditions of the promise are not fulfilled' },
  /** Promised without power: void, but what was lost is compensated. */
  beyondAuthority: {
    zh: '超越职权作出的承诺，依法补偿损失',
    en: 'promised beyond authority; losses are compensated',
  },
  /** Changed by whoever may, in due course, with compensation (民营经济促进法 70(2)). */
  changedInPublicInterest: {
    zh: '因国家利益、社会公共利益依法变更，应予补偿',
    en: 'lawfully changed in the public interest, with compensation',
  },
  unfounded: { zh: '反映情况不属实', en: 'the complaint is unfounded' },
} as const satisfies CodeTable;
