import type { Label, LedgerDefinition } from '../../src/definition/index.js';
import type { ArrearsContext } from './arrears.context.js';
import { ageOf, ages } from './ledger/age.js';
import { oldestDueOn } from './ledger/figures.js';
import type { Ledger } from './ledger/ledger.js';
import { goesByLpr, withLpr, withRatesBy } from './ledger/rates.js';
import { listedFigures, statementOf } from './ledger/statement.js';
import { statementSchema } from './ledger/statement-schema.js';

/** What auditors found elsewhere, and what cannot happen unseen here. */
export const redFlags = {
  paymentUnconfirmed: {
    zh: '回款由债务人或者承办单位登记，企业尚未确认',
    en: 'a payment was reported, and not by the enterprise',
  },
  paymentDisputed: { zh: '企业否认登记的回款', en: 'the enterprise disputes a reported payment' },
  paymentReversed: { zh: '已登记的回款被冲正', en: 'a payment was taken back' },
  movedToDisputed: {
    zh: '无分歧欠款改列为有分歧',
    en: 'what was undisputed is called disputed now',
  },
  instalmentMissed: { zh: '还款计划未履行', en: 'a plan of repayment was not kept' },
  openArrears: {
    zh: '被投诉单位另有未办结的欠款投诉',
    en: 'other complaints against the debtor are open',
  },
} as const satisfies Readonly<Record<string, Label>>;

/** How the product gets at the money of an arrears case. */
export const arrearsLedger: LedgerDefinition<ArrearsContext> = {
  property: 'ledger',
  lines: ({ ledger }) => ledger.lines,
  oldestDueOn: ({ ledger }) => oldestDueOn(ledger),
  ages: Object.keys(ages),
  ageOf,
  statement: statementOf,
  figures: ({ ledger, amounts }, on, lpr) =>
    listedFigures(
      withRatesBy(ledger as unknown as Ledger, lpr),
      (amounts ?? null) as unknown as ArrearsContext['amounts'],
      on,
    ),
  reads: ['ledger', 'amounts'],
  goesByLpr: ({ ledger }) => goesByLpr(ledger),
  byLpr: ({ ledger }, lpr) => {
    const renewed = withLpr(ledger, lpr);
    return renewed === ledger ? null : renewed;
  },
  schema: statementSchema,
  flags: redFlags,
};
