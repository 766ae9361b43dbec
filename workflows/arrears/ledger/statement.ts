import type { BusinessDate } from '../../../src/definition/index.js';
import type { JsonObject } from '../../../src/kernel/json.js';
import { fromFen, sum, toFen, type Fen } from '../../../src/kernel/money.js';
import type { Remark } from '../calculators/answer-schema.js';
import * as remarks from '../calculators/remarks.js';
import type { ArrearsContext } from '../arrears.context.js';
import type { LprQuote } from '../lpr.js';
import { ageOf } from './age.js';
import { figuresOf, interestKnown, oldestDueOn, type Figures } from './figures.js';
import type { Ledger } from './ledger.js';
import { openInstalments } from './plan.js';

/** The money of a case to a day, in yuan, with how each figure came about. */
export function statementOf({ ledger, amounts }: ArrearsContext, on: BusinessDate): JsonObject {
  const figures = figuresOf(ledger, on);
  const counted = figures.counted.filter((payment) => payment.on <= on);
  return {
    on,
    regime: ledger.regime,
    basis: ledger.rate?.basis ?? null,
    rate: ledger.rate?.percent ?? null,
    ratePer: ledger.rate?.per ?? null,
    lpr: ledger.lpr && quoteOf(ledger.lpr),
    dayBasis: ledger.dayBasis,
    dayBasisFrom: ledger.dayBasisFrom,
    allocation: ledger.interestWaivedOn === null ? ledger.allocation : 'principalFirst',
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
    interestKnown: interestKnown(ledger),
    interestWaivedOn: ledger.interestWaivedOn,
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
    judicialScenario: scenarioOf(ledger, on),
    remarks: remarksOf(ledger) as unknown as JsonObject[],
  };
}

function sumsOf(figures: Figures) {
  return {
    interest: fromFen(figures.interest),
    paidInterest: fromFen(figures.paidInterest),
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
    dueOn: item.dueOn,
    dueOnSetBy: item.dueOnSetBy,
    outstandingPrincipal: fromFen(debts[index]?.unpaid ?? 0),
    interest: fromFen(debts[index]?.interest ?? 0),
    age: ageOf(item.dueOn, on),
    periods: periods
      .filter(({ debt }) => debt === index)
      .map(({ from, to, days, principal, interest }) => ({
        from,
        to,
        days,
        principal: fromFen(principal),
        rate: ledger.rate?.percent ?? '',
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
      status: payment.status,
      evidenceId: payment.receipt,
      recordedBy: payment.recordedBy,
      recordedOn: payment.recordedOn,
      confirmedByEnterprise: payment.confirmedOn !== null,
      confirmedOn: payment.confirmedOn,
      countedOn: payment.countedOn,
      toInterest: allocated ? fromFen(allocated.toInterest) : null,
      toPrincipal: allocated ? fromFen(allocated.toPrincipal) : null,
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

/** What a court may go by, beside the Regulations' figure (法释〔2024〕11号). */
function scenarioOf(ledger: Ledger, on: BusinessDate): JsonObject | null {
  const { judicialRate: rate } = ledger;
  if (!rate) return null;
  const figures = figuresOf(ledger, on, rate);
  return {
    basis: rate.basis,
    rate: rate.percent,
    ratePer: rate.per,
    ...sumsOf(figures),
    total: fromFen(figures.outstanding),
  };
}

function remarksOf(ledger: Ledger): Remark[] {
  const { regime, rate, lpr, judicialRate } = ledger;
  const agreedBefore = regime === 'none' && rate !== null;
  return [
    remarks.ofRegime(regime),
    ...(rate && !agreedBefore ? [remarks.ofRate(rate, regime)] : []),
    ...(lpr?.carriedForward === true ? [remarks.ofCarriedLpr(lpr)] : []),
    ...(judicialRate ? [remarks.ofRate(judicialRate, regime)] : []),
    ledger.allocation === 'principalFirst' ? remarks.principalFirst : remarks.interestFirst,
    remarks.counting,
    remarks.itemsInOrder,
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
    oldestDueOn: oldestDueOn(ledger),
    interestKnown: interestKnown(ledger),
  };
}

/** Ledgers of before kept more of a publication. */
function quoteOf({ rate, publishedOn, carriedForward }: LprQuote): JsonObject {
  return { rate, publishedOn, carriedForward };
}
