import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { termUnits } from '../../src/definition/clock.js';
import { addDays } from '../../src/kernel/business-date.js';
import { RawCalendar } from '../../test/support/raw-calendar.js';
import { dueOnPaper, type PaperDue } from '../../test/support/second-count/due-date.js';
import { isPublicBody, respondentTypes } from '../acts/filing.js';
import { itemDue, type PaymentTerm } from './due-date.js';

const calendar = new WorkingCalendar();
const raw = new RawCalendar();

const dayFrom = (first: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((offset) => addDays(first, offset));

/** Contracts around both days on which the law changed, triggers on every kind of day. */
const terms = fc.record<PaymentTerm, 'contractSignedOn' | 'debtorType' | 'triggeredOn'>(
  {
    contractSignedOn: fc.oneof(
      dayFrom('2019-01-01', 2_800),
      fc.constantFrom('2020-08-31', '2020-09-01', '2025-05-31', '2025-06-01'),
    ),
    debtorType: fc.constantFrom(...respondentTypes),
    triggeredOn: dayFrom('2019-01-01', 2_800),
    agreedDays: fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 400 })),
    agreedUnit: fc.constantFrom(...termUnits),
  },
  { requiredKeys: ['contractSignedOn', 'debtorType', 'triggeredOn'] },
);

const onPaper = (term: PaymentTerm): PaperDue =>
  dueOnPaper(
    {
      signedOn: term.contractSignedOn,
      debtor: isPublicBody(term.debtorType) ? 'public' : 'enterprise',
      triggeredOn: term.triggeredOn,
      agreed:
        term.agreedDays === undefined
          ? null
          : { length: term.agreedDays, unit: term.agreedUnit ?? 'calendarDay' },
    },
    raw,
  );

/** Months of a term of years; the raw list ends in 2040. */
const fits = ({ agreedDays = 0, agreedUnit }: PaymentTerm): boolean =>
  agreedUnit !== 'month' || agreedDays <= 120;

describe('the due date of a payment', () => {
  it('is the same by a second count, in 10,000 cases', () => {
    const met = new Map<string, number>();
    fc.assert(
      fc.property(terms.filter(fits), (term) => {
        const found = itemDue(term, calendar);
        expect(found).toEqual(onPaper(term));
        const sort = found.toExamine ? 'examined' : found.dueOn === null ? 'no number' : 'a day';
        met.set(sort, (met.get(sort) ?? 0) + 1);
      }),
      { numRuns: 10_000 },
    );
    for (const sort of ['examined', 'no number', 'a day']) {
      expect(met.get(sort) ?? 0).toBeGreaterThan(500);
    }
  });

  it('would differ if the law had changed a day later', () => {
    const term: PaymentTerm = {
      contractSignedOn: '2025-06-01',
      debtorType: 'largeEnterprise',
      triggeredOn: '2025-08-04',
    };
    expect(onPaper(term).dueOn).toBe('2025-10-09');
    expect(onPaper({ ...term, contractSignedOn: '2025-05-31' }).dueOn).toBeNull();
  });
});
