import type { CodeWords } from './asks.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { DayCounter } from './clock.js';

/** One publication of the one-year loan prime rate (一年期贷款市场报价利率, LPR). */
export interface LprPublication {
  readonly publishedOn: BusinessDate;
  /** Percent per year, such as `"3.85"`. */
  readonly rate: string;
}

/** Days that a yearly rate is divided by. */
export type DayBasis = 365 | 360;

export const dayBases = [365, 360] as const satisfies readonly DayBasis[];

export const dayBasisWords = {
  365: { zh: '全年按365天', en: '365 days a year' },
  360: { zh: '全年按360天', en: '360 days a year' },
} as const satisfies CodeWords;

/** What a calculation needs to know of the world; the product hands it over. */
export interface References {
  readonly calendar: DayCounter;
  /** Every publication that is known, in the order of their days. */
  readonly lpr: readonly LprPublication[];
  /** What yearly rates are divided by where a contract does not say. */
  readonly dayBasis: DayBasis;
}
