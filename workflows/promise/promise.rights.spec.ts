import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { readClockPolicies } from '../../seeds/clock-policy-list.js';
import { ChartStory } from '../../test/support/chart-story.js';
import { THREE_YEARS } from '../acts/rights.js';
import { promiseFiling } from './promise.filing.js';
import { RECONSIDERATION_DAYS, SUIT_MONTHS } from './promise.rights.js';
import { promiseV1 } from './promise.workflow.js';

describe('the rights beside a promise', () => {
  const { example } = promiseFiling;
  const storyOf = (promise: Partial<typeof example.promise>) =>
    new ChartStory(promiseV1, undefined, {
      ...example,
      promise: { ...example.promise, ...promise },
    });
  const told = (story: ChartStory) =>
    (promiseV1.rights?.(story.context) ?? []).map(({ right, lastDay }) => [right, lastDay]);

  it.each<[string, Partial<typeof example.promise>, [string, string | null][], string[]]>([
    [
      // 行政协议规定 Art 25: what was not performed is limited as a civil claim is.
      'an agreement: three years from the day of performance, or from the complaint',
      { kind: 'investmentAgreement', dueOn: '2025-12-31' },
      [
        ['limitation', '2029-03-02'],
        ['reconsideration', null],
        ['administrativeSuit', null],
      ],
      ['limitation'],
    ],
    [
      // 行政复议法 Art 20(1), 行政诉讼法 Art 46(1): from the day it became known.
      'a refusal: sixty days, six months',
      { kind: 'subsidy', refusedOn: '2026-02-28' },
      [
        ['reconsideration', '2026-04-29'],
        ['administrativeSuit', '2026-08-28'],
      ],
      ['administrativeSuit', 'reconsideration'],
    ],
    [
      // 行政复议法实施条例 16(1).1, 行诉解释 66: from the end of the term of performance.
      'nothing done and nothing refused: from the day by which it was promised',
      { kind: 'subsidy', dueOn: '2026-02-15' },
      [
        ['reconsideration', '2026-04-16'],
        ['administrativeSuit', '2026-08-15'],
      ],
      ['administrativeSuit', 'reconsideration'],
    ],
    [
      'the same with a refusal later: from the day on which that was known',
      { kind: 'subsidy', dueOn: '2025-12-31', refusedOn: '2026-02-28' },
      [
        ['reconsideration', '2026-04-29'],
        ['administrativeSuit', '2026-08-28'],
      ],
      ['administrativeSuit', 'reconsideration'],
    ],
    [
      'an agreement that was ended: all three',
      { kind: 'land', dueOn: '2025-12-31', refusedOn: '2026-02-28' },
      [
        ['limitation', '2029-03-02'],
        ['reconsideration', '2026-04-29'],
        ['administrativeSuit', '2026-08-28'],
      ],
      ['administrativeSuit', 'limitation', 'reconsideration'],
    ],
  ])('%s', (_, promise, rights, clocks) => {
    const story = storyOf(promise);
    expect(told(story)).toEqual(rights);
    const running = story.running.filter((clock) => rights.some(([right]) => right === clock));
    expect(running.toSorted()).toEqual(clocks);
  });
});

describe('the terms of rights', () => {
  it('are those of their policies', () => {
    const terms = readClockPolicies()
      .filter(({ clock }) =>
        ['limitation', 'reconsideration', 'administrativeSuit'].includes(clock),
      )
      .map(({ workflow, clock, value, unit, basis }) => [workflow, clock, value, unit, basis.mark]);
    expect(terms).toEqual([
      ['promise', 'limitation', THREE_YEARS, 'month', 'law'],
      ['promise', 'reconsideration', RECONSIDERATION_DAYS, 'calendarDay', 'law'],
      ['promise', 'administrativeSuit', SUIT_MONTHS, 'month', 'law'],
      ['arrears', 'limitation', THREE_YEARS, 'month', 'law'],
    ]);
  });
});
