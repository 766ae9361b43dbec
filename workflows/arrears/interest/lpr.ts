import type { BusinessDate, InputError, LprPublication } from '../../../src/definition/index.js';

/** The first publication of the one-year LPR (一年期LPR); before it there is none. */
export const FIRST_LPR = '2019-08-20';

/** The LPR in force on a day. */
export interface LprQuote {
  /** Percent per year. */
  readonly rate: string;
  readonly publishedOn: BusinessDate;
  /**
   * The day lies after the last publication that is known here: the rate is carried forward, and a
   * publication that is not imported yet may say otherwise.
   */
  readonly carriedForward: boolean;
}

/**
 * The rate that was in force on a day: the last one published by then, because each is in force
 * until the next publication (以上LPR在下一次发布LPR之前有效). Null before the first one.
 */
export function lprOn(lpr: readonly LprPublication[], date: BusinessDate): LprQuote | null {
  const last = lpr.findLast(({ publishedOn }) => publishedOn <= date);
  if (!last) return null;
  const { rate, publishedOn } = last;
  return { rate, publishedOn, carriedForward: last === lpr.at(-1) && date > publishedOn };
}

/** The publications that changed the rate, each with the day from which it holds. */
export function lprChanges(lpr: readonly LprPublication[]): readonly LprPublication[] {
  return lpr.filter(({ rate }, index) => Number(rate) !== Number(lpr[index - 1]?.rate));
}

/** There is nothing to compare with or to calculate by. */
export function noLpr(path: string, date: BusinessDate): InputError {
  return {
    path,
    rule: 'lprPublished',
    message: `There is no one-year LPR for ${date}: the first one was published on ${FIRST_LPR}.`,
  };
}
