import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { references } from '../../../test/support/references.js';
import { validateInput } from '../../../src/definition/validate-input.js';
import { DomainError } from '../../../src/kernel/domain-error.js';
import { dueDateCalculator } from './due-date.calculator.js';
import { arrearsCalculators } from './index.js';
import { interestCalculator, type InterestInput } from './interest.calculator.js';
import { sizeCalculator } from './size.calculator.js';

const interest = (changed: Partial<InterestInput>) => {
  const input: InterestInput = {
    contractSignedOn: '2021-03-10',
    dueOn: '2021-07-01',
    principal: '1000000.00',
    payments: [],
    until: '2021-10-09',
    ...changed,
  };
  return {
    answer: () => interestCalculator.calculate(input, references),
    broken: () =>
      interestCalculator.refuse?.(input, references).map(({ path, rule }) => [path, rule]),
  };
};

describe('worked examples of the interest of late payment', () => {
  it('1: nothing agreed, 100 days at 0.05 % a day', () => {
    const { answer } = interest({ payments: [{ on: '2021-10-09', amount: '1050000.00' }] });
    expect(answer()).toMatchObject({
      regime: 'order728',
      basis: 'regulation',
      interest: '50000.00',
      paidInterest: '50000.00',
      paidPrincipal: '1000000.00',
      total: '0.00',
      periods: [{ from: '2021-07-02', to: '2021-10-09', days: 100, rate: '0.05' }],
    });
  });

  it.each([
    [365, '10547.95'],
    [360, '10694.44'],
  ] as const)(
    '2: 2 %% agreed, below the LPR of 3.85 %%: the LPR by %i days',
    (dayBasis, figure) => {
      expect(interest({ agreedAnnualRate: '2', dayBasis }).answer()).toMatchObject({
        basis: 'lprFloor',
        rate: '3.85',
        ratePer: 'year',
        dayBasis,
        dayBasisFrom: 'contract',
        interest: figure,
      });
    },
  );

  it.each([
    [
      '3',
      { contractSignedOn: '2021-03-10', debtorType: 'government', triggeredOn: '2021-09-01' },
      '2021-10-08',
    ],
    [
      '4',
      { contractSignedOn: '2025-06-20', debtorType: 'largeEnterprise', triggeredOn: '2025-08-02' },
      '2025-10-09',
    ],
    [
      '4',
      { contractSignedOn: '2025-06-20', debtorType: 'largeEnterprise', triggeredOn: '2025-07-01' },
      '2025-09-01',
    ],
  ] as const)('%s: a due date that moves off a day off: %j', (_, term, dueOn) => {
    const answer = dueDateCalculator.calculate({ ...term, trigger: 'delivery' }, references);
    expect(answer.dueOn).toBe(dueOn);
    expect(answer.derivation.at(-1)).toMatchObject({ date: dueOn, counted: false });
    expect(answer.derivation.filter(({ counted }) => counted)).toHaveLength(answer.days ?? 0);
  });

  it('5: a part payment goes to interest first', () => {
    const changed = {
      contractSignedOn: '2025-06-20',
      dueOn: '2025-09-01',
      payments: [
        { on: '2025-10-31', amount: '300000.00' },
        { on: '2025-12-30', amount: '751900.00' },
      ],
      until: '2025-12-30',
    };
    expect(interest(changed).answer()).toMatchObject({
      interest: '51900.00',
      periods: [{ days: 60 }, { days: 60, principal: '730000.00', interest: '21900.00' }],
      total: '0.00',
    });
    const principalFirst = { ...changed, allocation: 'principalFirst' } as const;
    expect(
      interest({ ...principalFirst, payments: changed.payments.slice(0, 1) }).answer(),
    ).toMatchObject({ interest: '51000.00' });
  });
});

