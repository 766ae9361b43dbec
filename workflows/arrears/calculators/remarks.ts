import {
  beijing7136,
  civilCode,
  law,
  order728,
  order802,
  policy,
  policyAfter,
  referenceCase084,
  salesInterpretation2020,
  supremeCourt2024,
  worksInterpretation2020,
} from '../../acts/instruments.js';
import type { DaysToPay, Regime } from '../due-date.js';
import type { LprQuote } from '../interest/lpr.js';
import type { InterestRate } from '../interest/rate.js';
import type { OldContractReading } from '../interest/readings.js';
import { daysInWords } from '../../../src/definition/index.js';
import type { Remark } from './answer-schema.js';

/** Which Regulations, and that it is a reading. */
export function ofRegime(regime: Regime): Remark {
  if (regime === 'none') {
    return {
      zh: '合同订立于2020年9月1日之前，按合同订立日判断，条例不适用，付款期限以合同和一般法律规定为准；利息有两种理解，均予列明（平台理解：条例没有过渡条款）。',
      en: 'The contract is older than the Regulations (2020-09-01), which do not govern it when one goes by the day of the contract: the contract and general law decide on the term. Its interest has two readings, and both are shown. The Regulations have no transitional clause.',
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
export function ofDays({ days, unit, source, basis }: DaysToPay): Remark {
  const agreed = daysInWords(days ?? 0, unit);
  const texts: Record<DaysToPay['source'], readonly [string, string]> = {
    agreed: [`付款期限为合同约定的${agreed.zh}。`, `The contract gives ${agreed.en}.`],
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

/** A large enterprise's long term by contract. */
export const toExamine: Remark = {
  zh: '大型企业约定的付款期限超过60日：应当按照行业规范、交易习惯合理约定，是否合理由受理部门审查后确定付款期限。',
  en: 'A large enterprise has more than 60 days by contract. The term must be reasonable by the usage of the trade; whether it is, the accepting department examines and sets the date.',
  basis: law(order802, '9(2)'),
};

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
    agreed:
      regime === 'none'
        ? {
            zh: `按合同约定的年利率${percent}%计算。`,
            en: `The agreed rate of ${percent} % a year.`,
            basis: law(civilCode, '585'),
          }
        : {
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
      zh: `没有约定利率的工程款，按同期一年期LPR计算，目前为${percent}%。`,
      en: `What is owed for works without an agreed rate bears the one-year LPR in force, ${percent} % now.`,
      basis: law(worksInterpretation2020, '26'),
    },
    lprSurcharge: {
      zh: `没有约定逾期付款违约金的价款，以违约行为发生时的一年期LPR为基础加计，按年利率${percent}%计算；加计幅度在30%至50%之间，未确定的按30%，服务合同参照买卖合同（平台理解）。`,
      en: `A price without agreed damages bears the one-year LPR of the first day of default and a surcharge, ${percent} % a year. The surcharge lies between 30 and 50 %; here it is 30 unless another was determined, and services are treated like sales, which is a reading.`,
      basis: policyAfter(salesInterpretation2020, '18'),
    },
    set: {
      zh: `合同没有约定，受理部门说明理由后确定年利率为${percent}%。`,
      en: `Nothing was agreed; the accepting department has set ${percent} % a year and said why.`,
      basis: policy,
    },
  };
  return texts[basis];
}

/** What a contract before 2020-09-01 goes by, and what is held against it. */
export function ofReading(reading: OldContractReading): readonly Remark[] {
  const texts: Record<OldContractReading, readonly Remark[]> = {
    referenceCase: [
      {
        zh: '合同订立于条例施行前，条例施行后逾期付款仍在持续的，自2020年9月1日起可以适用条例关于逾期利息的规定，此前的利息按一般法律规定。',
        en: 'The contract is older than the Regulations: while the default lasts, their rules on interest may be applied from 2020-09-01 on, general law to the days before.',
        basis: policyAfter(referenceCase084),
      },
      {
        zh: '相反裁判：合同订立于条例施行前的，全部不适用条例。',
        en: 'Held otherwise: the Regulations do not apply to an older contract at all.',
        basis: policyAfter(beijing7136),
      },
      beforeFirstLpr,
    ],
    generalLaw: [
      {
        zh: '合同订立于条例施行前，全部期间按合同和一般法律规定计息。',
        en: 'The contract is older than the Regulations: the contract and general law govern all days.',
        basis: policyAfter(beijing7136),
      },
      {
        zh: '相反案例：条例施行后逾期仍在持续的，自2020年9月1日起可以适用条例。',
        en: 'Held otherwise: the Regulations may be applied to the days from 2020-09-01 on.',
        basis: policyAfter(referenceCase084),
      },
      beforeFirstLpr,
    ],
    undetermined: [
      {
        zh: '利息不在本投诉中确定，由当事人另行主张；企业没有放弃利息。',
        en: 'Interest is not determined here; the parties pursue it elsewhere, and it is not waived.',
        basis: policy,
      },
    ],
  };
  return texts[reading];
}

const beforeFirstLpr: Remark = {
  zh: '2019年8月19日以前没有LPR，一般法律以当时的贷款基准利率为准，平台没有收录；合同没有约定的，该期间的利息不计入，由受理部门说明理由后确定利率。',
  en: 'Before 2019-08-20 there was no LPR, and general law goes by the benchmark rates of loans of that time, which are not known here: where nothing was agreed, those days bear no interest until the accepting department sets a rate and says why.',
  basis: policyAfter(salesInterpretation2020, '18'),
};

/** Where a pay-when-paid clause is void. */
export const ofScenario: readonly Remark[] = [
  {
    zh: '背靠背条款无效时，有约定的按约定，没有约定或者约定违法的，人民法院可以按一年期LPR计息；批复没有写明以何日的LPR为准，平台按逾期期间各日有效的LPR分段计算。',
    en: 'Where a pay-when-paid clause is void, a court goes by the agreed rate if it is lawful, otherwise by the one-year LPR. The reply names no day; here it is the LPR in force on each day of the default.',
    basis: policyAfter(supremeCourt2024, '2'),
  },
  {
    zh: '大型企业以合同价款已包含对逾期付款补偿为由要求减轻违约责任，经审查抗辩理由成立的，人民法院可以支持。',
    en: 'A court may allow for it where the price is shown to compensate for late payment already.',
    basis: law(supremeCourt2024, '2'),
  },
];

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

/** Several items of one claim, each an obligation of its own. */
export const debtByDebt: Remark = {
  zh: '一案多笔的，债务人付款时指定的一笔先抵充；没有指定的，先到期的先抵充，同日到期的按比例；每笔先利息后本金（平台理解）。',
  en: 'Of several items, the one that the debtor named comes first, then what fell due first, items of one day by their shares; of each its interest before its principal. That is a reading.',
  basis: policyAfter(civilCode, '560'),
};

/** Several items of one claim, as parts of one obligation. */
export const allInterestFirst: Remark = {
  zh: '一案多笔的，各笔利息先于全部本金，到期早的先抵充（平台理解）。',
  en: 'Of several items, all interest comes before any principal, and what fell due first is paid first. That is a reading.',
  basis: policyAfter(civilCode, '561'),
};

/** What the platform chose where nothing is said. */
export const counting: Remark = {
  zh: '单利；自到期日次日起算，至付款日（含）止；每段利息四舍五入到分。',
  en: 'Simple interest, from the day after the due date up to and including the day of payment; half up to whole fen in each period.',
  basis: policy,
};
