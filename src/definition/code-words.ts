import type { CodeWords } from './asks.js';
import type { Term } from './clock.js';
import type { Governing, PolicyUnit, RollRule, StartRule } from './clock-policy.js';
import type { Locale } from './party.js';
import type { AddressSource } from './service-address.js';

/** In what a term counts (期限单位). */
export const termUnitWords = {
  workingDay: { zh: '工作日', en: 'working days' },
  calendarDay: { zh: '自然日', en: 'calendar days' },
  month: { zh: '月', en: 'months' },
} as const satisfies CodeWords<Term['unit']>;

export const policyUnitWords = {
  ...termUnitWords,
  setDate: { zh: '另行指定日期', en: 'a date that is set' },
} as const satisfies CodeWords<PolicyUnit>;

export const startRuleWords = {
  dayAfterEvent: { zh: '自次日起算', en: 'from the day after the event' },
  dayOfEvent: { zh: '自当日起算', en: 'from the day of the event' },
} as const satisfies CodeWords<StartRule>;

export const rollRuleWords = {
  nextWorkingDay: { zh: '顺延至下一工作日', en: 'goes on to the next working day' },
  none: { zh: '不顺延', en: 'stays where it is' },
} as const satisfies CodeWords<RollRule>;

export const governingWords = {
  filing: { zh: '以投诉时的规则为准', en: 'the rule of the day of filing' },
  contract: { zh: '以合同订立时的规则为准', en: 'the rule of the day of the contract' },
} as const satisfies CodeWords<Governing>;

/** Whether a text of law says it, or the platform chose it. */
export const markWords = {
  law: { zh: '法律规定', en: 'set by law' },
  policy: { zh: '平台规则', en: 'chosen by the platform' },
} as const satisfies CodeWords;

/** How an address was found (核实方式). */
export const addressSourceWords = {
  directory: { zh: '机构名录', en: 'a directory of bodies' },
  officialSite: { zh: '官方网站', en: 'an official site' },
  telephone: { zh: '电话核实', en: 'by telephone' },
} as const satisfies CodeWords<AddressSource>;

export const localeWords = {
  'zh-CN': { zh: '中文', en: 'Chinese' },
  en: { zh: '英文', en: 'English' },
} as const satisfies CodeWords<Locale>;

/** Flags of an address line and of forms, which are texts. */
export const yesOrNo = {
  true: { zh: '是', en: 'yes' },
  false: { zh: '否', en: 'no' },
} as const satisfies CodeWords;
