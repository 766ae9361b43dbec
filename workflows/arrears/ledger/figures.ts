import type { BusinessDate } from '../../../src/definition/index.js';
import { sum, type Fen } from '../../../src/kernel/money.js';
import { interestOf, type InterestResult, type PaymentMade } from '../interest/accrual.js';
import type { DebtOrder } from '../interest/allocation.js';
import type { RateTerms } from '../interest/rate.js';
import { rateSchedule, type ContractTerms, type RateChoice } from '../interest/readings.js';
import { always, type RateSchedule } from '../interest/schedule.js';
import type { Ledger, LedgerItem, LedgerPayment } from './ledger.js';

/** What a ledger comes to on a day. */
export interface Figures extends InterestResult {
  /** The payments that count, in the order of `allocated`. */
  readonly counted: readonly LedgerPayment[];
  /** Principal and interest, without interest that was waived. */
  readonly outstanding: Fen;
}

/** Another way of counting than the ledger's own. */
export interface Otherwise {
  readonly rates?: RateSchedule;
  readonly choice?: RateChoice;
  readonly order?: DebtOrder;
}

/** The same code as the calculator's, over all items. */
export function figuresOf(ledger: Ledger, on: BusinessDate, otherwise: Otherwise = {}): Figures {
  const counted = ledger.payments.filter(({ status }) => status === 'counted');
  const result = calculated(ledger, counted, on, otherwise);
  const outstanding = result.outstandingPrincipal + result.outstandingInterest;
  return { ...result, counted, outstanding };
}

function calculated(
  ledger: Ledger,
  payments: readonly LedgerPayment[],
  until: BusinessDate,
  { rates, choice = ledger.rateChoice, order = ledger.order }: Otherwise = {},
): InterestResult {
  return interestOf({
    debts: ledger.items.map((item) => {
      const { verified: principal, dueOn } = item;
      return { principal, dueOn, rates: rates ?? ratesOf(ledger, item, choice) };
    }),
    payments: payments.map((payment) => made(ledger, payment)),
    until,
    dayBasis: ledger.dayBasis,
    allocation: ledger.allocation,
    order,
    waivedOn: ledger.waiver?.on ?? null,
  });
}

/** On the waiver's own day, what was reported by then was paid before it. */
function made({ waiver }: Ledger, { on, amount, item, no }: LedgerPayment): PaymentMade {
  const afterWaiver = waiver !== null && no > waiver.payments;
  return { on, amount, debt: item === null ? null : item - 1, afterWaiver };
}

/** By what an item bears interest. */
export function ratesOf(
  ledger: Ledger,
  { dueOn }: Pick<LedgerItem, 'dueOn'>,
  choice: RateChoice = ledger.rateChoice,
): RateSchedule {
  return ledger.regime === 'none'
    ? rateSchedule(contractTermsOf(ledger), dueOn, ledger.lprChanges, choice)
    : always(ledger.rate);
}

export function contractTermsOf(ledger: Ledger): ContractTerms {
  return { ...rateTermsOf(ledger), subject: ledger.subject };
}

export function rateTermsOf({ contractSignedOn, agreedAnnualRate }: Ledger): RateTerms {
  return { contractSignedOn, ...(agreedAnnualRate !== null && { agreedAnnualRate }) };
}

/** By how much a payment goes beyond what is owed on its day, all that was reported taken as paid. */
export function surplusOf(ledger: Ledger, payment: LedgerPayment): Fen {
  const reported = ledger.payments.filter(
    ({ status }) => status === 'counted' || status === 'pending',
  );
  const until = [payment, ...reported].reduce((last, { on }) => (on > last ? on : last), '');
  const before = calculated(ledger, reported, until).surplus;
  return calculated(ledger, [...reported, payment], until).surplus - before;
}

/** Whether interest can be said at all: each day has its rate, and each item that is owed its day. */
export function interestKnown(ledger: Ledger, on: BusinessDate): boolean {
  return figuresOf(ledger, on).determined;
}

/** Nothing is left of principal and interest, or only interest that the enterprise waived. */
export function isPaidOff(ledger: Ledger, on: BusinessDate): boolean {
  if (!hasDebt(ledger)) return false;
  const { outstanding, determined } = figuresOf(ledger, on);
  return outstanding === 0 && (determined || ledger.waiver !== null);
}

/** As much as the principal has come in, whatever of it the law counts as interest. */
export function isPrincipalPaid(ledger: Ledger, on: BusinessDate): boolean {
  const { paidInterest, paidPrincipal } = figuresOf(ledger, on);
  const principal = sum(ledger.items.map(({ verified }) => verified));
  return hasDebt(ledger) && paidInterest + paidPrincipal >= principal;
}

const hasDebt = ({ items }: Ledger): boolean => items.some(({ verified }) => verified > 0);

/** What of the undisputed principal is unpaid, whatever else is disputed (Article 15). */
export function undisputedLeft(ledger: Ledger, undisputed: Fen, on: BusinessDate): Fen {
  return Math.max(0, undisputed - figuresOf(ledger, on).paidPrincipal);
}

/**
 * Due date of the oldest item that is not paid.
 *
 * @param known figures of a day on which no payment is to come any more, where they are at hand
 */
export function oldestDueOn(ledger: Ledger, known?: Figures): BusinessDate | null {
  // What is left of each item does not depend on later days: no payment lies after the last one.
  const { debts } = known ?? figuresOf(ledger, lastPaidOn(ledger));
  const open = ledger.items.filter((_, index) => (debts[index]?.unpaid ?? 0) > 0);
  return open.reduce<BusinessDate | null>(
    (oldest, { dueOn }) => (oldest === null || (dueOn !== null && dueOn < oldest) ? dueOn : oldest),
    null,
  );
}

/** The day of the last payment; before every ledger where there is none. */
export const lastPaidOn = ({ payments }: Ledger): BusinessDate =>
  payments.reduce((day, { on }) => (on > day ? on : day), '1991-01-01');

export const countedTotal = ({ payments }: Ledger): Fen =>
  sum(payments.filter(({ status }) => status === 'counted').map(({ amount }) => amount));
