import type { BusinessDate, CodeWords, LprPublication } from '../../../src/definition/index.js';
import { addDays } from '../../../src/kernel/business-date.js';
import { toMillionths } from '../../../src/kernel/percent.js';
import { REGULATIONS_FROM, regimeOf } from '../due-date.js';
import { FIRST_LPR, lprChanges, lprOn } from './lpr.js';
import { agreedRate, interestRate, type InterestRate, type RateTerms } from './rate.js';
import { always, changedFrom, type RateSchedule } from './schedule.js';

/**
 * By what a contract older than the Regulations bears interest. `referenceCase`: general law until
 * 2020-08-31, the Regulations for the days after it while the default lasts (人民法院案例库
 * 2023-08-2-084-007); `generalLaw`: general law for all days ((2022)京03民终7136号); `undetermined`:
 * it is not said here, and the parties pursue it themselves.
 */
export const oldContractReadings = ['referenceCase', 'generalLaw', 'undetermined'] as const;

export const readingWords = {
  referenceCase: {
    zh: '2020年8月31日以前适用一般规定，此后适用《保障中小企业款项支付条例》',
    en: 'general law until 31 August 2020, the Regulations afterwards',
  },
  generalLaw: { zh: '全部适用一般规定', en: 'general law for all days' },
  undetermined: { zh: '不作确定，由当事人另行主张', en: 'not determined here' },
} as const satisfies CodeWords<(typeof oldContractReadings)[number]>;

export type OldContractReading = (typeof oldContractReadings)[number];

/** Courts must search the reference cases, so theirs is the reading where nobody chose another. */
export const DEFAULT_READING = 'referenceCase' satisfies OldContractReading;

/** What a court may add to the LPR for late payment of a price (加计30—50%), in percent of it. */
export const SURCHARGE = { least: 30, most: 50 } as const;

export const contractSubjects = ['goods', 'works', 'services'] as const;

export const contractSubjectWords = {
  goods: { zh: '货物', en: 'goods' },
  works: { zh: '工程', en: 'works' },
  services: { zh: '服务', en: 'services' },
} as const satisfies CodeWords<(typeof contractSubjects)[number]>;

export type ContractSubject = (typeof contractSubjects)[number];

/** What of a contract decides about its interest in general law. */
export interface ContractTerms extends RateTerms {
  readonly subject: ContractSubject;
}

/** What an officer decided about the interest of an old contract; null: nothing. */
export interface RateChoice {
  readonly reading: OldContractReading | null;
  /** In percent of the LPR. */
  readonly surcharge: number | null;
  /** Percent per year, for the days of general law on which the contract says nothing. */
  readonly annualRate: string | null;
}

export const noChoice: RateChoice = { reading: null, surcharge: null, annualRate: null };

/** The reading that a contract's interest goes by; `regulations` from 2020-09-01 on. */
export type Reading = 'regulations' | OldContractReading;

export function readingOf(
  contractSignedOn: BusinessDate,
  { reading }: Pick<RateChoice, 'reading'>,
): Reading {
  return regimeOf(contractSignedOn) === 'none' ? (reading ?? DEFAULT_READING) : 'regulations';
}

/** By what a debt of the contract bears interest, by its due date. */
export function rateSchedule(
  terms: ContractTerms,
  dueOn: BusinessDate | null,
  publications: readonly LprPublication[],
  choice: RateChoice = noChoice,
): RateSchedule {
  const reading = readingOf(terms.contractSignedOn, choice);
  if (reading === 'undetermined') return always(null);
  const regulations = () => always(interestRate(terms, publications)?.rate ?? null);
  if (reading === 'regulations') return regulations();
  const general = generalLaw(terms, dueOn, publications, choice);
  if (reading === 'generalLaw') return general;
  // There was no LPR when the contract was made: its agreed rate has nothing to lie below.
  const floorless = terms.agreedAnnualRate !== undefined && terms.contractSignedOn < FIRST_LPR;
  return changedFrom(general, REGULATIONS_FROM, floorless ? general : regulations());
}

/**
 * The agreed rate. Otherwise for works the LPR of each day (建设工程解释（一）第二十六条); for goods the LPR
 * of the first day of default and a surcharge (买卖合同解释第十八条), services likewise (《民法典》第六百四十六条).
 * Before the first LPR the benchmark rates of loans stood, which are not known here.
 */
function generalLaw(
  { agreedAnnualRate, subject }: ContractTerms,
  dueOn: BusinessDate | null,
  publications: readonly LprPublication[],
  { annualRate, surcharge }: RateChoice,
): RateSchedule {
  if (agreedAnnualRate !== undefined) return always(agreedRate(agreedAnnualRate));
  if (annualRate !== null) return always({ basis: 'set', percent: annualRate, per: 'year' });
  if (subject === 'works') return lprInForce(publications);
  if (dueOn === null) return always(null);
  const inDefault = addDays(dueOn, 1);
  const quote = lprOn(publications, inDefault < FIRST_LPR ? FIRST_LPR : inDefault);
  if (!quote) return always(null);
  const rate = withSurcharge(quote.rate, surcharge ?? SURCHARGE.least);
  return inDefault < FIRST_LPR ? changedFrom(always(null), FIRST_LPR, always(rate)) : always(rate);
}

/** The LPR that is in force on each day; before the first one there is none. */
export function lprInForce(publications: readonly LprPublication[]): RateSchedule {
  return [
    { from: null, rate: null },
    ...lprChanges(publications).map(({ publishedOn, rate }) => {
      return { from: publishedOn, rate: { basis: 'lpr', percent: rate, per: 'year' } as const };
    }),
  ];
}

/** LPRs have two decimal places, so that a whole percentage of one is exact in four. */
function withSurcharge(lpr: string, surcharge: number): InterestRate {
  const millionths = (toMillionths(lpr) * (100 + surcharge)) / 100;
  const whole = Math.floor(millionths / 10_000);
  const percent = `${whole}.${String(millionths % 10_000).padStart(4, '0')}`;
  return { basis: 'lprSurcharge', percent, per: 'year' };
}

/**
 * What a court may go by where a large enterprise's pay-when-paid clause (背靠背条款) is void: the
 * agreed rate if it is lawful, otherwise the one-year LPR (法释〔2024〕11号 Art 2), here that of each
 * day of default. The reply names no day; usual judgments go by the LPR in force.
 */
export function judicialSchedule(
  terms: RateTerms,
  publications: readonly LprPublication[],
): RateSchedule {
  const { contractSignedOn, agreedAnnualRate } = terms;
  const agreed =
    agreedAnnualRate !== undefined &&
    // What was agreed before the Regulations has no floor that it could lie below.
    (regimeOf(contractSignedOn) === 'none' ||
      interestRate(terms, publications)?.rate.basis === 'agreed');
  return agreed ? always(agreedRate(agreedAnnualRate)) : lprInForce(publications);
}
