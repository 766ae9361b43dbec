import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { act, ChartStory, type Happening } from '../../test/support/chart-story.js';
import { promiseEvents } from './promise.events.js';
import { rejectionGrounds, terminationGrounds } from './promise.grounds.js';
import { promiseV1 } from './promise.workflow.js';

const change = {
  authority: '某市人民政府',
  documentNumber: '南府发〔2026〕3号',
  decidedOn: '2026-02-01',
  reason: '因公共卫生应急需要，项目用地调整为医院用地，经市政府常务会议研究决定。',
};
const compensation = { loss: '3000000.00', amount: '3000000.00', reason: '经评估。' };

const rulesOf = (payload: object) =>
  promiseEvents['result.submit']
    .refuse?.({
      payload: { summary: '…', publicReply: '…', ...payload },
      context: new ChartStory(promiseV1).context,
      on: '2026-03-02',
    } as never)
    .map(({ path, rule }) => `${path} ${rule}`);

describe('a promise that was lawfully changed', () => {
  // 民营经济促进法 70(2), 优化营商环境条例 31: competence, procedure, compensation.
  it.each<[string, object, readonly string[]]>([
    ['with all three', { change, compensation }, []],
    ['without a decision', { compensation }, ['payload.change isDefined']],
    ['without compensation', { change }, ['payload.compensation isDefined']],
    [
      'by a decision of tomorrow',
      { change: { ...change, decidedOn: '2026-03-03' }, compensation },
      ['payload.change.decidedOn notInFuture'],
    ],
  ])('is a result %s', (_, more, rules) => {
    expect(rulesOf({ resultCode: 'changedInPublicInterest', ...more })).toEqual(rules);
  });

  it('is none under another name', () => {
    expect(rulesOf({ resultCode: 'verified', change, compensation })).toEqual([
      'payload.change fieldOfResult',
      'payload.compensation fieldOfResult',
    ]);
    // A void promise: what was lost is compensated, nobody changed it.
    expect(rulesOf({ resultCode: 'beyondAuthority', compensation })).toEqual([]);
    expect(rulesOf({ resultCode: 'beyondAuthority' })).toEqual([]);
  });

  it('is put right by the compensation, and not over by being explained', () => {
    const past: readonly Happening[] = [
      act('complaint.accept'),
      act('referral.send', { payload: { unitId: '0190a6e0-0000-7000-8000-00000000000a' } }),
      act('referral.sign'),
      act('result.submit', {
        payload: { resultCode: 'changedInPublicInterest', change, compensation },
      }),
      act('reply.send'),
    ];
    const story = new ChartStory(promiseV1).play(...past);
    expect(story.accepts(act('case.close'))).toBe(false);
    expect(story.play(act('rectification.order')).last.state).toBe('rectifying');
  });
});

describe('a rejection of a promise', () => {
  it('is none for force majeure, which is the matter itself', () => {
    expect(Object.keys(rejectionGrounds)).not.toContain('forceMajeure');
  });

  it('ends by judgment, enforcement and bankruptcy, too', () => {
    expect(Object.keys(terminationGrounds)).toEqual(
      expect.arrayContaining(['judgment', 'enforcement', 'bankruptcy', 'dissolved']),
    );
  });
});

describe('the basis of an act about a promise', () => {
  // Order 802 is about payments for purchases from SMEs, and says nothing of promises.
  it.each(Object.entries(promiseEvents))('%s is not Order 802', (_, { basis }) => {
    expect(basis?.instrument.zh ?? '').not.toContain('第802号');
  });
});
