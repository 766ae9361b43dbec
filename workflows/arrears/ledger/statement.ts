import type { BusinessDate, LprPublication } from '../../../src/definition/index.js';
import type { JsonObject } from '../../../src/kernel/json.js';
import { fromFen, sum, toFen, type Fen } from '../../../src/kernel/money.js';
import type { Remark } from '../calculators/answer-schema.js';
import * as remarks from '../calculators/remarks.js';
import type { ArrearsContext } from '../arrears.context.js';
import { debtOrders } from '../interest/allocation.js';
import type { LprQuote } from '../interest/lpr.js';
import type { InterestRate } from '../interest/rate.js';
import { orderLabels, readingLabels } from '../interest/reading-texts.js';
import { judicialSchedule, oldContractReadings, readingOf } from '../interest/readings.js';
import { rateOn, type RateSchedule } from '../interest/schedule.js';
import { ageOf } from './age.js';
import {
  figuresOf,
  lastPaidOn,
  oldestDueOn,
  rateTermsOf,
  ratesOf,
  type Figures,
} from './figures.js';
import type { Ledger } from './ledger.js';
import { openInstalments } from './plan.js';
import { withLpr } from './rates.js';

/** The money of a case to a day, in yuan, with how each figure came about. */
export function statementOf(
  { ledger: remembered, amounts }: ArrearsContext,
  on: BusinessDate,
  lpr: readonly LprPublication[],
): JsonObject {
  const ledger = withLpr(remembered, lpr);
  const figures = figuresOf(ledger, on);
  const counted = figures.counted.filter((payment) => payment.on <= on);
  return {
    on,
    regime: ledger.regime,
    ...rateFields(currentRate(ledger, on)),
    reading: readingOf(ledger.contractSignedOn, ledger.rateChoice),
    lpr: ledger.lpr && quoteOf(ledger.lpr),
    dayBasis: ledger.dayBasis,
    dayBasisFrom: ledger.dayBasisFrom,
    allocation: ledger.allocation,
    order: ledger.order,
    claimed: fromFen(sum(ledger.items.map((item) => item.claimed))),
    verified: amounts?.verifiedPrincipal ?? null,
    undisputed: amounts?.undisputed ?? null,
    disputed: amounts?.disputed ?? null,
    paid: fromFen(sum(counted.map(({ amount }) => amount))),
    unconfirmed: fromFen(
      sum(ledger.payments.filter(({ status }) => status === 'pending').map(({ amount }) => amount)),
    ),
    ...sumsOf(figures),
    total: fromFen(figures.outstanding),
    interestKnown: figures.determined,
    interestWaivedOn: ledger.waiver?.on ?? null,
    oldestDueOn: oldestDueOn(ledger),
    age: ageOf(oldestDueOn(ledger), on),
    items: itemsOf(ledger, figures, on),
    payments: paymentsOf(ledger, figures),
    plan: planOf(ledger),
    entries: ledger.lines.map(({ amount, ...line }, index) => ({
      no: index + 1,
      ...line,
      amount: amount === null ? null : fromFen(amount),
    })),
    readings: readingsOf(ledger, on),
    orders: ordersOf(ledger, on),
    judicialScenario: scenarioOf(ledger, on, lpr),
    remarks: remarksOf(ledger, on) as unknown as JsonObject[],
  };
}

function sumsOf(figures: Figures) {
  return {
    interest: fromFen(figures.interest),
    paidInterest: fromFen(figures.paidInterest),
    waivedInterest: fromFen(figures.waivedInterest),
    paidPrincipal: fromFen(figures.paidPrincipal),
    outstandingPrincipal: fromFen(figures.outstandingPrincipal),
    outstandingInterest: fromFen(figures.outstandingInterest),
  };
}

function itemsOf(ledger: Ledger, { periods, debts }: Figures, on: BusinessDate): JsonObject[] {
  return ledger.items.map((item, index) => ({
    item: index + 1,
    claimed: fromFen(item.claimed),
    verified: fromFen(item.verified),
    triggeredOn: item.triggeredOn,
    invoiceNumber: item.invoiceNumber ?? null,
    dueOn: item.dueOn,
    dueOnSetBy: item.dueOnSetBy,
    termToExamine: item.termToExamine,
    outstandingPrincipal: fromFen(debts[index]?.unpaid ?? 0),
    interest: fromFen(debts[index]?.interest ?? 0),
    age: ageOf(item.dueOn, on),
    periods: periods
      .filter(({ debt }) => debt === index)
      .map(({ from, to, days, principal, interest, rate }) => ({
        from,
        to,
        days,
        principal: fromFen(principal),
        ...rateFields(rate),
        interest: fromFen(interest),
      })),
  }));
}

function paymentsOf(ledger: Ledger, figures: Figures): JsonObject[] {
  return ledger.payments.map((payment) => {
    const place = figures.counted.indexOf(payment);
    const allocated = place < 0 ? null : figures.allocated[place];
    return {
      no: payment.no,
      on: payment.on,
      amount: fromFen(payment.amount),
      item: payment.item,
      status: payment.status,
      evidenceId: payment.receipt,
      recordedBy: payment.recordedBy,
      recordedOn: payment.recordedOn,
      confirmedByEnterprise: payment.confirmedOn !== null,
      confirmedOn: payment.confirmedOn,
      countedOn: payment.countedOn,
      toInterest: allocated ? fromFen(allocated.toInterest) : null,
      toPrincipal: allocated ? fromFen(allocated.toPrincipal) : null,
      parts: (allocated?.parts ?? []).map(({ debt, toInterest, toPrincipal }) => ({
        item: debt + 1,
        toInterest: fromFen(toInterest),
        toPrincipal: fromFen(toPrincipal),
      })),
    };
  });
}

