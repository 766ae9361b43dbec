import type {
  BusinessDate,
  DayCounter,
  DayStep,
  OmittedDays,
  Deadline,
  LegalBasis,
} from '../../src/definition/index.js';
import type { RespondentType } from '../acts/filing.js';
import { law, order728, order802 } from '../acts/instruments.js';

/**
 * Which version of the Regulations governs a contract. Neither has a transitional clause; going
 * by the day of the contract is a reading (size is fixed on that day as well, Article 3).
 */
export type Regime = 'none' | 'order728' | 'order802';

export function regimeOf(contractSignedOn: BusinessDate): Regime {
  if (contractSignedOn < '2020-09-01') return 'none';
  return contractSignedOn < '2025-06-01' ? 'order728' : 'order802';
}

/**
 * From what the term counts: delivery (交付), acceptance passed (验收合格) or, where the debtor
 * delays it, the end of the inspection period (检验期限届满), confirmation of the settlement (结算).
 */
export const paymentTriggers = [
  'delivery',
  'acceptance',
  'inspectionExpiry',
  'settlement',
] as const;

export type PaymentTrigger = (typeof paymentTriggers)[number];

export interface PaymentTerm {
  readonly contractSignedOn: BusinessDate;
  readonly debtorType: RespondentType;
  /** The day the term is counted from. */
  readonly triggeredOn: BusinessDate;
  /** Days that the contract gives the debtor. */
  readonly agreedDays?: number;
}

/** The days that a debtor has, and where they come from. */
export interface DaysToPay {
  /** Null where neither the contract nor the Regulations give a number. */
  readonly days: number | null;
  readonly source: 'agreed' | 'default' | 'capped' | 'none';
  /** Null where the contract alone decides. */
  readonly basis: LegalBasis | null;
}

/**
 * Public bodies: 30 days, by contract up to 60 (728 Art 8, 802 Art 9(1)). Large enterprises: as
 * agreed; otherwise 60 days under 802 Art 9(2), no number under 728 Art 8.
 */
export function daysToPay({ contractSignedOn, debtorType, agreedDays }: PaymentTerm): DaysToPay {
  const regime = regimeOf(contractSignedOn);
  if (regime === 'none') {
    return {
      days: agreedDays ?? null,
      source: agreedDays === undefined ? 'none' : 'agreed',
      basis: null,
    };
  }
  const publicBody = debtorType === 'government' || debtorType === 'publicInstitution';
  const article = publicBody ? '9(1)' : '9(2)';
  const basis = regime === 'order802' ? law(order802, article) : law(order728, '8');
  if (publicBody && agreedDays !== undefined && agreedDays > 60) {
    return { days: 60, source: 'capped', basis };
  }
  if (agreedDays !== undefined) return { days: agreedDays, source: 'agreed', basis };
  if (publicBody) return { days: 30, source: 'default', basis };
  return regime === 'order802'
    ? { days: 60, source: 'default', basis }
    : { days: null, source: 'none', basis };
}

/** The end of a payment term, and how it came about. */
export interface PaymentDue extends DaysToPay {
  readonly regime: Regime;
  readonly deadline: Deadline | null;
  /** Each day after the trigger up to the due date, as far as a list goes. */
  readonly derivation: readonly DayStep[];
  readonly derivationOmitted: OmittedDays | null;
}

/** The last day on which payment is in time (付款期限), with its derivation. */
export function paymentDue(term: PaymentTerm, calendar: DayCounter): PaymentDue {
  const allowed = daysToPay(term);
  const regime = regimeOf(term.contractSignedOn);
  if (allowed.days === null)
    return { ...allowed, regime, deadline: null, derivation: [], derivationOmitted: null };
  const whole = { value: allowed.days, unit: 'calendarDay' } as const;
  return {
    ...allowed,
    regime,
    deadline: calendar.deadline(term.triggeredOn, whole),
    derivation: calendar.explain(term.triggeredOn, whole),
    derivationOmitted: calendar.omitted(term.triggeredOn, whole),
  };
}

/** The same day alone; null where the Regulations give no number. */
export function paymentDueOn(term: PaymentTerm, calendar: DayCounter): BusinessDate | null {
  const { days } = daysToPay(term);
  return days === null
    ? null
    : calendar.dueOn(term.triggeredOn, { value: days, unit: 'calendarDay' });
}
