import type { BusinessDate } from '../../../src/definition/index.js';
import { sum, toFen, type Fen } from '../../../src/kernel/money.js';
import { countedTotal } from './figures.js';
import { line, written, type Instalment, type Ledger, type Plan } from './ledger.js';
import { awaitsSilence } from './payments.js';

/** A plan as it is agreed, in yuan. */
export interface AgreedPlan {
  readonly amount: string;
  readonly instalments: readonly { readonly dueOn: BusinessDate; readonly amount: string }[];
}

export function agreePlan(ledger: Ledger, agreed: AgreedPlan, on: BusinessDate): Ledger {
  const plan: Plan = {
    agreedOn: on,
    amount: toFen(agreed.amount),
    instalments: agreed.instalments.map(({ dueOn, amount }, index) => {
      return { no: index + 1, dueOn, amount: toFen(amount), lapsed: 'no' };
    }),
    paidBefore: countedTotal(ledger),
    ended: null,
  };
  return written(
    ledger,
    { plan },
    line('planAgreed', on, {
      amount: plan.amount,
      details: { instalments: plan.instalments.map(({ dueOn, amount }) => ({ dueOn, amount })) },
    }),
  );
}

/** A day of the plan has passed, or the days of grace after it; for a lapse that comes again, too. */
export function lapseInstalment(
  ledger: Ledger,
  no: number,
  lapsed: 'due' | 'grace',
  on: BusinessDate,
): Ledger {
  const { plan } = ledger;
  if (!plan) return ledger;
  const instalments = plan.instalments.map((each) => (each.no === no ? { ...each, lapsed } : each));
  const late = { details: { instalment: no } };
  return written(
    ledger,
    { plan: { ...plan, instalments } },
    line(lapsed === 'due' ? 'instalmentDue' : 'instalmentGraceOver', on, late),
  );
}

export function endPlan(
  ledger: Ledger,
  ended: NonNullable<Plan['ended']>,
  on: BusinessDate,
): Ledger {
  const { plan } = ledger;
  if (plan?.ended !== null) return ledger;
  const flag = ended === 'missed' ? 'instalmentMissed' : null;
  return written(
    ledger,
    { plan: { ...plan, ended } },
    line('planEnded', on, { flag, details: { ended } }),
  );
}

/** Instalments in their order up to the one that a sum still covers. */
function coveredBy({ instalments }: Plan, paid: Fen): readonly Instalment[] {
  return instalments.filter(
    (_, index) => sum(instalments.slice(0, index + 1).map(({ amount }) => amount)) <= paid,
  );
}

/** Instalments that have been paid, in their order and whoever named them. */
export function settledInstalments(ledger: Ledger): readonly Instalment[] {
  const { plan } = ledger;
  return plan ? coveredBy(plan, countedTotal(ledger) - plan.paidBefore) : [];
}

export function openInstalments(ledger: Ledger): readonly Instalment[] {
  const settled = settledInstalments(ledger);
  return ledger.plan?.instalments.filter((each) => !settled.includes(each)) ?? [];
}

/**
 * An instalment whose days of grace are over is not paid; a payment with a receipt that can still
 * be opposed keeps it from being missed.
 */
export function instalmentMissed(ledger: Ledger): boolean {
  const { plan } = ledger;
  if (plan?.ended !== null) return false;
  const pending = ledger.payments.filter((each) => awaitsSilence(ledger, each));
  const paid = countedTotal(ledger) - plan.paidBefore + sum(pending.map(({ amount }) => amount));
  const covered = coveredBy(plan, paid);
  return plan.instalments.some((each) => each.lapsed === 'grace' && !covered.includes(each));
}

/** A plan that runs and is paid as agreed, whatever else is owed. */
export function planFulfilled(ledger: Ledger): boolean {
  return ledger.plan?.ended === null && openInstalments(ledger).length === 0;
}

/** Some day of the plan has passed without its money. */
export const isLateByPlan = (ledger: Ledger): boolean =>
  ledger.plan?.ended === null && openInstalments(ledger).some(({ lapsed }) => lapsed !== 'no');

/** Why a plan is over that the case leaves now. */
export function planEnding(ledger: Ledger): NonNullable<Plan['ended']> {
  if (instalmentMissed(ledger)) return 'missed';
  return planFulfilled(ledger) ? 'fulfilled' : 'given up';
}
