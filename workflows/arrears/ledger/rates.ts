import type { LprPublication } from '../../../src/definition/index.js';
import { canonicalJson } from '../../../src/kernel/canonical-json.js';
import { lprChanges } from '../interest/lpr.js';
import { interestRate } from '../interest/rate.js';
import { rateTermsOf } from './figures.js';
import type { Ledger } from './ledger.js';

/** An older contract bears the LPR of each day, an agreed rate is held against that of its day. */
export const goesByLpr = ({ regime, agreedAnnualRate }: Ledger): boolean =>
  regime === 'none' || agreedAnnualRate !== null;

/** The ledger by the publications that are known; itself where they change nothing. */
export function withLpr(ledger: Ledger, lpr: readonly LprPublication[]): Ledger {
  const rates = ratesBy(ledger, lpr);
  const { rate, lpr: quote, lprChanges: changes } = ledger;
  // A stored case gives its members back in another order.
  const remembered = canonicalJson({ rate, lpr: quote, lprChanges: changes });
  return canonicalJson(rates) === remembered ? ledger : { ...ledger, ...rates };
}

/** The same for a list of many cases: without the question whether anything has changed. */
export const withRatesBy = (ledger: Ledger, lpr: readonly LprPublication[]): Ledger => ({
  ...ledger,
  ...ratesBy(ledger, lpr),
});

function ratesBy(
  ledger: Ledger,
  lpr: readonly LprPublication[],
): Pick<Ledger, 'rate' | 'lpr' | 'lprChanges'> {
  if (ledger.regime === 'none') {
    // As they are remembered: without where they come from.
    const changes = lprChanges(lpr).map(({ publishedOn, rate }) => ({ publishedOn, rate }));
    return { rate: null, lpr: null, lprChanges: changes };
  }
  const chosen = interestRate(rateTermsOf(ledger), lpr);
  return { rate: chosen?.rate ?? null, lpr: chosen?.lpr ?? null, lprChanges: [] };
}