function planOf(ledger: Ledger): JsonObject | null {
  const { plan } = ledger;
  if (!plan) return null;
  const open = openInstalments(ledger);
  const late = { no: 'open', due: 'late', grace: 'missed' } as const;
  return {
    agreedOn: plan.agreedOn,
    amount: fromFen(plan.amount),
    ended: plan.ended,
    instalments: plan.instalments.map((each) => ({
      no: each.no,
      dueOn: each.dueOn,
      amount: fromFen(each.amount),
      status: open.includes(each) ? late[each.lapsed] : 'paid',
    })),
  };
}

function rateFields(rate: InterestRate | null) {
  return {
    basis: rate?.basis ?? null,
    rate: rate?.percent ?? null,
    ratePer: rate?.per ?? null,
  };
}

/** The rate of a day; items differ at most in that of old contracts, and the first stands for all. */
function currentRate(ledger: Ledger, on: BusinessDate): InterestRate | null {
  const [first] = ledger.items;
  return first ? rateOn(ratesOf(ledger, first), on) : ledger.rate;
}

const totals = (figures: Figures) => ({
  ...sumsOf(figures),
  total: fromFen(figures.outstanding),
});

/** The interest of an old contract by each reading; none for a contract under the Regulations. */
function readingsOf(ledger: Ledger, on: BusinessDate): JsonObject[] {
  if (ledger.regime !== 'none') return [];
  const chosen = readingOf(ledger.contractSignedOn, ledger.rateChoice);
  return oldContractReadings
    .filter((reading) => reading !== 'undetermined' || reading === chosen)
    .map((reading) => {
      const figures = figuresOf(ledger, on, { choice: { ...ledger.rateChoice, reading } });
      return {
        reading,
        label: { ...readingLabels[reading] },
        chosen: reading === chosen,
        interestKnown: figures.determined,
        ...totals(figures),
        remarks: remarks.ofReading(reading) as unknown as JsonObject[],
      };
    });
}

/** Both orders of several items, where the law's two articles lead to different sums. */
function ordersOf(ledger: Ledger, on: BusinessDate): JsonObject[] {
  const orders = debtOrders.map((order) => ({ order, figures: figuresOf(ledger, on, { order }) }));
  const sums = new Set(orders.map(({ figures }) => JSON.stringify(sumsOf(figures))));
  if (sums.size === 1) return [];
  return orders.map(({ order, figures }) => ({
    order,
    label: { ...orderLabels[order] },
    chosen: order === ledger.order,
    ...totals(figures),
  }));
}

/** What a court may go by, beside the Regulations' figure (法释〔2024〕11号). */
function scenarioOf(
  ledger: Ledger,
  on: BusinessDate,
  lpr: readonly LprPublication[],
): JsonObject | null {
  if (!ledger.payWhenPaid) return null;
  const rates: RateSchedule = judicialSchedule(rateTermsOf(ledger), lpr);
  const figures = figuresOf(ledger, on, { rates });
  return {
    ...rateFields(rateOn(rates, on)),
    ...totals(figures),
    remarks: remarks.ofScenario as unknown as JsonObject[],
  };
}

function remarksOf(ledger: Ledger, on: BusinessDate): Remark[] {
  const { regime, lpr, contractSignedOn, rateChoice } = ledger;
  const rate = currentRate(ledger, on);
  const reading = readingOf(contractSignedOn, rateChoice);
  return [
    remarks.ofRegime(regime),
    ...(reading === 'regulations' ? [] : remarks.ofReading(reading)),
    ...(rate ? [remarks.ofRate(rate, regime)] : []),
    ...(lpr?.carriedForward === true ? [remarks.ofCarriedLpr(lpr)] : []),
    ledger.allocation === 'principalFirst' ? remarks.principalFirst : remarks.interestFirst,
    remarks.counting,
    ledger.order === 'debtByDebt' ? remarks.debtByDebt : remarks.allInterestFirst,
  ];
}

/** What a list of many cases tells of one, from the ledger and the result's amounts alone. */
export function listedFigures(
  ledger: Ledger,
  amounts: ArrearsContext['amounts'],
  on: BusinessDate,
) {
  const figures = figuresOf(ledger, on);
  const fen = (amount: string | undefined): Fen | null =>
    amount === undefined ? null : toFen(amount);
  return {
    claimed: sum(ledger.items.map((item) => item.claimed)),
    verified: fen(amounts?.verifiedPrincipal),
    undisputed: fen(amounts?.undisputed),
    disputed: fen(amounts?.disputed),
    paid: figures.paidInterest + figures.paidPrincipal,
    interest: figures.interest,
    outstandingPrincipal: figures.outstandingPrincipal,
    outstandingInterest: figures.outstanding - figures.outstandingPrincipal,
    // Most sheets are of a day after every payment; then nothing is worked out twice.
    oldestDueOn: oldestDueOn(ledger, on >= lastPaidOn(ledger) ? figures : undefined),
    interestKnown: figures.determined,
  };
}

/** Ledgers of before kept more of a publication. */
function quoteOf({ rate, publishedOn, carriedForward }: LprQuote): JsonObject {
  return { rate, publishedOn, carriedForward };
}
