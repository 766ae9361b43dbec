import { fromFen, sumOfMoney } from '../kernel/money.js';
import type { Case } from '../engine/case.entity.js';
import type { MoneyView } from './case.view.js';

/** The part of a filing and of a machine's context that speaks of money; other kinds have none. */
interface Claimed {
  readonly claim?: {
    readonly items: readonly { readonly amount: string }[];
    readonly payments: readonly { readonly amount: string }[];
  };
}

interface Verified {
  readonly amounts?: {
    readonly verifiedPrincipal: string;
    readonly undisputed: string;
    readonly disputed: string;
  } | null;
}

/**
 * What is claimed, what was paid by the filing, and what the handler found; null for a case
 * without a claim. What is still owed is not said here: it needs the interest of each day.
 */
export function moneySummary(record: Case, context: unknown): MoneyView | null {
  const { claim } = record.filing as Claimed;
  if (!claim) return null;
  const { amounts } = context as Verified;
  return {
    claimedPrincipal: fromFen(sumOfMoney(claim.items.map((item) => item.amount))),
    paid: fromFen(sumOfMoney(claim.payments.map((payment) => payment.amount))),
    verifiedPrincipal: amounts?.verifiedPrincipal ?? null,
    undisputed: amounts?.undisputed ?? null,
    disputed: amounts?.disputed ?? null,
  };
}
