import {
  civilCode,
  law,
  order728,
  order802,
  policy,
  policyAfter,
  supremeCourt2024,
} from '../../acts/instruments.js';
import type { DaysToPay, Regime } from '../due-date.js';
import type { InterestRate } from '../interest-rate.js';
import type { LprQuote } from '../lpr.js';
import type { Remark } from './answer-schema.js';

/** Which Regulations, and that it is a reading. */
export function ofRegime(regime: Regime): Remark {
  if (regime === 'none') {
    return {
      zh: '合同订立于2020年9月1日之前，按合同订立日判断，条例不适用，付款期限和利息以合同和一般法律规定为准（平台理解：条例没有过渡条款）。',
      en: 'The contract is older than the Regulations (2020-09-01), which do not govern it when one goes by the day of the contract: the contract and general law decide. That is a reading; the Regulations have no transitional clause.',
      basis: policyAfter(order728, '29'),
    };
  }
  const [zh, en] = regime === 'order728' ? ['第728号', '728'] : ['第802号', '802'];
  return {
    zh: `按合同订立日适用国务院令${zh}（平台理解：条例没有过渡条款）。`,
    en: `Order ${en} governs by the day of the contract. That is a reading; the Regulations have no transitional clause.`,
    basis: policyAfter(
      regime === 'order728' ? order728 : order802,
      regime === 'order728' ? '29' : '37',
    ),
  };
}

/** How many days, by what. */
export function ofDays({ days, source, basis }: DaysToPay): Remark {
  const texts: Record<DaysToPay['source'], readonly [string, string]> = {
    agreed: [`付款期限为合同约定的${days ?? 0}日。`, `The contract gives ${days ?? 0} days.`],
    default: [`合同没有约定，付款期限为${days ?? 0}日。`, `Nothing was agreed: ${days ?? 0} days.`],
    capped: [
      '合同约定超过60日，机关、事业单位的付款期限最长不得超过60日。',
      'More than 60 days were agreed; a public body may have 60 at most.',
    ],
    none: [
      '合同没有约定，条例也没有规定日数：由受理部门说明理由后确定付款期限。',
      'Neither the contract nor the Regulations give a number: the accepting department sets the date and says why.',
    ],
  };
  const [zh, en] = texts[source];
  return { zh, en, basis: basis ?? policy };
}

export const rolled: Remark = {
  zh: '期间的最后一日是法定休假日的，以其后第一个工作日为最后一日；普通周末视同休假日（平台理解）。',
  en: 'A last day that is a day off moves to the next working day; that weekends count as such is a reading.',
  basis: law(civilCode, '203'),
};

/** By what the debt bears interest. */
export function ofRate({ basis, percent }: InterestRate, regime: Regime): Remark {
  const article = regime === 'order802' ? law(order802, '17') : law(order728, '15');
  const texts: Record<InterestRate['basis'], Remark> = {
    regulation: {
      zh: '合同没有约定逾期利率，按每日利率万分之五计算。',
      en: 'No rate was agreed: 0.05 % a day.',
      basis: article,
    },
    agreed: {
      zh: `按合同约定的年利率${percent}%计算，该利率不低于合同订立时的一年期LPR。`,
      en: `The agreed rate of ${percent} % a year, which is not below the one-year LPR of the contract's day.`,
      basis: article,
    },
    lprFloor: {
      zh: `约定利率低于合同订立时的一年期LPR，不符合条例；条例没有规定由何代替，平台按LPR ${percent}%计算。`,
      en: `The agreed rate lies below the one-year LPR of the contract's day, which the Regulations do not allow. They do not say what takes its place; here it is the LPR of ${percent} %.`,
      basis: policyAfter(supremeCourt2024),
    },
    lpr: {
      zh: `背靠背条款无效时，人民法院可以按一年期LPR ${percent}%计算。`,
      en: `Where a pay-when-paid clause is void, a court may go by the one-year LPR of ${percent} %.`,
      basis: law(supremeCourt2024),
    },
  };
  return texts[basis];
}

export function ofCarriedLpr({ publishedOn, rate }: LprQuote): Remark {
  return {
    zh: `合同订立日在最后一次已录入的LPR（${publishedOn}，${rate}%）之后，暂按该值沿用；录入后续公布值后可能变化。`,
    en: `The contract is later than the last LPR that is known here (${publishedOn}, ${rate} %), which is carried forward; a later publication may change it.`,
    basis: policy,
  };
}

export const interestFirst: Remark = {
  zh: '部分付款先抵充利息，再抵充本金。',
  en: 'A part payment goes to interest first, then to the principal.',
  basis: law(civilCode, '561'),
};

export const principalFirst: Remark = {
  zh: '依当事人约定，部分付款先抵充本金。',
  en: 'As the parties agreed, a part payment goes to the principal first.',
  basis: law(civilCode, '561'),
};

/** Several items of one claim. */
export const itemsInOrder: Remark = {
  zh: '一案多笔的，利息先于本金，到期早的先抵充（平台理解）。',
  en: 'Of several items, all interest comes before any principal, and what fell due first is paid first. That is a reading.',
  basis: policyAfter(civilCode, '560'),
};

/** What the platform chose where nothing is said. */
export const counting: Remark = {
  zh: '单利；自到期日次日起算，至付款日（含）止；每段利息四舍五入到分。',
  en: 'Simple interest, from the day after the due date up to and including the day of payment; half up to whole fen in each period.',
  basis: policy,
};
