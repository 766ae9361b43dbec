import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { references } from '../../../test/support/references.js';
import { addDays } from '../../../src/kernel/business-date.js';
import { interestCalculator, type InterestInput } from '../calculators/interest.calculator.js';
import { arrearsFiling } from '../arrears.filing.js';
import { statementOf } from '../ledger/statement.js';
import { openLedger } from '../ledger/opening.js';
import { determineInterest } from '../arrears.determination.js';
import { arrearsAtFiling } from '../arrears.context.js';
import type { Ledger } from '../ledger/ledger.js';
import type { OldContractReading } from './readings.js';

/** A complaint whose only item fell due on `dueOn`; the officer sets that day where there is none. */
function ledgerOf(
  terms: Partial<InterestInput>,
  dueOn: string,
  principal: string,
  lpr = references.lpr,
): Ledger {
  const { example } = arrearsFiling;
  const { contractSignedOn = '2019-05-20', agreedAnnualRate, subject = 'goods', dayBasis } = terms;
  const opened = openLedger({
    ...references,
    lpr,
    filing: {
      ...example,
      respondent: { ...example.respondent, type: 'largeEnterprise' },
      contract: {
        ...example.contract,
        signedOn: contractSignedOn,
        subject,
        amount: principal,
        agreedDays: 0,
        ...(agreedAnnualRate !== undefined && { agreedAnnualRate }),
        ...(dayBasis !== undefined && { dayBasis }),
      },
      claim: {
        items: [{ amount: principal, triggeredOn: dueOn }],
        payments: (terms.payments ?? []).map((payment) => ({ ...payment })),
      },
    },
    on: '2026-11-29',
    openAgainstRespondent: 0,
  });
  // A day off is no due date by the calendar, and is one in the calculator's input.
  return { ...opened, items: opened.items.map((item) => ({ ...item, dueOn })) };
}

const statement = (ledger: Ledger, until: string) =>
  statementOf({ ...arrearsAtFiling, ledger }, until, references.lpr);

interface Row {
  readonly reading: OldContractReading;
  readonly interest: string;
  readonly interestKnown: boolean;
}

describe('interest of a contract before the Regulations', () => {
  const rows: readonly [string, Partial<InterestInput>, string, string, string, Row[]][] = [
    [
      // Nanjing Intermediate Court, ten typical cases of 2021, no. 6: 487 days at 0.05 %.
      'the Nanjing case: a housing bureau, contract of 2013, days from 2020-09-01',
      { contractSignedOn: '2013-06-15', dueOn: '2020-08-31' },
      '4956598.00',
      '2021-12-31',
      'works',
      [
        { reading: 'referenceCase', interest: '1206931.61', interestKnown: true },
        // The LPR of each day: 475 days at 3.85, 12 from 2021-12-20 at 3.80.
        { reading: 'generalLaw', interest: '254531.49', interestKnown: true },
      ],
    ],
    [
      // Reference case 2023-08-2-084-007, holding 2.
      'the type of the reference case: contract of 2020-03-19, a year from 2020-09-01',
      { contractSignedOn: '2020-03-19', dueOn: '2020-08-31' },
      '2000000.00',
      '2021-08-31',
      'goods',
      [
        { reading: 'referenceCase', interest: '365000.00', interestKnown: true },
        // 买卖合同解释 Art 18: LPR of 2020-09-01 is 3.85, with 30 % on top 5.005.
        { reading: 'generalLaw', interest: '100100.00', interestKnown: true },
      ],
    ],
    [
      'due before the Regulations: general law until 2020-08-31, then 0.05 % a day',
      { contractSignedOn: '2019-11-01', dueOn: '2020-05-24' },
      '1000000.00',
      '2020-09-10',
      'goods',
      [
        // 99 days at 3.85 × 1.3 = 5.005 %: 13,575.21; 10 days at 0.05 %: 5,000.00.
        { reading: 'referenceCase', interest: '18575.21', interestKnown: true },
        // 109 days.
        { reading: 'generalLaw', interest: '14946.44', interestKnown: true },
      ],
    ],
    [
      'due before the first LPR: those days bear nothing, and it says so',
      { contractSignedOn: '2018-01-10', dueOn: '2019-07-31' },
      '1000000.00',
      '2019-08-29',
      'goods',
      [
        // 10 days from 2019-08-20 at 4.25 × 1.3 = 5.525 %.
        { reading: 'referenceCase', interest: '1513.70', interestKnown: false },
        { reading: 'generalLaw', interest: '1513.70', interestKnown: false },
      ],
    ],
    [
      'an agreed rate holds in both, where there was no LPR that it could lie below',
      { contractSignedOn: '2019-05-20', dueOn: '2020-08-31', agreedAnnualRate: '3' },
      '1000000.00',
      '2021-08-31',
      'goods',
      [
        { reading: 'referenceCase', interest: '30000.00', interestKnown: true },
        { reading: 'generalLaw', interest: '30000.00', interestKnown: true },
      ],
    ],
    [
      'an agreed rate below the LPR of its day: the floor from 2020-09-01, or none',
      { contractSignedOn: '2020-08-31', dueOn: '2020-08-31', agreedAnnualRate: '2' },
      '1000000.00',
      '2021-08-31',
      'goods',
      [
        { reading: 'referenceCase', interest: '38500.00', interestKnown: true },
        { reading: 'generalLaw', interest: '20000.00', interestKnown: true },
      ],
    ],
    [
      'services are treated like sales (Civil Code 646)',
      { contractSignedOn: '2020-08-31', dueOn: '2020-08-31' },
      '1000000.00',
      '2021-08-31',
      'services',
      [
        { reading: 'referenceCase', interest: '182500.00', interestKnown: true },
        { reading: 'generalLaw', interest: '50050.00', interestKnown: true },
      ],
    ],
  ];

  it.each(rows)('%s', (_, terms, principal, until, subject, readings) => {
    const input = { ...terms, subject, principal, payments: [], until } as InterestInput;
    const answer = interestCalculator.calculate(input, references);
    expect(answer.readings).toMatchObject(readings);
    expect(answer).toMatchObject({ ...readings[0], regime: 'none' });
    const { dueOn } = input;
    expect(statement(ledgerOf(input, dueOn, principal), until)).toMatchObject({
      ...readings[0],
      readings,
    });
  });

  it('names the reference case and the judgment against it', () => {
    const input = { ...rows[1]?.[1], principal: '1.00', payments: [], until: '2021-08-31' };
    const { remarks } = interestCalculator.calculate(input as unknown as InterestInput, references);
    const sources = remarks.map(({ basis }) => basis.instrument.zh).join();
    expect(sources).toContain('2023-08-2-084-007');
    expect(sources).toContain('（2022）京03民终7136号');
  });
});

