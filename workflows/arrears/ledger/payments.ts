import type { Actor, BusinessDate } from '../../../src/definition/index.js';
import { toFen, type Fen } from '../../../src/kernel/money.js';
import {
  isOpposable,
  line,
  paymentOf,
  withPayment,
  written,
  type Ledger,
  type LedgerPayment,
} from './ledger.js';

/** What is reported of a payment, in yuan. */
export interface ReportedPayment {
  readonly on: BusinessDate;
  readonly amount: string;
  readonly evidenceId?: string;
  /** The part that belongs to other contracts. */
  readonly otherContracts?: string;
  /** The part that was paid for costs of enforcing the claim, or damages beyond interest. */
  readonly costs?: string;
  /** The item that the debtor named when it paid. */
  readonly item?: number;
}

/** What of a payment goes to interest and principal of this contract; costs come before (第五百六十一条). */
export function ownPart({ amount, otherContracts = '0.00', costs = '0.00' }: ReportedPayment): Fen {
  return toFen(amount) - toFen(otherContracts) - toFen(costs);
}

/** The payment that a report would add. */
export function nextPayment(
  ledger: Ledger,
  reported: ReportedPayment,
  { role }: Pick<Actor, 'role'>,
  on: BusinessDate,
): LedgerPayment {
  const counts = role === 'enterprise';
  return {
    no: ledger.payments.length + 1,
    on: reported.on,
    amount: ownPart(reported),
    item: reported.item ?? null,
    status: counts ? 'counted' : 'pending',
    recordedBy: role,
    recordedOn: on,
    receipt: reported.evidenceId ?? null,
    confirmedOn: counts ? on : null,
    countedOn: counts ? on : null,
  };
}

/**
 * A payment is reported. The enterprise's own word counts at once; anybody else's waits for the
 * enterprise, or for a bank receipt to stand unopposed.
 */
export function recordPayment(
  ledger: Ledger,
  reported: ReportedPayment,
  actor: Pick<Actor, 'role'>,
  on: BusinessDate,
): Ledger {
  const payment = nextPayment(ledger, reported, actor, on);
  const { no, amount, receipt, item } = payment;
  const counts = payment.status === 'counted';
  const details = {
    by: actor.role,
    evidenceId: receipt,
    ...(item !== null && { item }),
    ...(reported.costs !== undefined && { costs: toFen(reported.costs) }),
  };
  return written(
    ledger,
    { payments: [...ledger.payments, payment] },
    counts
      ? line('paid', reported.on, { amount: -amount, payment: no, details })
      : line('paymentReported', reported.on, {
          payment: no,
          flag: 'paymentUnconfirmed',
          details: { ...details, amount },
        }),
  );
}

/** The enterprise says that a payment has come in. */
export function confirmPayment(ledger: Ledger, no: number, on: BusinessDate): Ledger {
  const payment = paymentOf(ledger, no);
  if (!payment) return ledger;
  const confirmed = { status: 'counted', confirmedOn: on } as const;
  if (payment.status === 'counted') {
    return written(
      ledger,
      { payments: withPayment(ledger, no, confirmed) },
      line('paymentConfirmed', on, { payment: no }),
    );
  }
  return written(
    ledger,
    { payments: withPayment(ledger, no, { ...confirmed, countedOn: on }) },
    line('paid', payment.on, {
      amount: -payment.amount,
      payment: no,
      details: { by: 'enterprise' },
    }),
  );
}

/** A bank receipt has stood unopposed. */
export function countPayment(ledger: Ledger, no: number, on: BusinessDate): Ledger {
  const payment = paymentOf(ledger, no);
  if (payment?.status !== 'pending') return ledger;
  return written(
    ledger,
    { payments: withPayment(ledger, no, { status: 'counted', countedOn: on }) },
    line('paid', payment.on, {
      amount: -payment.amount,
      payment: no,
      details: { by: 'receipt', evidenceId: payment.receipt },
    }),
  );
}

/** A payment does not count, or no longer: what had been counted is taken back by a line. */
export function takeBackPayment(
  ledger: Ledger,
  no: number,
  status: 'disputed' | 'reversed',
  { reason, by, on }: { readonly reason: string; readonly by: string; readonly on: BusinessDate },
): Ledger {
  const payment = paymentOf(ledger, no);
  if (!payment) return ledger;
  const flag = status === 'disputed' ? 'paymentDisputed' : 'paymentReversed';
  const amount = payment.status === 'counted' ? payment.amount : null;
  return written(
    ledger,
    { payments: withPayment(ledger, no, { status, countedOn: null, confirmedOn: null }) },
    line(flag, on, { amount, payment: no, flag, details: { reason, by } }),
  );
}

/** Payments that wait for silence: reported with a receipt that the enterprise can open. */
export const awaitsSilence = (ledger: Ledger, { status, receipt }: LedgerPayment): boolean =>
  status === 'pending' && isOpposable(ledger, receipt);

/** The enterprise has not said of it that it came in. */
export const isUnconfirmed = ({ status, confirmedOn }: LedgerPayment): boolean =>
  status !== 'reversed' && confirmedOn === null;

/** Whether it can be disputed: not what the enterprise itself has said. */
export const isDisputable = ({ status, confirmedOn }: LedgerPayment): boolean =>
  (status === 'pending' || status === 'counted') && confirmedOn === null;

/** A wrong entry is taken back by the side that made it; what the enterprise confirmed, by itself. */
export function mayReverse(
  { status, recordedBy, confirmedOn }: LedgerPayment,
  { role }: Pick<Actor, 'role'>,
): boolean {
  if (status === 'reversed') return false;
  if (role === 'enterprise') return recordedBy === 'enterprise' || confirmedOn !== null;
  return recordedBy !== 'enterprise' && confirmedOn === null;
}
