import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { readClockPolicies } from '../../seeds/clock-policy-list.js';
import { act, ChartStory, lapse, type Happening } from '../../test/support/chart-story.js';
import { THREE_YEARS } from '../acts/rights.js';
import { RECONSIDERATION_DAYS, SUIT_MONTHS } from '../promise/promise.rights.js';
import { promiseV1 } from '../promise/promise.workflow.js';
import { promiseFiling } from '../promise/promise.filing.js';
import { arrearsClocks } from './arrears.clocks.js';
import type { ArrearsContext } from './arrears.context.js';
import { arrearsTimedRights } from './arrears.limitation.js';
import { arrearsV1 } from './arrears.workflow.js';

const unit = '0190a6e0-0000-7000-8000-00000000000a';
const amounts = { verifiedPrincipal: '1000000.00', undisputed: '1000000.00', disputed: '0.00' };
const verified = [
  act('complaint.accept'),
  act('referral.send', { payload: { unitId: unit } }),
  act('referral.sign'),
  act('result.submit', { payload: { resultCode: 'verified', ...amounts } }),
  act('reply.send'),
];
const paid = (on: string, amount = '100000.00') =>
  act('payment.record', { by: 'enterprise', payload: { on, amount }, on });
const plan = act('plan.agree', {
  on: '2026-05-04',
  payload: { amount: '1000000.00', instalments: [{ dueOn: '2026-06-30', amount: '1000000.00' }] },
});

const after = (...happenings: readonly Happening[]) =>
  new ChartStory(arrearsV1).play(...happenings);
const rightsOf = ({ context }: ChartStory) => arrearsTimedRights(context);
const lastDays = (story: ChartStory) => rightsOf(story).map(({ lastDay }) => lastDay);

describe('the right to sue of an arrears case', () => {
  // The item of the example falls due on 2026-04-01, after the complaint of the story.
  it('runs from the due date of its item', () => {
    expect(rightsOf(after())).toMatchObject([
      { item: 1, from: '2026-04-01', lastDay: '2029-04-01', interruptions: [] },
    ]);
  });

  it.each<[string, Happening[], string | undefined, string[]]>([
    ['a payment before it was due', [...verified, paid('2026-03-20')], '2029-04-01', []],
    ['a payment', [...verified, paid('2026-04-20')], '2029-04-20', ['14']],
    [
      'a payment that is taken back again',
      [...verified, paid('2026-04-20'), act('payment.reverse', { by: 'enterprise' })],
      '2029-04-01',
      [],
    ],
    ['a plan of repayment', [...verified, plan], '2029-05-04', ['14']],
    [
      'an acknowledgement on paper',
      [
        ...verified.slice(0, 3),
        act('feedback.request', { payload: { questions: ['?'] } }),
        act('feedback.record', {
          on: '2026-04-10',
          payload: { answer: '欠款属实。', acknowledged: true },
        }),
      ],
      '2029-04-10',
      ['195'],
    ],
    [
      'an answer on paper that acknowledges nothing',
      [
        ...verified.slice(0, 3),
        act('feedback.request', { payload: { questions: ['?'] } }),
        act('feedback.record', { on: '2026-04-10', payload: { answer: '正在核实。' } }),
      ],
      '2029-04-01',
      [],
    ],
    [
      'an objection',
      [...verified, act('objection.file', { on: '2026-04-15' })],
      '2029-04-15',
      ['12'],
    ],
    ['all of it paid', [...verified, paid('2026-03-20', '1000000.00')], undefined, []],
  ])('after %s', (_, happenings, lastDay, articles) => {
    const [right] = rightsOf(after(...happenings));
    expect(right?.lastDay).toBe(lastDay);
    expect(right?.interruptions.map(({ basis }) => basis.article) ?? []).toEqual(articles);
  });

  it('is a clock that moves with it, warns the enterprise, and is nobody’s lateness', () => {
    const story = after(...verified);
    const { watched } = story.context as ArrearsContext;
    expect(watched.limitation).toEqual({ from: '2026-04-01', lastDay: '2029-04-01' });
    const moved = after(...verified, paid('2026-04-20'));
    expect((moved.context as ArrearsContext).watched.limitation?.lastDay).toBe('2029-04-20');
    expect(arrearsClocks.limitation).toMatchObject({
      owedBy: 'enterprise',
      metBy: [],
      right: true,
    });
    const over = story.play(lapse('limitation'));
    expect(over.last).toMatchObject({ state: 'fedBack', letters: ['rightPassed(limitation)'] });
    expect(over.running).not.toContain('limitation');
  });

  it('runs on after a case is closed without the money, and ends with the money', () => {
    const closed = after(
      ...verified,
      paid('2026-03-20', '1000000.00'),
      act('case.close', { on: '2026-03-20' }),
    );
    expect(closed.running).not.toContain('limitation');
    expect(after(...verified).running).toContain('limitation');
    expect(lastDays(after(...verified, act('complaint.withdraw')))).toEqual(['2029-04-01']);
  });
});

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
