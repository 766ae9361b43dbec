import type { BusinessDate, TimedRight } from '../../src/definition/index.js';
import { limitationOf, type Limitation } from '../acts/limitation.js';
import { rightOf, toldLimitation, type Rights } from '../acts/rights.js';
import type { ArrearsContext } from './arrears.context.js';
import { figuresOf } from './ledger/figures.js';

/** Of each item in its order; null for one without a due date, and for one that is paid. */
function limitations({ ledger, interruptions }: ArrearsContext): readonly (Limitation | null)[] {
  const last = ledger.payments.reduce((day, { on }) => (on > day ? on : day), '1991-01-01');
  const { debts, counted, allocated } = figuresOf(ledger, last);
  return ledger.items.map(({ dueOn }, index) => {
    if (dueOn === null || (debts[index]?.unpaid ?? 0) === 0) return null;
    // A payment is a part performance of the items that it went to, and of no other.
    const payments = counted.flatMap(({ on }, place) =>
      (allocated[place]?.parts ?? []).some(({ debt }) => debt === index)
        ? [{ on, by: 'payment' as const }]
        : [],
    );
    return limitationOf(dueOn, [...interruptions, ...payments]);
  });
}

/** The item whose last day comes first, those left out whose day was before the one that is asked about. */
export function arrearsRights(context: ArrearsContext, since: BusinessDate): Rights {
  const passed = context.passed.limitation ?? '';
  const next = limitations(context)
    .filter((each) => each !== null)
    .filter(({ lastDay }) => lastDay > passed && lastDay >= since)
    .reduce<Limitation | null>(
      (first, each) => (first === null || each.lastDay < first.lastDay ? each : first),
      null,
    );
  return { limitation: next && rightOf(next) };
}

/** Each item with its last day to sue, and what interrupted it. */
export function arrearsTimedRights(context: ArrearsContext): readonly TimedRight[] {
  return limitations(context).flatMap((each, index) =>
    each === null ? [] : [toldLimitation(each, index + 1)],
  );
}
