import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/kernel/business-date.js';
import { interestOf, type InterestCase } from './accrual.js';
import { allocations, debtOrders } from './allocation.js';
import type { InterestRate } from './rate.js';
import { always, type RateSchedule } from './schedule.js';

const rate: InterestRate = { basis: 'regulation', percent: '0.05', per: 'day' };
const rates = always(rate);
const MOST = 10_000_000_000_000;

const aCase = (changed: Partial<InterestCase>): InterestCase => ({
  debts: [{ principal: 100_000_000, dueOn: '2025-09-01', rates }],
  payments: [],
  until: '2025-12-30',
  dayBasis: 365,
  allocation: 'interestFirst',
  order: 'debtByDebt',
  waivedOn: null,
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
        rate,
        interest: 3_000_000,
      },
      {
        debt: 0,
        from: '2025-11-01',
        to: '2025-12-30',
        days: 60,
        principal: 73_000_000,
        rate,
        interest: 2_190_000,
      },
    ]);
  });
});

describe('several debts', () => {
  const debts = [
    { principal: 1_000, dueOn: '2025-10-01', rates },
    { principal: 1_000, dueOn: '2025-09-01', rates },
    { principal: 1_000, dueOn: null, rates },
  ];

  it('are paid off in the order of their due dates, undated ones last', () => {
    const payments = [{ on: '2025-08-01', amount: 2_500 }];
    const { debts: left } = interestOf(aCase({ debts, payments }));
    expect(left.map(({ unpaid }) => unpaid)).toEqual([0, 0, 500]);
  });

  it('bear interest each from its own day, and none without one', () => {
    const days = interestOf(aCase({ debts })).periods.map(({ debt, from }) => [debt, from]);
    expect(days).toEqual([
      [0, '2025-10-02'],
      [1, '2025-09-02'],
    ]);
  });

  // 40 days of the second, 10 of the first: 20 and 5 fen.
  it.each([
    ['debtByDebt', 30, [{ debt: 1, toInterest: 20, toPrincipal: 10 }]],
    [
      'debtByDebt',
      1_030,
      [
        { debt: 1, toInterest: 20, toPrincipal: 1_000 },
        { debt: 0, toInterest: 5, toPrincipal: 5 },
      ],
    ],
    [
      'allInterestFirst',
      30,
      [
        { debt: 1, toInterest: 20, toPrincipal: 5 },
        { debt: 0, toInterest: 5, toPrincipal: 0 },
      ],
    ],
  ] as const)('%s: %i fen go where the law sends them', (order, amount, parts) => {
    const payments = [{ on: '2025-10-11', amount }];
    const { allocated } = interestOf(aCase({ debts, payments, until: '2025-10-11', order }));
    expect(allocated[0]?.parts).toEqual(parts);
    expect(allocated[0]?.surplus).toBe(0);
  });

  it('begin with the debt that the debtor named', () => {
    const payments = [{ on: '2025-10-11', amount: 30, debt: 0 }];
    const { allocated } = interestOf(aCase({ debts, payments, until: '2025-10-11' }));
    expect(allocated[0]?.parts).toEqual([{ debt: 0, toInterest: 5, toPrincipal: 25 }]);
  });

  it('of one day are paid by their shares, whole fen that add up', () => {
    const same = [2_000, 1_000, 1_000].map((principal) => {
      return { principal, dueOn: '2025-10-01', rates };
    });
    const payments = [{ on: '2025-09-01', amount: 1_001 }];
    const { allocated } = interestOf(aCase({ debts: same, payments }));
    expect(allocated[0]?.parts.map(({ toPrincipal }) => toPrincipal)).toEqual([501, 250, 250]);
  });

  it('take it for principal first where the parties agreed so', () => {
    const payments = [{ on: '2025-10-11', amount: 3_010 }];
    const { allocated } = interestOf(
      aCase({ debts, payments, until: '2025-10-11', allocation: 'principalFirst' }),
    );
    expect(allocated).toMatchObject([{ toInterest: 10, toPrincipal: 3_000, surplus: 0 }]);
  });
});

