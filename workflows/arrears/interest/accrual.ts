import type { BusinessDate, DayBasis } from '../../../src/definition/index.js';
import { addDays, daysBetween } from '../../../src/kernel/business-date.js';
import { sum, type Fen } from '../../../src/kernel/money.js';
import { allocate, type Account, type Allocated, type Allocating } from './allocation.js';
import { dailyShare, type InterestRate } from './rate.js';
import { spansWithin, type RateSchedule } from './schedule.js';

/** A principal and the last day on which its payment is in time. */
export interface Debt {
  readonly principal: Fen;
  /** Null where no due date is set: such a debt bears no interest yet. */
  readonly dueOn: BusinessDate | null;
  readonly rates: RateSchedule;
}

export interface PaymentMade {
  readonly on: BusinessDate;
  readonly amount: Fen;
  /** Place of the debt that the debtor named when it paid (《民法典》第五百六十条第一款). */
  readonly debt?: number | null;
  /** It was made on the day of the waiver, and after it. */
  readonly afterWaiver?: boolean;
}

export interface InterestCase extends Allocating {
  readonly debts: readonly Debt[];
  readonly payments: readonly PaymentMade[];
  /** Interest is counted up to and including this day; later payments are left out. */
  readonly until: BusinessDate;
  /** What a yearly rate is divided by. */
  readonly dayBasis: DayBasis;
  /**
   * The day on which interest was waived (《民法典》第五百七十五条): what is unpaid of it then is owed no
   * longer, and none arises after it. What was paid before stays paid (第五百五十七条).
   */
  readonly waivedOn: BusinessDate | null;
}

/** Days through which the unpaid principal of a debt, and its rate, stayed the same. */
export interface InterestPeriod {
  /** Place of the debt in the list. */
  readonly debt: number;
  /** First and last day that is counted. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly days: number;
  readonly principal: Fen;
  readonly rate: InterestRate;
  /**
   * In whole fen. Where the rate changes while the principal stays, the parts are rounded so that
   * they add up to the sum of all, half up.
   */
  readonly interest: Fen;
}

export interface InterestResult {
  readonly periods: readonly InterestPeriod[];
  /** All interest that has arisen. */
  readonly interest: Fen;
  readonly paidInterest: Fen;
  readonly waivedInterest: Fen;
  readonly paidPrincipal: Fen;
  readonly outstandingInterest: Fen;
  readonly outstandingPrincipal: Fen;
  readonly surplus: Fen;
  /** Each day that bears interest had a rate, and each debt its due date. */
  readonly determined: boolean;
  /** In the order of `payments`; null for those after `until`. */
  readonly allocated: readonly (Allocated | null)[];
  /** In the order of `debts`. */
  readonly debts: readonly {
    readonly interest: Fen;
    readonly unpaidInterest: Fen;
    readonly unpaid: Fen;
  }[];
}

interface Running extends Account {
  readonly rates: RateSchedule;
  interest: Fen;
  waived: Fen;
  determined: boolean;
}

/** What happens on a day, in the order in which it does. */
type Step = { readonly on: BusinessDate } & (
  | { readonly is: 'payment'; readonly index: number; readonly payment: PaymentMade }
  | { readonly is: 'waiver' }
);

/**
 * Simple interest on what is unpaid: days after the due date up to and including the day of
 * payment, in whole fen, half up once for all days on which the principal stays the same. Such
 * days end with each payment.
 */
export function interestOf(given: InterestCase): InterestResult {
  const { debts, payments, until, dayBasis } = given;
  const accounts = debts.map(({ principal, dueOn, rates }, index): Running => ({
    index,
    dueOn,
    rates,
    interest: 0,
    unpaidInterest: 0,
    waived: 0,
    unpaid: principal,
    determined: principal === 0 || dueOn !== null,
  }));
  const periods: InterestPeriod[] = [];
  const allocated: (Allocated | null)[] = payments.map(() => null);
  let last: BusinessDate | null = null;
  let bears = true;
  const countTo = (day: BusinessDate) => {
    if (bears) periods.push(...accrue(accounts, last, day, dayBasis));
    last = day;
  };
  for (const step of stepsOf(given)) {
    countTo(step.on);
    if (step.is === 'waiver') {
      accounts.forEach(forgive);
      bears = false;
    } else {
      const { amount, debt = null } = step.payment;
      allocated[step.index] = allocate(accounts, amount, given, debt);
    }
  }
  countTo(until);
  return resultOf(accounts, periods, allocated);
}

