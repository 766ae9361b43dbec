import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/kernel/business-date.js';
import { allocations, interestOf, type InterestCase } from './interest.js';
import { dailyRate } from './interest-rate.js';

const daily = dailyRate({ basis: 'regulation', percent: '0.05', per: 'day' }, 365);
const MOST = 10_000_000_000_000;

const aCase = (changed: Partial<InterestCase>): InterestCase => ({
  debts: [{ principal: 100_000_000, dueOn: '2025-09-01' }],
  payments: [],
  until: '2025-12-30',
  rate: daily,
  allocation: 'interestFirst',
  ...changed,
});

describe('the days that bear interest', () => {
  it.each([
    ['the due date itself', '2025-09-01', 0],
    ['the day after it', '2025-09-02', 50_000],
    ['and the day of payment', '2025-10-31', 3_000_000],
  ])('%s', (_, until, interest) => {
    expect(interestOf(aCase({ until })).interest).toBe(interest);
  });

  it('are named, first and last', () => {
    const payments = [{ on: '2025-10-31', amount: 30_000_000 }];
    expect(interestOf(aCase({ payments })).periods).toEqual([
      {
        debt: 0,
        from: '2025-09-02',
        to: '2025-10-31',
        days: 60,
        principal: 100_000_000,
        interest: 3_000_000,
      },
      {
        debt: 0,
        from: '2025-11-01',
        to: '2025-12-30',
        days: 60,
        principal: 73_000_000,
        interest: 2_190_000,
      },
    ]);
  });
});

describe('several debts', () => {
  const debts = [
    { principal: 1_000, dueOn: '2025-10-01' },
    { principal: 1_000, dueOn: '2025-09-01' },
    { principal: 1_000, dueOn: null },
  ];

  it('are paid off in the order of their due dates, undated ones last', () => {
    const payments = [{ on: '2025-08-01', amount: 2_500 }];
    const { debts: left } = interestOf(aCase({ debts, payments }));
    expect(left.map(({ unpaid }) => unpaid)).toEqual([0, 0, 500]);
  });

  it('bear interest each from its own day, and none without one', () => {
    const days = interestOf(aCase({ debts })).periods.map(({ debt, from }) => [debt, from]);
    expect(days).toEqual([
      [1, '2025-09-02'],
      [0, '2025-10-02'],
    ]);
  });

  it('take a payment for all interest first, then for principal', () => {
    const payments = [{ on: '2025-10-11', amount: 30 }];
    const { allocated } = interestOf(aCase({ debts, payments, until: '2025-10-11' }));
    // 40 days of the one, 10 of the other: 20 and 5 fen.
    expect(allocated).toEqual([{ toInterest: 25, toPrincipal: 5, surplus: 0 }]);
  });

  it('take it for principal first where the parties agreed so', () => {
    const payments = [{ on: '2025-10-11', amount: 3_010 }];
    const { allocated } = interestOf(
      aCase({ debts, payments, until: '2025-10-11', allocation: 'principalFirst' }),
    );
    expect(allocated).toEqual([{ toInterest: 10, toPrincipal: 3_000, surplus: 0 }]);
  });
});

describe('rounding', () => {
  it('is half up to whole fen', () => {
    const days = (principal: number) =>
      interestOf(aCase({ debts: [{ principal, dueOn: '2025-12-29' }] })).interest;
    expect([days(999), days(1_000), days(2_999), days(3_000)]).toEqual([0, 1, 1, 2]);
  });

  it('is exact for the largest amounts', () => {
    const debts = [{ principal: MOST - 1, dueOn: '2025-09-01' }];
    // 599,999,999,999.94 fen; a double would have lost the last digits of the product.
    expect(interestOf(aCase({ debts })).interest).toBe(600_000_000_000);
  });
});

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-09-01', days));
const rate = fc
  .record({
    millionths: fc.integer({ min: 0, max: 1_000_000 }),
    per: fc.constantFrom('day', 'year'),
  })
  .map(({ millionths, per }) => ({
    numerator: BigInt(millionths),
    denominator: per === 'day' ? 1_000_000_000n : 365_000_000n,
  }));
const debt = fc.record({ principal: fc.integer({ min: 1, max: MOST / 100 }), dueOn: day });
const payment = fc.record({ on: day, amount: fc.integer({ min: 1, max: MOST / 100 }) });
const anyCase = fc.record<InterestCase>({
  debts: fc.array(debt, { minLength: 1, maxLength: 5 }),
  payments: fc.array(payment, { maxLength: 8 }),
  until: day,
  rate,
  allocation: fc.constantFrom(...allocations),
});

describe('whatever the case', () => {
  const holds = (property: fc.IProperty<unknown>) => {
    fc.assert(property as fc.IProperty<[InterestCase]>, { numRuns: 300 });
  };

  it('nothing is negative', () => {
    holds(
      fc.property(anyCase, (given) => {
        const { interest, outstandingInterest, outstandingPrincipal, surplus, periods } =
          interestOf(given);
        const figures = [interest, outstandingInterest, outstandingPrincipal, surplus];
        expect(figures.every((each) => Number.isSafeInteger(each) && each >= 0)).toBe(true);
        expect(periods.every((each) => each.days > 0 && each.interest >= 0)).toBe(true);
      }),
    );
  });

  it('interest never falls as days pass', () => {
    holds(
      fc.property(anyCase, fc.integer({ min: 1, max: 400 }), (given, days) => {
        const later = interestOf({ ...given, payments: [], until: addDays(given.until, days) });
        expect(later.interest).toBeGreaterThanOrEqual(
          interestOf({ ...given, payments: [] }).interest,
        );
      }),
    );
  });

  it('all that was paid is interest, principal or surplus, and all that was owed is paid or left', () => {
    holds(
      fc.property(anyCase, (given) => {
        const result = interestOf(given);
        const paid = given.payments
          .filter(({ on }) => on <= given.until)
          .reduce((sum, { amount }) => sum + amount, 0);
        expect(result.paidInterest + result.paidPrincipal + result.surplus).toBe(paid);
        const principal = given.debts.reduce((sum, each) => sum + each.principal, 0);
        expect(result.paidPrincipal + result.outstandingPrincipal).toBe(principal);
        expect(result.paidInterest + result.outstandingInterest).toBe(result.interest);
      }),
    );
  });

  it('to split a period changes no more than half a fen for each part', () => {
    holds(
      fc.property(anyCase, day, (given, on) => {
        const whole = interestOf({ ...given, payments: [] });
        const split = interestOf({ ...given, payments: [{ on, amount: 0 }] });
        const parts = whole.periods.length + split.periods.length;
        expect(Math.abs(split.interest - whole.interest)).toBeLessThanOrEqual(parts / 2);
        expect(split.periods.reduce((sum, { days }) => sum + days, 0)).toBe(
          whole.periods.reduce((sum, { days }) => sum + days, 0),
        );
      }),
    );
  });
});
