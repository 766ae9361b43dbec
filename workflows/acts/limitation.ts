import type { BusinessDate, Label, LegalBasis } from '../../src/definition/index.js';
import { addMonths, addYears } from '../../src/kernel/business-date.js';
import { civilCode, law, limitationRules2020 } from './instruments.js';

/**
 * What begins limitation anew (诉讼时效中断, 《民法典》第一百九十五条), each with its article. `revives`: after
 * the last day it takes the defence from the debtor (第一百九十二条第二款), which asking does not.
 */
export const interruptionCodes = {
  complaint: {
    zh: '向有权处理的国家机关投诉',
    en: 'a complaint to an authority that may deal with it',
    basis: law(limitationRules2020, '12'),
    revives: false,
  },
  payment: {
    zh: '债务人部分付款',
    en: 'a part payment of the debtor',
    basis: law(limitationRules2020, '14'),
    revives: false,
  },
  plan: {
    zh: '债务人同意还款计划',
    en: 'a plan of repayment that the debtor agreed to',
    basis: law(limitationRules2020, '14'),
    revives: true,
  },
  agreement: {
    zh: '调解达成一致',
    en: 'an agreement in mediation',
    basis: law(civilCode, '195'),
    revives: true,
  },
  acknowledgement: {
    zh: '债务人书面承认欠款',
    en: 'the debtor acknowledged the debt in writing',
    basis: law(civilCode, '195'),
    revives: true,
  },
} as const satisfies Readonly<
  Record<string, Label & { readonly basis: LegalBasis; readonly revives: boolean }>
>;

export type InterruptionCode = keyof typeof interruptionCodes;

/** Something that began limitation anew, on its day. */
export interface Interruption {
  readonly on: BusinessDate;
  readonly by: InterruptionCode;
}

/** How long limitation is (《民法典》第一百八十八条第一款), and what it was before 2017-10-01 (《民法通则》第一百三十五条). */
const MONTHS = { now: 36, before: 24 } as const;

/** A right whose two years were over by then stays so (法释〔2018〕12号第二条、第三条). */
const THREE_YEARS_FROM: BusinessDate = '2017-10-01';

/** Beyond this a right is not protected, whatever interrupts it (第一百八十八条第二款). */
const MOST_YEARS = 20;

/** Limitation of a claim as it stands. */
export interface Limitation {
  /** Day 0 of what runs now: the due date, or the last interruption. */
  readonly from: BusinessDate;
  /** Length of what runs now; fewer where the twenty years come first, and then not whole months. */
  readonly months: number;
  /** The last day to sue by counting alone, without rolling off a day off. */
  readonly lastDay: BusinessDate;
  /** What interrupted it in time, in order. */
  readonly interruptions: readonly Interruption[];
}

/**
 * Limitation from the due date on (自履行期限届满之日起), begun anew by each interruption in time.
 *
 * @param dueOn the last day on which performance was in time; it is day 0
 * @param interruptions in any order; those until the due date interrupt nothing
 */
export function limitationOf(
  dueOn: BusinessDate,
  interruptions: readonly Interruption[],
): Limitation {
  const most = addYears(dueOn, MOST_YEARS);
  const inTime: Interruption[] = [];
  let from = dueOn;
  for (const each of interruptions.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    if (each.on <= from) continue;
    const isLate = each.on > lastDayFrom(from);
    if (each.on > most || (isLate && !interruptionCodes[each.by].revives)) continue;
    inTime.push(each);
    from = each.on;
  }
  const last = lastDayFrom(from);
  return {
    from,
    months: monthsFrom(from),
    lastDay: last < most ? last : most,
    interruptions: inTime,
  };
}

const lastDayFrom = (from: BusinessDate): BusinessDate => addMonths(from, monthsFrom(from));

function monthsFrom(from: BusinessDate): number {
  return addMonths(from, MONTHS.before) < THREE_YEARS_FROM ? MONTHS.before : MONTHS.now;
}
