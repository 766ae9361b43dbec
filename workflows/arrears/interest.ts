import type { BusinessDate } from '../../src/definition/index.js';
import { addDays, daysBetween } from '../../src/kernel/business-date.js';
import type { Fen } from '../../src/kernel/money.js';
import type { DailyRate } from './interest-rate.js';

/** A principal and the last day on which its payment is in time. */
export interface Debt {
  readonly principal: Fen;
  /** Null where no due date is set: such a debt bears no interest yet. */
  readonly dueOn: BusinessDate | null;
}

export interface PaymentMade {
  readonly on: BusinessDate;
  readonly amount: Fen;
}

/** What a payment goes to first: its interest (《民法典》第五百六十一条), or the principal where agreed so. */
export const allocations = ['interestFirst', 'principalFirst'] as const;

export type Allocation = (typeof allocations)[number];

export interface InterestCase {
  /** Each is paid off in the order of the due dates (《民法典》第五百六十条, as read here). */
  readonly debts: readonly Debt[];
  readonly payments: readonly PaymentMade[];
  /** Interest is counted up to and including this day; later payments are left out. */
  readonly until: BusinessDate;
  /** Null: interest cannot be said, and only principal is counted. */
  readonly rate: DailyRate | null;
  readonly allocation: Allocation;
}

/** Days through which the unpaid principal of a debt stayed the same. */
export interface InterestPeriod {
  /** Place of the debt in the list. */
  readonly debt: number;
  /** First and last day that is counted. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly days: number;
  readonly principal: Fen;
  /** Rounded half up to whole fen, once for the period. */
  readonly interest: Fen;
}

/** What became of a payment. */
export interface Allocated {
  readonly toInterest: Fen;
  readonly toPrincipal: Fen;
  /** What was paid beyond all that was owed on that day. */
  readonly surplus: Fen;
}

export interface InterestResult {
  readonly periods: readonly InterestPeriod[];
  /** All interest that has arisen. */
  readonly interest: Fen;
  readonly paidInterest: Fen;
  readonly paidPrincipal: Fen;
  readonly outstandingInterest: Fen;
  readonly outstandingPrincipal: Fen;
  readonly surplus: Fen;
  /** In the order of `payments`; null for those after `until`. */
  readonly allocated: readonly (Allocated | null)[];
  /** In the order of `debts`. */
  readonly debts: readonly { readonly interest: Fen; readonly unpaid: Fen }[];
}

interface Account {
  readonly index: number;
  readonly dueOn: BusinessDate | null;
  interest: Fen;
  unpaidInterest: Fen;
  unpaid: Fen;
}

/**
 * Simple interest on what is unpaid: days after the due date up to and including the day of
 * payment, in whole fen, half up once per period. A period ends with each payment.
 */
export function interestOf({ debts, payments, until, rate, allocation }: InterestCase) {
  const accounts = debts
    .map(({ principal, dueOn }, index): Account => {
      return { index, dueOn, interest: 0, unpaidInterest: 0, unpaid: principal };
    })
    .toSorted(byDueDate);
  const periods: InterestPeriod[] = [];
  const allocated: (Allocated | null)[] = payments.map(() => null);
  const inOrder = payments
    .map((payment, index) => ({ ...payment, index }))
    .filter(({ on }) => on <= until)
    .toSorted((a, b) => compare(a.on, b.on));

  let last: BusinessDate | null = null;
  for (const { on, amount, index } of inOrder) {
    if (on !== last) periods.push(...accrue(accounts, last, on, rate));
    allocated[index] = allocate(accounts, amount, allocation);
    last = on;
  }
  if (last === null || last < until) periods.push(...accrue(accounts, last, until, rate));
  return resultOf(accounts, periods, allocated);
}

/** Adds the interest of the days after `last`, up to and including `to`. */
function accrue(
  accounts: readonly Account[],
  last: BusinessDate | null,
  to: BusinessDate,
  rate: DailyRate | null,
): InterestPeriod[] {
  const periods: InterestPeriod[] = [];
  for (const account of accounts) {
    const { dueOn, unpaid, index } = account;
    if (rate === null || dueOn === null || unpaid === 0) continue;
    const after = last === null || last < dueOn ? dueOn : last;
    if (after >= to) continue;
    const days = daysBetween(after, to);
    const interest = roundedInterest(unpaid, days, rate);
    account.interest += interest;
    account.unpaidInterest += interest;
    periods.push({ debt: index, from: addDays(after, 1), to, days, principal: unpaid, interest });
  }
  return periods;
}

/** Fen times rate times days is beyond a double, so whole numbers of any size do it. */
function roundedInterest(principal: Fen, days: number, { numerator, denominator }: DailyRate): Fen {
  const exact = BigInt(principal) * BigInt(days) * numerator;
  return Number((2n * exact + denominator) / (2n * denominator));
}

function allocate(accounts: readonly Account[], amount: Fen, allocation: Allocation): Allocated {
  let left = amount;
  const pay = (field: 'unpaidInterest' | 'unpaid'): Fen => {
    const before = left;
    for (const account of accounts) {
      const paid = Math.min(left, account[field]);
      account[field] -= paid;
      left -= paid;
      if (left === 0) break;
    }
    return before - left;
  };
  if (allocation === 'interestFirst') {
    const toInterest = pay('unpaidInterest');
    const toPrincipal = pay('unpaid');
    return { toInterest, toPrincipal, surplus: left };
  }
  const toPrincipal = pay('unpaid');
  const toInterest = pay('unpaidInterest');
  return { toInterest, toPrincipal, surplus: left };
}

function resultOf(
  accounts: readonly Account[],
  periods: readonly InterestPeriod[],
  allocated: readonly (Allocated | null)[],
): InterestResult {
  const made = allocated.filter((each) => each !== null);
  return {
    periods,
    interest: total(accounts, ({ interest }) => interest),
    paidInterest: total(made, ({ toInterest }) => toInterest),
    paidPrincipal: total(made, ({ toPrincipal }) => toPrincipal),
    outstandingInterest: total(accounts, ({ unpaidInterest }) => unpaidInterest),
    outstandingPrincipal: total(accounts, ({ unpaid }) => unpaid),
    surplus: total(made, ({ surplus }) => surplus),
    allocated,
    debts: accounts
      .toSorted((a, b) => a.index - b.index)
      .map(({ interest, unpaid }) => ({ interest, unpaid })),
  };
}

function total<Item>(items: readonly Item[], of: (item: Item) => Fen): Fen {
  return items.reduce((sum, item) => sum + of(item), 0);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What falls due first is paid first; what has no due date comes last. */
function byDueDate(a: Account, b: Account): number {
  return compare(a.dueOn ?? '9999-12-31', b.dueOn ?? '9999-12-31') || a.index - b.index;
}
