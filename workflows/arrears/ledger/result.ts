import type { BusinessDate } from '../../../src/definition/index.js';
import { toFen, type Fen } from '../../../src/kernel/money.js';
import { line, written, type Ledger } from './ledger.js';

/** What a result says of the claim's principal, before any payment; decimal strings. */
export interface Amounts {
  readonly verifiedPrincipal: string;
  readonly undisputed: string;
  readonly disputed: string;
}

/** How a result puts it, beside the amounts. */
export interface VerifiedParts {
  /** Of each item in its order; not given: what was not verified is taken from the latest items. */
  readonly verifiedItems?: readonly string[];
  readonly disputeReason?: string;
  readonly disputeEvidenceId?: string;
}

/** How much of what was undisputed before is disputed now. */
export function movedToDisputed(before: Amounts | null, after: Amounts): Fen {
  if (!before) return 0;
  const less = toFen(before.undisputed) - toFen(after.undisputed);
  const more = toFen(after.disputed) - toFen(before.disputed);
  return Math.max(0, Math.min(less, more));
}

/** The result's amounts in the ledger; what moves from undisputed to disputed is flagged. */
export function verified(
  ledger: Ledger,
  before: Amounts | null,
  after: Amounts & VerifiedParts,
  on: BusinessDate,
): Ledger {
  const moved = movedToDisputed(before, after);
  const amounts = verifiedByItem(ledger, after);
  const { disputeReason = '', disputeEvidenceId = null } = after;
  return written(
    ledger,
    { items: ledger.items.map((item, index) => ({ ...item, verified: amounts[index] ?? 0 })) },
    line('verified', on, { amount: toFen(after.verifiedPrincipal) }),
    line('undisputed', on, { amount: toFen(after.undisputed) }),
    line('disputed', on, { amount: toFen(after.disputed) }),
    ...(moved > 0
      ? [
          line('movedToDisputed', on, {
            amount: moved,
            flag: 'movedToDisputed',
            details: { reason: disputeReason, evidenceId: disputeEvidenceId },
          }),
        ]
      : []),
  );
}

function verifiedByItem(
  { items }: Ledger,
  { verifiedPrincipal, verifiedItems }: Amounts & VerifiedParts,
): readonly Fen[] {
  if (verifiedItems) return verifiedItems.map(toFen);
  // The oldest items stand first in what is verified: they bear interest the longest.
  const inOrder = items
    .map(({ claimed, dueOn }, index) => ({ claimed, index, dueOn: dueOn ?? '9999-12-31' }))
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.index - b.index);
  let left = toFen(verifiedPrincipal);
  const amounts: Fen[] = items.map(() => 0);
  for (const { claimed, index } of inOrder) {
    amounts[index] = Math.min(claimed, left);
    left -= amounts[index];
  }
  return amounts;
}