describe('a waiver', () => {
  const waived = (changed: Partial<InterestCase>) =>
    interestOf(
      aCase({
        debts: [{ principal: 100_000_000, dueOn: '2025-09-01', rates }],
        payments: [{ on: '2025-10-31', amount: 30_000_000 }],
        waivedOn: '2025-11-15',
        until: '2025-12-30',
        ...changed,
      }),
    );

  // 60 days: 3,000,000 fen of interest were paid before it, 73,000,000 of principal were left.
  it.each([
    ['leaves what was paid before it', {}, [3_000_000, 73_000_000, 547_500, 0]],
    [
      'is nothing yet on the day before',
      { until: '2025-11-14' },
      [3_000_000, 73_000_000, 0, 511_000],
    ],
    [
      'sends what is paid later to the principal',
      {
        payments: [
          { on: '2025-10-31', amount: 30_000_000 },
          { on: '2025-12-01', amount: 10_000_000 },
        ],
      },
      [3_000_000, 63_000_000, 547_500, 0],
    ],
    [
      'reaches no payment of its own day that was made before it',
      { waivedOn: '2025-10-31' },
      [3_000_000, 73_000_000, 0, 0],
    ],
    [
      'comes before a payment of its own day that was made after it',
      {
        waivedOn: '2025-10-31',
        payments: [{ on: '2025-10-31', amount: 30_000_000, afterWaiver: true }],
      },
      [0, 70_000_000, 3_000_000, 0],
    ],
  ])('%s', (_, changed, figures) => {
    const result = waived(changed);
    expect([
      result.paidInterest,
      result.outstandingPrincipal,
      result.waivedInterest,
      result.outstandingInterest,
    ]).toEqual(figures);
  });
});

describe('a rate that changes', () => {
  const changing: RateSchedule = [
    { from: null, rate: { basis: 'lpr', percent: '3.35', per: 'year' } },
    { from: '2024-10-21', rate: { basis: 'lpr', percent: '3.10', per: 'year' } },
    { from: '2025-05-20', rate: { basis: 'lpr', percent: '3.00', per: 'year' } },
  ];

  it('splits a period without losing a fen to rounding', () => {
    const debts = [{ principal: 100_000_000, dueOn: '2024-07-31', rates: changing }];
    const { periods, interest } = interestOf(aCase({ debts, until: '2025-07-31' }));
    expect(periods.map(({ days, interest: part }) => [days, part])).toEqual([
      [81, 743_425],
      [211, 1_792_054],
      [73, 600_000],
    ]);
    expect(interest).toBe(3_135_479);
  });

  it('that cannot be said for some days bears nothing on them, and says so', () => {
    const unknown: RateSchedule = [
      { from: null, rate: null },
      { from: '2025-10-01', rate },
    ];
    const debts = [{ principal: 100_000_000, dueOn: '2025-09-01', rates: unknown }];
    const by = (until: string) => interestOf(aCase({ debts, until }));
    expect(by('2025-09-01')).toMatchObject({ interest: 0, determined: true });
    expect(by('2025-10-10')).toMatchObject({ interest: 500_000, determined: false });
  });
});

describe('rounding', () => {
  it('is half up to whole fen', () => {
    const days = (principal: number) =>
      interestOf(aCase({ debts: [{ principal, dueOn: '2025-12-29', rates }] })).interest;
    expect([days(999), days(1_000), days(2_999), days(3_000)]).toEqual([0, 1, 1, 2]);
  });

  it('is exact for the largest amounts', () => {
    const debts = [{ principal: MOST - 1, dueOn: '2025-09-01', rates }];
    // 599,999,999,999.94 fen; a double would have lost the last digits of the product.
    expect(interestOf(aCase({ debts })).interest).toBe(600_000_000_000);
  });
});

const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2020-09-01', days));
const anyRate = fc
  .record({ hundredths: fc.integer({ min: 0, max: 9_999 }), per: fc.constantFrom('day', 'year') })
  .map(({ hundredths, per }): InterestRate => {
    const percent = (per === 'day' ? hundredths / 10_000 : hundredths / 100).toFixed(4);
    return { basis: 'agreed', percent, per };
  });
const anySchedule = fc
  .tuple(fc.option(anyRate, { freq: 5 }), fc.array(fc.tuple(day, anyRate), { maxLength: 3 }))
  .map(([first, later]): RateSchedule => {
    const days = new Map(later.toSorted(([a], [b]) => (a < b ? -1 : 1)));
    return [
      { from: null, rate: first },
      ...[...days].map(([from, next]) => ({ from, rate: next })),
    ];
  });
const debt = fc.record({
  principal: fc.integer({ min: 1, max: MOST / 100 }),
  dueOn: day,
  rates: anySchedule,
});
const payment = fc.record({ on: day, amount: fc.integer({ min: 1, max: MOST / 100 }) });
const anyCase = fc.record<InterestCase>({
  debts: fc.array(debt, { minLength: 1, maxLength: 5 }),
  payments: fc.array(payment, { maxLength: 8 }),
  until: day,
  dayBasis: fc.constantFrom(365, 360),
  allocation: fc.constantFrom(...allocations),
  order: fc.constantFrom(...debtOrders),
  waivedOn: fc.option(day),
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
        expect(result.paidInterest + result.outstandingInterest + result.waivedInterest).toBe(
          result.interest,
        );
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
