import type { CodeWords } from '../definition/index.js';
import type { CaseSort } from './case-order.js';

/** By what lists of cases are asked for. */
export const awaitedWords = {
  me: { zh: '等待本人办理', en: 'awaits me' },
} as const satisfies CodeWords;

export const dueWords = {
  overdue: { zh: '已超期', en: 'overdue' },
  soon: { zh: '即将到期', en: 'due soon' },
} as const satisfies CodeWords;

export const sortWords = {
  urgency: { zh: '按紧急程度', en: 'most urgent first' },
  yourDeadline: { zh: '按本人期限', en: 'your own deadlines first' },
  updatedAt: { zh: '按更新时间，早的在前', en: 'updated earliest first' },
  '-updatedAt': { zh: '按更新时间，晚的在前', en: 'updated latest first' },
  filedAt: { zh: '按投诉时间，早的在前', en: 'filed earliest first' },
  '-filedAt': { zh: '按投诉时间，晚的在前', en: 'filed latest first' },
} as const satisfies CodeWords<CaseSort>;