describe('what an officer determines', () => {
  const input = { contractSignedOn: '2019-05-20', subject: 'goods' } as const;
  const old = ledgerOf(input, '2019-07-31', '800000.00');
  const determined = (choice: Parameters<typeof determineInterest>[1]) =>
    statement(determineInterest(old, choice, '2026-11-29'), '2021-08-31');
  const reason = '理由';

  it.each([
    ['nothing', {}, 'referenceCase', false],
    ['another reading', { reading: 'generalLaw' }, 'generalLaw', false],
    ['a rate for the days of general law', { annualRate: '4.35' }, 'referenceCase', true],
    ['that interest is not said here', { reading: 'undetermined' }, 'undetermined', false],
  ] as const)('%s', (_, choice, reading, interestKnown) => {
    const answer = determined({ ...choice, reason });
    expect(answer).toMatchObject({ reading, interestKnown });
    const chosen = (answer['readings'] as unknown as Row[]).filter(
      (row) => 'chosen' in row && row.chosen,
    );
    expect(chosen.map((row) => row.reading)).toEqual([reading]);
  });

  it('a surcharge between 30 and 50 %', () => {
    const ledger = ledgerOf(input, '2020-08-31', '1000000.00');
    const of = (surcharge: number) =>
      statement(
        determineInterest(ledger, { reading: 'generalLaw', surcharge, reason }, '2026-11-29'),
        '2021-08-31',
      )['interest'];
    expect([of(30), of(50)]).toEqual(['50050.00', '57750.00']);
  });

  it('leaves all of a payment to the principal where interest is not said', () => {
    const paid = ledgerOf(
      { ...input, payments: [{ on: '2021-03-01', amount: '800000.00' }] },
      '2020-09-30',
      '800000.00',
    );
    const choice = { reading: 'undetermined', reason } as const;
    const answer = statement(determineInterest(paid, choice, '2026-11-29'), '2026-11-29');
    expect(answer).toMatchObject({ outstandingPrincipal: '0.00', outstandingInterest: '0.00' });
  });
});

describe('calculator and ledger', () => {
  const day = (from: string, days: number) =>
    fc.integer({ min: 0, max: days }).map((count) => addDays(from, count));

  it('are one computation for every day of the contract, whatever LPR was known at the filing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: references.lpr.length }),
        day('2012-01-01', 5_300),
        fc.integer({ min: 0, max: 1_500 }),
        fc.integer({ min: 0, max: 2_000 }),
        fc.option(fc.constantFrom('2', '3.85', '12'), { nil: undefined }),
        fc.constantFrom('goods', 'works', 'services'),
        fc.constantFrom(365, 360),
        (known, contractSignedOn, term, late, agreedAnnualRate, subject, dayBasis) => {
          const dueOn = addDays(contractSignedOn, term);
          const payments = [{ on: addDays(dueOn, 40), amount: '100000.00' }];
          const input: InterestInput = {
            contractSignedOn,
            subject,
            dayBasis,
            dueOn,
            principal: '800000.00',
            payments,
            until: addDays(dueOn, late),
            ...(agreedAnnualRate !== undefined && { agreedAnnualRate }),
          };
          const answer = interestCalculator.calculate(input, references);
          const filedBy = references.lpr.slice(0, known);
          const ledger = ledgerOf(input, dueOn, '800000.00', filedBy);
          const { interest, total, reading, interestKnown } = answer;
          const sheet = statement(ledger, input.until);
          expect(sheet).toMatchObject({ interest, total, reading, interestKnown });
          const sums = answer.readings.map((row) => [row.reading, row.interest, row.total]);
          const rows = sheet['readings'] as unknown as Record<string, unknown>[];
          expect(rows.map((row) => [row['reading'], row['interest'], row['total']])).toEqual(sums);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
