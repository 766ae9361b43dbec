import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/kernel/business-date.js';
import { interestOnPaper } from '../../../test/support/second-count/interest.js';
import { interestOf, type InterestCase } from './accrual.js';
import { allocations, debtOrders } from './allocation.js';
import type { InterestRate } from './rate.js';
import type { RateSchedule } from './schedule.js';

/** Within half a year, so that days, payments, waivers and rates meet often. */
const day = fc.integer({ min: 0, max: 200 }).map((days) => addDays('2020-05-01', days));
const anyRate = fc
  .record({ hundredths: fc.integer({ min: 0, max: 2_400 }), per: fc.constantFrom('day', 'year') })
  .map(({ hundredths, per }): InterestRate => {
    const percent = (per === 'day' ? hundredths / 10_000 : hundredths / 100).toFixed(4);
    return { basis: 'agreed', percent, per };
  });
const schedule = fc
  .tuple(fc.option(anyRate, { freq: 5 }), fc.array(fc.tuple(day, anyRate), { maxLength: 3 }))
  .map(([first, later]): RateSchedule => {
    const days = new Map(later.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    return [{ from: null, rate: first }, ...[...days].map(([from, rate]) => ({ from, rate }))];
  });
/** From a fen to a billion yuan, small sums as often as large ones. */
const money = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 999 }))
  .map(([zeros, digits]) => Math.min(digits * 10 ** zeros + zeros, 100_000_000_000));
const anyCase: fc.Arbitrary<InterestCase> = fc.record({
  debts: fc.array(
    fc.record({ principal: money, dueOn: fc.option(day, { freq: 8 }), rates: schedule }),
    { minLength: 1, maxLength: 4 },
  ),
  payments: fc.array(
    fc.record({
      on: day,
      amount: money,
      debt: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 2, nil: null }),
      afterWaiver: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  until: day,
  dayBasis: fc.constantFrom(365, 360),
  allocation: fc.constantFrom(...allocations),
  order: fc.constantFrom(...debtOrders),
  waivedOn: fc.option(day, { freq: 2 }),
});

describe('interest counted a second time, day by day', () => {
  it('is the same to the fen in 10,000 cases', () => {
    const seen = { named: 0, waived: 0, changed: 0 };
    fc.assert(
      fc.property(anyCase, (given) => {
        const { debts, payments } = given;
        const named = payments.map((each) => ({
          ...each,
          debt: (each.debt ?? 9) < debts.length ? (each.debt ?? null) : null,
        }));
        const counted = interestOf({ ...given, payments: named });
        const paper = interestOnPaper({
          ...given,
          payments: named,
          debts: debts.map(({ rates, ...debt }) => ({
            ...debt,
            rate: (on: string) =>
              rates.filter(({ from }) => from === null || from <= on).at(-1)?.rate ?? null,
          })),
        });
        const { paidInterest, paidPrincipal, waivedInterest, surplus } = counted;
        const { outstandingInterest, outstandingPrincipal } = counted;
        expect({
          paidInterest,
          paidPrincipal,
          waivedInterest,
          outstandingInterest,
          outstandingPrincipal,
          surplus,
        }).toEqual(paper);
        seen.named += named.some(({ debt }) => debt !== null) ? 1 : 0;
        seen.waived += waivedInterest > 0 ? 1 : 0;
        seen.changed += new Set(counted.periods.map(({ rate }) => rate)).size > 1 ? 1 : 0;
      }),
      { numRuns: 10_000 },
    );
    // A generator that never meets the hard parts would prove nothing.
    expect(Math.min(seen.named, seen.waived, seen.changed)).toBeGreaterThan(500);
  });
});
