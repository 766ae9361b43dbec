import type { BusinessDate, CaseEvent } from '../../src/definition/index.js';
import { toFen } from '../../src/kernel/money.js';
import { closingGround, type ClosingGround } from '../acts/answering.js';
import { closingRules, guidableResults, plannableResults } from './arrears.codes.js';
import type { ArrearsContext } from './arrears.context.js';
import { interestKnown, isPaidOff, isPrincipalPaid, undisputedLeft } from './ledger/figures.js';
import { instalmentMissed, planFulfilled } from './ledger/plan.js';

interface Asked {
  readonly context: ArrearsContext;
  readonly event: CaseEvent;
}

/** What nobody disputes and nobody has paid (Article 15). */
export function undisputedOpen({ ledger, amounts }: ArrearsContext, on: BusinessDate): number {
  return undisputedLeft(ledger, toFen(amounts?.undisputed ?? '0.00'), on);
}

/**
 * As much as the principal has come in, and interest stands in the way no longer: nobody can say it
 * here, or the enterprise itself has called the matter solved. That is no waiver; what is owed of it
 * stays owed.
 */
function principalIsEnough(context: ArrearsContext, on: BusinessDate): boolean {
  const { ledger, surveyed, outcome } = context;
  if (!isPrincipalPaid(ledger, on)) return false;
  return !interestKnown(ledger, on) || (surveyed && outcome?.solved === true);
}

/**
 * Why an arrears case may be closed; null: it may not. Its ledger decides: paid to zero with
 * interest, or interest waived in so many words, or the principal paid and the interest left to the
 * parties. Otherwise what is unfounded or not due and was explained ends it, or what is disputed and
 * was shown to a court, and nobody's word alone.
 */
export function closingGroundOf(context: ArrearsContext, on: BusinessDate): ClosingGround | null {
  if (isPaidOff(context.ledger, on)) return 'paidOff';
  if (principalIsEnough(context, on)) return 'principalPaid';
  if (undisputedOpen(context, on) > 0) return null;
  // The ledger has spoken; what anybody says of the outcome closes nothing.
  const ground = closingGround({ ...context, outcome: null, tries: 0 }, closingRules);
  return ground ?? (isGuided(context) ? 'guided' : null);
}

/** What is left is for a court or an arbitration, and the enterprise was told so in writing. */
const isGuided = ({ resultCode, guidedOn = null }: ArrearsContext): boolean =>
  guidedOn !== null && guidableResults.some((code) => code === resultCode);

/** Guards that ask the ledger. */
export const ledgerGuards = {
  paidOff: ({ context, event }: Asked) => isPaidOff(context.ledger, event.on),
  instalmentMissed: ({ context }: Asked) => instalmentMissed(context.ledger),
  planFulfilled: ({ context }: Asked) => planFulfilled(context.ledger),
  /** Something was found to be owed and is not paid. */
  mayPlan: ({ context, event }: Asked) =>
    plannableResults.some((code) => code === context.resultCode) &&
    undisputedOpen(context, event.on) > 0,
};
