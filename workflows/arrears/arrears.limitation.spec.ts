import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { act, ChartStory, lapse, type Happening } from '../../test/support/chart-story.js';
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
