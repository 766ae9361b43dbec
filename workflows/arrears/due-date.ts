import type {
  CodeWords,
  BusinessDate,
  DayCounter,
  DayStep,
  OmittedDays,
  Deadline,
  LegalBasis,
  Term,
} from '../../src/definition/index.js';
import { isPublicBody, type RespondentType } from '../acts/filing.js';
import { law, order728, order802 } from '../acts/instruments.js';

/**
 * Which version of the Regulations governs a contract. Neither has a transitional clause; going
 * by the day of the contract is a reading (size is fixed on that day as well, Article 3).
 */
export type Regime = 'none' | 'order728' | 'order802';

/** The day on which the Regulations came into force (728 Art 29). */
export const REGULATIONS_FROM: BusinessDate = '2020-09-01';

export function regimeOf(contractSignedOn: BusinessDate): Regime {
  if (contractSignedOn < REGULATIONS_FROM) return 'none';
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

export const paymentTriggerWords = {
  delivery: { zh: '交付', en: 'delivery' },
  acceptance: { zh: '验收合格', en: 'acceptance passed' },
  inspectionExpiry: { zh: '检验或者验收期限届满', en: 'end of the period of inspection' },
  settlement: { zh: '确认结算', en: 'settlement confirmed' },
} as const satisfies CodeWords<(typeof paymentTriggers)[number]>;

export type PaymentTrigger = (typeof paymentTriggers)[number];

export interface PaymentTerm {
  readonly contractSignedOn: BusinessDate;
  readonly debtorType: RespondentType;
  /** The day the term is counted from. */
  readonly triggeredOn: BusinessDate;
  /** Days that the contract gives the debtor. */
  readonly agreedDays?: number;
  /** What days those are; calendar days where nothing is said. */
  readonly agreedUnit?: Term['unit'];
}

/** The days that a debtor has, and where they come from. */
export interface DaysToPay {
  /** Null where neither the contract nor the Regulations give a number. */
  readonly days: number | null;
  readonly unit: Term['unit'];
  readonly source: 'agreed' | 'default' | 'capped' | 'none';
  /** Null where the contract alone decides. */
  readonly basis: LegalBasis | null;
  /**
   * A large enterprise has more than 60 days by contract: whether that is reasonable by the usage
   * of the trade (行业规范、交易习惯) is to be examined (728 Art 8, 802 Arts 7 and 9(2)).
   */
  readonly toExamine: boolean;
}

/** The most that a public body may have, and what a large one has where nothing is agreed. */
const SIXTY: Term = { value: 60, unit: 'calendarDay' };

/**
 * Public bodies: 30 days, by contract up to 60 (728 Art 8, 802 Art 9(1)). Large enterprises: as
 * agreed, if reasonable; otherwise 60 days under 802 Art 9(2), no number under 728 Art 8.
 */
export function daysToPay(term: PaymentTerm, calendar: DayCounter): DaysToPay {
  const { contractSignedOn, debtorType } = term;
  const regime = regimeOf(contractSignedOn);
  const agreed = agreedTerm(term);
  const publicBody = isPublicBody(debtorType);
  const article = publicBody ? '9(1)' : '9(2)';
  const chosen = (
    days: number | null,
    source: DaysToPay['source'],
    rest: Partial<DaysToPay> = {},
  ): DaysToPay => ({
    days,
    unit: source === 'agreed' ? (agreed?.unit ?? 'calendarDay') : 'calendarDay',
    source,
    basis: regime === 'order802' ? law(order802, article) : law(order728, '8'),
    toExamine: false,
    ...rest,
  });
  if (regime === 'none') {
    return chosen(agreed?.value ?? null, agreed ? 'agreed' : 'none', { basis: null });
  }
  const isLong = agreed !== null && isBeyond(agreed, SIXTY, term.triggeredOn, calendar);
  if (publicBody && isLong) return chosen(SIXTY.value, 'capped');
  if (agreed) return chosen(agreed.value, 'agreed', { toExamine: isLong });
  if (publicBody) return chosen(30, 'default');
  return regime === 'order802' ? chosen(SIXTY.value, 'default') : chosen(null, 'none');
}

function agreedTerm({ agreedDays, agreedUnit = 'calendarDay' }: PaymentTerm): Term | null {
  return agreedDays === undefined ? null : { value: agreedDays, unit: agreedUnit };
}

/** Whether one term ends after another, by counting alone; working days have no fixed length. */
function isBeyond(term: Term, other: Term, from: BusinessDate, calendar: DayCounter): boolean {
  if (term.unit === other.unit) return term.value > other.value;
  return calendar.deadline(from, term).rawDueOn > calendar.deadline(from, other).rawDueOn;
}

/** The end of a payment term, and how it came about. */
export interface PaymentDue extends DaysToPay {
  readonly regime: Regime;
  readonly deadline: Deadline | null;
  /** Where a long term is to be examined: the day without it; null where there is no number. */
  readonly withoutAgreement: BusinessDate | null;
  /** Each day after the trigger up to the due date, as far as a list goes. */
  readonly derivation: readonly DayStep[];
  readonly derivationOmitted: OmittedDays | null;
}

/** The last day on which payment is in time (付款期限), with its derivation. */
export function paymentDue(term: PaymentTerm, calendar: DayCounter): PaymentDue {
  const allowed = daysToPay(term, calendar);
  const regime = regimeOf(term.contractSignedOn);
  const { days, unit, toExamine } = allowed;
  const whole = days === null ? null : { value: days, unit };
  return {
    ...allowed,
    regime,
    deadline: whole && calendar.deadline(term.triggeredOn, whole),
    withoutAgreement: toExamine ? dueWithoutAgreement(term, calendar) : null,
    derivation: whole ? calendar.explain(term.triggeredOn, whole) : [],
    derivationOmitted: whole && calendar.omitted(term.triggeredOn, whole),
  };
}

/** When a payment is due, and whether the term behind it is to be examined. */
export interface ItemDue {
  /** Null where the Regulations give no number. */
  readonly dueOn: BusinessDate | null;
  readonly toExamine: boolean;
}

/** The due date alone. */
export function itemDue(term: PaymentTerm, calendar: DayCounter): ItemDue {
  const { days, unit, toExamine } = daysToPay(term, calendar);
  const dueOn = days === null ? null : calendar.dueOn(term.triggeredOn, { value: days, unit });
  return { dueOn, toExamine };
}

/** The day on which payment would be due if nothing had been agreed; null: no number is set. */
export function dueWithoutAgreement(
  { contractSignedOn, debtorType, triggeredOn }: PaymentTerm,
  calendar: DayCounter,
): BusinessDate | null {
  return itemDue({ contractSignedOn, debtorType, triggeredOn }, calendar).dueOn;
}
