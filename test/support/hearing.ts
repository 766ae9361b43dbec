import type { Manner } from './engine-under-test.js';

/** Measures before which the respondent is told and heard. */
export const heardTypes: readonly unknown[] = [
  'assessmentDeduction',
  'dishonestyRecord',
  'publication',
  'restriction',
];

/** Prior notice is given and answered on paper, by an officer of the issuing office. */
export const heard = (by: Manner): readonly (readonly [type: string, manner: Manner])[] => [
  ['hearing.notify', { ...by, payload: {} }],
  ['defence.record', { ...by, payload: { way: 'onPaper', statement: '欠款已列入资金计划。' } }],
];

/** The decision says how the defence was considered. */
export const considered = { payload: { considered: '列入计划不等于支付，不予采纳。' } };