describe('the interest calculator', () => {
  it('shows what a court may go by beside it where payment was made to depend on a third party', () => {
    expect(interest({ backToBack: true }).answer()).toMatchObject({
      interest: '50000.00',
      judicialScenario: { basis: 'lpr', rate: '3.85', interest: '10547.95' },
    });
    // 法释〔2024〕11号: the LPR in force; 81 days at 3.35, 211 at 3.10, 73 at 3.00.
    const long = { contractSignedOn: '2021-01-10', dueOn: '2024-07-31', until: '2025-07-31' };
    expect(interest({ ...long, backToBack: true }).answer()).toMatchObject({
      judicialScenario: {
        interest: '31354.79',
        periods: [{ days: 81 }, { days: 211 }, { days: 73, rate: '3.00' }],
      },
    });
    expect(interest({}).answer()).not.toHaveProperty('judicialScenario');
  });

  it('marks an LPR that is carried forward', () => {
    const late = { contractSignedOn: '2026-10-26', agreedAnnualRate: '1' };
    const { answer } = interest({ ...late, dueOn: '2026-11-02', until: '2026-11-12' });
    expect(answer()).toMatchObject({ lpr: { publishedOn: '2026-09-20', carriedForward: true } });
    expect(interest({ agreedAnnualRate: '1' }).answer()).toMatchObject({
      lpr: { carriedForward: false },
    });
  });

  it('says which figures are no law', () => {
    const marks = interest({ agreedAnnualRate: '2' })
      .answer()
      .remarks.map(({ basis }) => basis.mark);
    expect(marks).toEqual(['policy', 'policy', 'law', 'policy']);
  });

  it.each<[string, Partial<InterestInput>, string, string]>([
    [
      'another reading where there is one',
      { reading: 'generalLaw' },
      'reading',
      'contractBefore2020',
    ],
    ['a surcharge beside the Regulations', { surcharge: 40 }, 'surcharge', 'contractBefore2020'],
    [
      'more than was owed',
      { payments: [{ on: '2021-10-09', amount: '1050000.01' }] },
      'payments[0].amount',
      'withinOwed',
    ],
  ])('refuses %s', (_, changed, path, rule) => {
    expect(interest(changed).broken()).toEqual([[path, rule]]);
  });

  it('takes what lies just before each of them', () => {
    expect(interest({ contractSignedOn: '2020-08-31', surcharge: 40 }).broken()).toEqual([]);
    const payments = [{ on: '2021-10-09', amount: '1050000.00' }];
    expect(interest({ payments }).broken()).toEqual([]);
  });

  // Civil Code 490(2): a contract may be there before it is written down.
  it('takes a payment that is older than the written contract', () => {
    const payments = [{ on: '2021-03-09', amount: '400000.00' }];
    const { answer, broken } = interest({ payments });
    expect(broken()).toEqual([]);
    expect(answer()).toMatchObject({ interest: '30000.00', outstandingPrincipal: '600000.00' });
  });

  it('needs the LPR of the day of the contract where the Regulations compare with it', () => {
    const none = { ...references, lpr: [] };
    const input = interestCalculator.example;
    const rules = interestCalculator.refuse?.({ ...input, agreedAnnualRate: '2' }, none);
    expect(rules).toMatchObject([{ path: 'agreedAnnualRate', rule: 'lprPublished' }]);
  });

  it.each([
    ['principal', '1000000.001', 'isPositiveMoney'],
    ['principal', '100000000000.01', 'isPositiveMoney'],
    ['agreedAnnualRate', '300', 'isPercent'],
    ['dayBasis', 364, 'isIn'],
    ['until', '9999-01-01', 'isBusinessDate'],
  ])('refuses %s %p', (field, value, rule) => {
    const body = { ...interestCalculator.example, [field]: value };
    try {
      validateInput(interestCalculator.input, body);
    } catch (error) {
      expect((error as DomainError).details['errors']).toMatchObject([{ path: field, rule }]);
      return;
    }
    throw new Error(`${field} was taken.`);
  });
});

describe('the due date', () => {
  it("is nobody's guess where the Regulations give no number", () => {
    const answer = dueDateCalculator.calculate(
      {
        contractSignedOn: '2021-03-10',
        debtorType: 'largeEnterprise',
        trigger: 'delivery',
        triggeredOn: '2021-06-01',
      },
      references,
    );
    expect(answer).toMatchObject({ regime: 'order728', dueOn: null, days: null, derivation: [] });
    expect(answer.remarks.at(-1)?.en).toContain('sets the date');
  });
});

describe('the size calculator', () => {
  it('asks for the figures that the industry is measured by', () => {
    const rules = sizeCalculator.refuse?.({ industry: '建筑业', revenue: 1 }, references);
    expect(rules).toMatchObject([{ path: 'assets', rule: 'neededByIndustry' }]);
  });

  // A developer (房地产开发经营) of 100 million yuan of revenue and 20 million of assets.
  it.each<[string, string | number, string | number]>([
    ['yuan as text', '100000000.00', '20000000.00'],
    ['10,000 yuan as numbers', 10_000, 2_000],
    ['each in its own form', '100000000.00', 2_000],
  ])('takes %s for the same figures', (_form, revenue, assets) => {
    const input = validateInput(sizeCalculator.input, { industry: 'realEstate', revenue, assets });
    expect(sizeCalculator.calculate(input, references)).toMatchObject({ size: 'small' });
  });

  it.each(['100000000', '1e8', '1亿', '-1.00', '1.000', -1, 1.1234567, 2e9, true])(
    'refuses %p as a figure',
    (revenue) => {
      const input = { industry: 'realEstate', revenue, assets: 1 };
      expect(() => validateInput(sizeCalculator.input, input)).toThrow(
        expect.objectContaining({
          details: { errors: [expect.objectContaining({ path: 'revenue', rule: 'isSizeFigure' })] },
        }),
      );
    },
  );
});

describe.each(arrearsCalculators)('the calculator $name', (calculator) => {
  it('takes its own example', () => {
    const input = validateInput<object>(calculator.input, calculator.example);
    expect(calculator.refuse?.(input as never, references) ?? []).toEqual([]);
  });

  it('answers with all that it says', () => {
    const answer = calculator.calculate(calculator.example as never, references);
    const required = calculator.answer['required'] as readonly string[];
    expect(Object.keys(answer).toSorted()).toEqual(required.toSorted());
  });
});
