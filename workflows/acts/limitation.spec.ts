import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../src/kernel/business-date.js';
import { lastDayOnPaper } from '../../test/support/second-count/limitation.js';
import {
  interruptionCodes,
  limitationOf,
  type Interruption,
  type InterruptionCode,
} from './limitation.js';

/**
 * By which the debtor itself agrees to perform when the time is over, and cannot refuse any more
 * (Civil Code 192(2)); a request is the creditor's own, a payment agrees to no more than it pays.
 */
const REVIVING: readonly InterruptionCode[] = ['plan', 'agreement', 'acknowledgement'];

type Row = readonly [string, string, readonly [string, InterruptionCode][], string];

describe('the last day to sue', () => {
  it.each<Row>([
    // Civil Code 188(1): three years from the end of the term of performance.
    ['three years after the due date', '2023-06-30', [], '2026-06-30'],
    // 201, 202: the day with the same number, or the last of the month.
    ['of a due date in a leap year', '2024-02-29', [], '2027-02-28'],
    // 诉讼时效规定 Art 12: from the day of the request.
    ['begins anew with a complaint', '2023-06-30', [['2026-06-30', 'complaint']], '2029-06-30'],
    [
      'but not with one that comes too late',
      '2023-06-30',
      [['2026-07-01', 'complaint']],
      '2026-06-30',
    ],
    // Art 14: part performance, a plan of repayment.
    ['with a part payment', '2023-06-30', [['2024-01-15', 'payment']], '2027-01-15'],
    ['with a plan', '2023-06-30', [['2025-03-01', 'plan']], '2028-03-01'],
    [
      'with each of them, the last one in time counting',
      '2020-06-30',
      [
        ['2026-04-02', 'complaint'],
        ['2023-05-31', 'payment'],
        ['2026-05-31', 'plan'],
      ],
      '2029-05-31',
    ],
    [
      'not with a payment before it was due',
      '2023-06-30',
      [['2023-06-30', 'payment']],
      '2026-06-30',
    ],
    // Civil Code 192(2): who agrees to perform after the time is over cannot refuse.
    ['again with a plan after it', '2020-06-30', [['2026-01-10', 'plan']], '2029-01-10'],
    ['and not with a payment after it', '2020-06-30', [['2026-01-10', 'payment']], '2023-06-30'],
    // 法释〔2018〕12号: the two years of before, where they were over by 2017-10-01.
    ['two years where they were over before 2017-10-01', '2015-09-30', [], '2017-09-30'],
    ['three where they were not', '2015-10-01', [], '2018-10-01'],
    // 188(2): twenty years at most.
    [
      'never more than twenty years',
      '2004-05-31',
      [
        ['2006-05-01', 'plan'],
        ['2008-05-01', 'plan'],
        ['2010-05-01', 'plan'],
        ['2012-05-01', 'plan'],
        ['2014-05-01', 'plan'],
        ['2016-05-01', 'plan'],
        ['2019-05-01', 'plan'],
        ['2022-04-30', 'plan'],
      ],
      '2024-05-31',
    ],
  ])('%s', (_, dueOn, interruptions, lastDay) => {
    const found = limitationOf(
      dueOn,
      interruptions.map(([on, by]) => ({ on, by })),
    );
    expect(found.lastDay).toBe(lastDay);
  });

  it('is the same by a second count, in 10,000 cases', () => {
    const codes = Object.keys(interruptionCodes) as InterruptionCode[];
    const day = fc.integer({ min: 0, max: 8_000 }).map((days) => addDays('2012-01-01', days));
    const interruption = fc.record<Interruption>({ on: day, by: fc.constantFrom(...codes) });
    let interrupted = 0;
    fc.assert(
      fc.property(day, fc.array(interruption, { maxLength: 6 }), (dueOn, interruptions) => {
        const found = limitationOf(dueOn, interruptions);
        interrupted += found.interruptions.length > 0 ? 1 : 0;
        const paper = interruptions.map(({ on, by }) => {
          return { on, revives: REVIVING.includes(by) };
        });
        expect(found.lastDay).toBe(lastDayOnPaper(dueOn, paper));
      }),
      { numRuns: 10_000 },
    );
    expect(interrupted).toBeGreaterThan(3_000);
  });
});
