import type { BusinessDate, DayCounter } from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';

/**
 * Which version of the Regulations governs a contract. Neither has a transitional clause; going
 * by the day of the contract is a reading (size is fixed on that day as well, Article 3).
 */
export type Regime = 'none' | 'order728' | 'order802';

export function regimeOf(contractSignedOn: BusinessDate): Regime {
  if (contractSignedOn < '2020-09-01') return 'none';
  return contractSignedOn < '2025-06-01' ? 'order728' : 'order802';
}

export interface PaymentTerm {
  readonly contractSignedOn: BusinessDate;
  readonly debtorType: RespondentType;
  /** Delivery, acceptance passed or settlement confirmed: the day the term is counted from. */
  readonly triggeredOn: BusinessDate;
  /** Days that the contract gives the debtor. */
  readonly agreedDays?: number;
}

/**
 * The last day on which payment is in time (付款期限); null where the Regulations give no number.
 * Public bodies: 30 days, by contract up to 60 (728 Art 8, 802 Art 9(1)). Large enterprises: as
 * agreed; otherwise 60 days under 802 Art 9(2), no number under 728 Art 8.
 */
export function paymentDueOn(term: PaymentTerm, calendar: DayCounter): BusinessDate | null {
  const days = paymentDays(term);
  if (days === null) return null;
  return calendar.dueOn(term.triggeredOn, { value: days, unit: 'calendarDay' });
}

function paymentDays({ contractSignedOn, debtorType, agreedDays }: PaymentTerm): number | null {
  const regime = regimeOf(contractSignedOn);
  if (regime === 'none') return agreedDays ?? null;
  const publicBody = debtorType === 'government' || debtorType === 'publicInstitution';
  if (publicBody) return Math.min(agreedDays ?? 30, 60);
  if (agreedDays !== undefined) return agreedDays;
  return regime === 'order802' ? 60 : null;
}