/** Payments in the order of their days, and the waiver among those of its day. */
function stepsOf({ payments, until, waivedOn }: InterestCase): readonly Step[] {
  // On any other day payments stay in the order of the list.
  const rank = (step: Step) => {
    if (step.on !== waivedOn) return 0;
    if (step.is === 'waiver') return 1;
    return step.payment.afterWaiver === true ? 2 : 0;
  };
  const paid = payments.map((payment, index): Step => {
    return { is: 'payment', on: payment.on, index, payment };
  });
  const waived: readonly Step[] = waivedOn === null ? [] : [{ is: 'waiver', on: waivedOn }];
  return [...paid, ...waived]
    .filter(({ on }) => on <= until)
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : rank(a) - rank(b)));
}

/** Adds the interest of the days after `last`, up to and including `to`. */
function accrue(
  accounts: readonly Running[],
  last: BusinessDate | null,
  to: BusinessDate,
  dayBasis: DayBasis,
): InterestPeriod[] {
  const periods: InterestPeriod[] = [];
  for (const account of accounts) {
    const { dueOn, unpaid, index } = account;
    if (dueOn === null || unpaid === 0) continue;
    const after = last === null || last < dueOn ? dueOn : last;
    if (after >= to) continue;
    const counted = rounded(dayBasis);
    for (const span of spansWithin(account.rates, addDays(after, 1), to)) {
      const { rate } = span;
      if (rate === null) {
        account.determined = false;
        continue;
      }
      const days = daysBetween(span.from, span.to) + 1;
      const interest = counted(unpaid, days, rate);
      account.interest += interest;
      account.unpaidInterest += interest;
      periods.push({
        debt: index,
        from: span.from,
        to: span.to,
        days,
        principal: unpaid,
        rate,
        interest,
      });
    }
  }
  return periods;
}

/** Rounds the sum of its parts, and gives to each what it adds to the rounded sum. */
function rounded(dayBasis: DayBasis) {
  let exact = 0n;
  let given = 0;
  return (principal: Fen, days: number, rate: InterestRate): Fen => {
    // Fen times rate times days is beyond a double, so whole numbers of any size do it.
    const { numerator, denominator } = dailyShare(rate, dayBasis);
    exact += BigInt(principal) * BigInt(days) * numerator;
    const before = given;
    given = Number((2n * exact + denominator) / (2n * denominator));
    return given - before;
  };
}

function forgive(account: Running): void {
  account.waived += account.unpaidInterest;
  account.unpaidInterest = 0;
}

function resultOf(
  accounts: readonly Running[],
  periods: readonly InterestPeriod[],
  allocated: readonly (Allocated | null)[],
): InterestResult {
  const made = allocated.filter((each) => each !== null);
  return {
    periods,
    interest: sum(accounts.map(({ interest }) => interest)),
    paidInterest: sum(made.map(({ toInterest }) => toInterest)),
    waivedInterest: sum(accounts.map(({ waived }) => waived)),
    paidPrincipal: sum(made.map(({ toPrincipal }) => toPrincipal)),
    outstandingInterest: sum(accounts.map(({ unpaidInterest }) => unpaidInterest)),
    outstandingPrincipal: sum(accounts.map(({ unpaid }) => unpaid)),
    surplus: sum(made.map(({ surplus }) => surplus)),
    determined: accounts.every(({ determined }) => determined),
    allocated,
    debts: accounts.map(({ interest, unpaidInterest, unpaid }) => {
      return { interest, unpaidInterest, unpaid };
    }),
  };
}
