import type { ClosingRules } from '../acts/answering.js';
import type { CodeTable } from '../acts/coded-payloads.js';

/**
 * Closing without a ledger that is paid off: a debt that was verified and is not paid stays open,
 * whatever anybody says on the telephone (Article 15; 国务院令第802号).
 */
export const closingRules: ClosingRules = {
  explained: ['unfounded', 'notDue'],
  upheld: ['unfounded', 'notDue'],
  unanswered: [],
};

/** Results whose undisputed part is paid, so that only a court or an arbitration can say more. */
export const guidableResults = ['partlyDisputed', 'disputed'] as const;

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
