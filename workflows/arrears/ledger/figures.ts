import type { BusinessDate } from '../../../src/definition/index.js';
import { sum, type Fen } from '../../../src/kernel/money.js';
import { interestOf, type InterestResult, type PaymentMade } from '../interest.js';
import { dailyRate, type InterestRate } from '../interest-rate.js';
import type { Ledger, LedgerPayment } from './ledger.js';

/** What a ledger comes to on a day. */
export interface Figures extends InterestResult {
  /** The payments that count, in the order of `allocated`. */
  readonly counted: readonly LedgerPayment[];
  /** Principal and interest, without interest that was waived. */
  readonly outstanding: Fen;
}

/**
 * The same code as the calculator's, over all items. Interest that was waived is not owed any
 * more, so that what was paid goes to the principal.
 */
export function figuresOf(ledger: Ledger, on: BusinessDate, rate = ledger.rate): Figures {
  const counted = ledger.payments.filter(({ status }) => status === 'counted');
  const result = calculated(ledger, counted, on, rate);
  const waived = ledger.interestWaivedOn !== null;
  return {
    ...result,
    counted,
    outstanding: result.outstandingPrincipal + (waived ? 0 : result.outstandingInterest),
  };
}

function calculated(
  ledger: Ledger,
  payments: readonly PaymentMade[],
  until: BusinessDate,
  rate: InterestRate | null,
): InterestResult {
  return interestOf({
    debts: ledger.items.map(({ verified, dueOn }) => ({ principal: verified, dueOn })),
    payments,
    until,
    rate: rate && dailyRate(rate, ledger.dayBasis),
    allocation: ledger.interestWaivedOn === null ? ledger.allocation : 'principalFirst',
  });
}

/** By how much a payment goes beyond what is owed on its day, all that was reported taken as paid. */
export function surplusOf(ledger: Ledger, payment: PaymentMade): Fen {
  const reported = ledger.payments.filter(
    ({ status }) => status === 'counted' || status === 'pending',
  );
  const until = [payment, ...reported].reduce((last, { on }) => (on > last ? on : last), '');
  const before = calculated(ledger, reported, until, ledger.rate).surplus;
  return calculated(ledger, [...reported, payment], until, ledger.rate).surplus - before;
}

/** Whether interest can be said at all: there is a rate, and every item that is owed has its day. */
export function interestKnown({ rate, items }: Ledger): boolean {
  return rate !== null && items.every(({ verified, dueOn }) => verified === 0 || dueOn !== null);
}

/** Nothing is left of principal and interest, or only interest that the enterprise waived. */
export function isPaidOff(ledger: Ledger, on: BusinessDate): boolean {
  if (!ledger.items.some(({ verified }) => verified > 0)) return false;
  const { outstanding } = figuresOf(ledger, on);
  return outstanding === 0 && (interestKnown(ledger) || ledger.interestWaivedOn !== null);
}

/** What of the undisputed principal is unpaid, whatever else is disputed (Article 15). */
export function undisputedLeft(ledger: Ledger, undisputed: Fen, on: BusinessDate): Fen {
  return Math.max(0, undisputed - figuresOf(ledger, on).paidPrincipal);
}

/** Due date of the oldest item that is not paid. */
export function oldestDueOn(ledger: Ledger): BusinessDate | null {
  // What is left of each item does not depend on later days: no payment lies after the last one.
  const last = ledger.payments.reduce((day, { on }) => (on > day ? on : day), '1991-01-01');
  const { debts } = figuresOf(ledger, last);
  const open = ledger.items.filter((_, index) => (debts[index]?.unpaid ?? 0) > 0);
  return open.reduce<BusinessDate | null>(
    (oldest, { dueOn }) => (oldest === null || (dueOn !== null && dueOn < oldest) ? dueOn : oldest),
    null,
  );
}

export const countedTotal = ({ payments }: Ledger): Fen =>
  sum(payments.filter(({ status }) => status === 'counted').map(({ amount }) => amount));
