import type { BusinessDate, DayBasis, LprPublication } from '../../src/definition/index.js';
import { MILLIONTHS, toMillionths } from '../../src/kernel/percent.js';
import { lprOn, type LprQuote } from './lpr.js';

/** Late payment without an agreed rate: 0.05 % a day (每日利率万分之五; 728 Art 15, 802 Art 17). */
const STATUTORY = { percent: '0.05', per: 'day' } as const;

/**
 * By what a debt bears interest. `regulation`: nothing was agreed; `agreed`: the contract's rate;
 * `lprFloor`: the contract's rate lies below the LPR of its day, which takes its place.
 */
export interface InterestRate {
  readonly basis: 'regulation' | 'agreed' | 'lprFloor' | 'lpr';
  readonly percent: string;
  readonly per: 'day' | 'year';
}

/** What of a contract decides about its interest. */
export interface RateTerms {
  readonly contractSignedOn: BusinessDate;
  /** Percent per year. */
  readonly agreedAnnualRate?: string;
}

/** A rate, and the LPR of the contract's day where the rate was compared with it. */
export interface ChosenRate {
  readonly rate: InterestRate;
  readonly lpr: LprQuote | null;
}

/**
 * The rate of late payment by the Regulations; null where it needs an LPR and there is none for
 * the contract's day. An agreed rate may not lie below the LPR (不得低于合同订立时1年期LPR). What then
 * takes its place the Regulations do not say; the LPR itself does here, which is a reading.
 */
export function interestRate(
  { contractSignedOn, agreedAnnualRate }: RateTerms,
  publications: readonly LprPublication[],
): ChosenRate | null {
  if (agreedAnnualRate === undefined) {
    return { rate: { basis: 'regulation', ...STATUTORY }, lpr: null };
  }
  const lpr = lprOn(publications, contractSignedOn);
  if (!lpr) return null;
  const lawful = toMillionths(agreedAnnualRate) >= toMillionths(lpr.rate);
  return {
    rate: lawful
      ? { basis: 'agreed', percent: agreedAnnualRate, per: 'year' }
      : { basis: 'lprFloor', percent: lpr.rate, per: 'year' },
    lpr,
  };
}

/**
 * What a court may go by where a large enterprise's pay-when-paid clause (背靠背条款) is void: the
 * agreed rate if it is lawful, otherwise the one-year LPR (法释〔2024〕11号).
 */
export function judicialRate(
  terms: RateTerms,
  publications: readonly LprPublication[],
): ChosenRate | null {
  const lpr = lprOn(publications, terms.contractSignedOn);
  if (!lpr) return null;
  const chosen = interestRate(terms, publications);
  if (chosen?.rate.basis === 'agreed') return chosen;
  return { rate: { basis: 'lpr', percent: lpr.rate, per: 'year' }, lpr };
}

/** A rate as a fraction of the principal for one day, exactly. */
export interface DailyRate {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export function dailyRate({ percent, per }: InterestRate, dayBasis: DayBasis): DailyRate {
  return {
    numerator: BigInt(toMillionths(percent)),
    denominator: BigInt(MILLIONTHS * (per === 'year' ? dayBasis : 1)),
  };
}
