import type { BusinessDate, DayBasis, LprPublication } from '../../../src/definition/index.js';
import { MILLIONTHS, toMillionths } from '../../../src/kernel/percent.js';
import { lprOn, type LprQuote } from './lpr.js';

/**
 * By what a debt bears interest. `regulation`: nothing was agreed; `agreed`: the contract's rate;
 * `lprFloor`: the contract's rate lies below the LPR of its day, which takes its place; `lpr`: the
 * LPR itself; `lprSurcharge`: the LPR and so much of it on top; `set`: an officer has set it.
 */
export const rateBases = [
  'regulation',
  'agreed',
  'lprFloor',
  'lpr',
  'lprSurcharge',
  'set',
] as const;

export interface InterestRate {
  readonly basis: (typeof rateBases)[number];
  readonly percent: string;
  readonly per: 'day' | 'year';
}

/** Late payment without an agreed rate: 0.05 % a day (每日利率万分之五; 728 Art 15, 802 Art 17). */
const STATUTORY: InterestRate = { basis: 'regulation', percent: '0.05', per: 'day' };

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
  if (agreedAnnualRate === undefined) return { rate: STATUTORY, lpr: null };
  const lpr = lprOn(publications, contractSignedOn);
  if (!lpr) return null;
  const lawful = toMillionths(agreedAnnualRate) >= toMillionths(lpr.rate);
  return {
    rate: lawful
      ? agreedRate(agreedAnnualRate)
      : { basis: 'lprFloor', percent: lpr.rate, per: 'year' },
    lpr,
  };
}

export const agreedRate = (percent: string): InterestRate => {
  return { basis: 'agreed', percent, per: 'year' };
};

const STEP = 360n * 365n;

/**
 * What one fen bears in a day, as a fraction. The denominator is one for all rates and day bases,
 * so that days of different rates can be added exactly.
 */
export function dailyShare({ percent, per }: InterestRate, dayBasis: DayBasis) {
  const millionths = BigInt(toMillionths(percent));
  const perDay = per === 'day' ? STEP : STEP / BigInt(dayBasis);
  return { numerator: millionths * perDay, denominator: BigInt(MILLIONTHS) * STEP };
}
