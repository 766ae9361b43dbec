import { describe, expect, it } from '@jest/globals';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { itemDue, paymentDue, regimeOf, type PaymentTerm } from './due-date.js';

const calendar = new WorkingCalendar();

describe('which Regulations govern', () => {
  it.each([
    ['2020-08-31', 'none'],
    ['2020-09-01', 'order728'],
    ['2025-05-31', 'order728'],
    ['2025-06-01', 'order802'],
  ])('a contract of %s: %s', (signedOn, regime) => {
    expect(regimeOf(signedOn)).toBe(regime);
  });
});

describe('the last day on which payment is in time', () => {
  const under728 = { contractSignedOn: '2021-03-10' };
  const under802 = { contractSignedOn: '2025-06-20' };
  const publicBody = { debtorType: 'government' } as const;
  const large = { debtorType: 'largeEnterprise' } as const;

  it.each<[string, PaymentTerm, string | null]>([
    [
      'no working day at all, from a holiday on (Civil Code 203)',
      {
        ...under802,
        ...publicBody,
        triggeredOn: '2025-10-01',
        agreedDays: 0,
        agreedUnit: 'workingDay',
      },
      '2025-10-09',
    ],
    [
      'public body, 30 days without agreement',
      { ...under728, ...publicBody, triggeredOn: '2021-06-01' },
      '2021-07-01',
    ],
    [
      'the thirtieth day is National Day',
      { ...under728, ...publicBody, triggeredOn: '2021-09-01' },
      '2021-10-08',
    ],
    [
      'large enterprise under Order 802, 60 days, the last one National Day',
      { ...under802, ...large, triggeredOn: '2025-08-02' },
      '2025-10-09',
    ],
    [
      'large enterprise under Order 802, 60 days, the last one a Saturday',
      { ...under802, ...large, triggeredOn: '2025-07-01' },
      '2025-09-01',
    ],
    [
      'public body, as agreed',
      { ...under802, debtorType: 'publicInstitution', triggeredOn: '2025-07-01', agreedDays: 45 },
      '2025-08-15',
    ],
    [
      'public body, agreed beyond what the law allows: 60 days',
      { ...under802, ...publicBody, triggeredOn: '2025-07-01', agreedDays: 90 },
      '2025-09-01',
    ],
    [
      'large enterprise, agreed beyond 60 days, which only reason bounds',
      { ...under802, ...large, triggeredOn: '2025-07-01', agreedDays: 92 },
      '2025-10-09',
    ],
    [
      'payable at once',
      { ...under802, ...publicBody, triggeredOn: '2025-07-01', agreedDays: 0 },
      '2025-07-01',
    ],
    [
      'large enterprise under Order 728, which names no number',
      { ...under728, ...large, triggeredOn: '2021-06-01' },
      null,
    ],
    [
      'state-owned enterprise under Order 728, as agreed',
      {
        ...under728,
        debtorType: 'stateOwnedEnterprise',
        triggeredOn: '2021-06-01',
        agreedDays: 30,
      },
      '2021-07-01',
    ],
    [
      'before the Regulations, by the contract alone',
      { contractSignedOn: '2020-08-31', ...publicBody, triggeredOn: '2020-09-10', agreedDays: 90 },
      '2020-12-09',
    ],
    [
      'before the Regulations, without agreement',
      { contractSignedOn: '2020-08-31', ...publicBody, triggeredOn: '2020-09-10' },
      null,
    ],
  ])('%s', (_, term, dueOn) => {
    expect(itemDue(term, calendar).dueOn).toBe(dueOn);
  });

  it.each<[string, PaymentTerm, readonly (string | null)[]]>([
    [
      '40 working days from 2025-07-01 end before 60 calendar days',
      {
        ...under802,
        ...publicBody,
        triggeredOn: '2025-07-01',
        agreedDays: 40,
        agreedUnit: 'workingDay',
      },
      ['agreed', '2025-08-26'],
    ],
    [
      '45 working days end after them, and a public body may have 60',
      {
        ...under802,
        ...publicBody,
        triggeredOn: '2025-07-01',
        agreedDays: 45,
        agreedUnit: 'workingDay',
      },
      ['capped', '2025-09-01'],
    ],
    [
      'a large enterprise has what it agreed',
      {
        ...under802,
        ...large,
        triggeredOn: '2025-07-01',
        agreedDays: 30,
        agreedUnit: 'workingDay',
      },
      ['agreed', '2025-08-12'],
    ],
    [
      'before the Regulations, by the contract alone',
      {
        contractSignedOn: '2020-08-31',
        ...publicBody,
        triggeredOn: '2020-09-10',
        agreedDays: 60,
        agreedUnit: 'workingDay',
      },
      ['agreed', '2020-12-09'],
    ],
  ])('in working days: %s', (_, term, [source, dueOn]) => {
    const { deadline, ...due } = paymentDue(term, calendar);
    expect([due.source, deadline?.dueOn]).toEqual([source, dueOn]);
  });
});

describe('a long term of a large enterprise (802 Arts 7 and 9(2), 728 Art 8)', () => {
  const of = (contractSignedOn: string, rest: Partial<PaymentTerm> = {}): PaymentTerm => ({
    contractSignedOn,
    debtorType: 'largeEnterprise',
    triggeredOn: '2025-08-02',
    agreedDays: 540,
    ...rest,
  });

  it.each<[string, PaymentTerm, boolean, string | null]>([
    ['802: examined, 60 days without it', of('2025-06-20'), true, '2025-10-09'],
    ['728: examined, no number without it', of('2021-03-10'), true, null],
    ['before the Regulations: the contract alone', of('2020-08-31'), false, null],
    ['60 days are not long', of('2025-06-20', { agreedDays: 60 }), false, null],
    ['61 days are', of('2025-06-20', { agreedDays: 61 }), true, '2025-10-09'],
    [
      '45 working days are, too',
      of('2025-06-20', { agreedDays: 45, agreedUnit: 'workingDay' }),
      true,
      '2025-10-09',
    ],
    [
      'a state-owned one alike',
      of('2025-06-20', { debtorType: 'stateOwnedEnterprise' }),
      true,
      '2025-10-09',
    ],
    [
      'a public body is capped instead',
      of('2025-06-20', { debtorType: 'government' }),
      false,
      null,
    ],
  ])('%s', (_, term, toExamine, withoutAgreement) => {
    expect(paymentDue(term, calendar)).toMatchObject({ toExamine, withoutAgreement });
  });
});
