import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { seededPolicyOf } from '../../seeds/seeded-policies.js';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { act, ChartStory, lapse } from '../../test/support/chart-story.js';
import { promiseClocks } from '../promise/promise.clocks.js';
import { promiseV1 } from '../promise/promise.workflow.js';
import { refusePause } from './pausing.js';

const unit = { unitId: '0190a6e0-0000-7000-8000-00000000000a' };
const refer = act('referral.send', { payload: unit, on: '2026-03-02' });
const handling = () =>
  new ChartStory(promiseV1).play(act('complaint.accept'), refer, act('referral.sign'));
const pause = (until: string, on: string) =>
  act('pause.start', { payload: { ground: 'appraisal', until, reason: '委托鉴定。' }, on });
const resume = (on: string) => act('pause.end', { on });

function dueOn(story: ChartStory): string {
  const count = promiseClocks.cityReply.count(story.context, '2026-03-02');
  const term = { value: 15, unit: 'workingDay' } as const;
  return new WorkingCalendar().deadline(count.from, term, count).dueOn;
}

describe('a term that stands still', () => {
  it('begins and ends anew in one, as the same clock', () => {
    const { last } = handling().play(pause('2026-03-13', '2026-03-09'));
    expect(last).toMatchObject({
      state: 'handling',
      letters: ['termPaused', 'termPausedToAcceptor'],
      cancelled: ['cityReply'],
      armed: ['cityReply'],
    });
  });

  it('ends later by the days that it stood still, not by more', () => {
    expect(dueOn(handling())).toBe('2026-03-23');
    expect(dueOn(handling().play(pause('2026-03-13', '2026-03-09')))).toBe('2026-03-30');
  });

  it('gives the days back that were not needed', () => {
    const story = handling().play(pause('2026-03-13', '2026-03-09'));
    expect(dueOn(story.play(resume('2026-03-11')))).toBe('2026-03-25');
    expect(dueOn(handling().play(pause('2026-03-13', '2026-03-09'), resume('2026-03-09')))).toBe(
      '2026-03-23',
    );
  });

  it('does not begin twice, and does not end when it does not stand still', () => {
    const story = handling().play(pause('2026-03-13', '2026-03-09'));
    expect(story.accepts(pause('2026-03-16', '2026-03-10'))).toBe(false);
    expect(story.accepts(pause('2026-03-27', '2026-03-16'))).toBe(true);
    expect(story.accepts(resume('2026-03-16'))).toBe(false);
    expect(handling().accepts(resume('2026-03-09'))).toBe(false);
  });

  it('is not kept by another unit that gets the case', () => {
    const moved = handling().play(
      pause('2026-03-13', '2026-03-09'),
      act('referral.return', { on: '2026-03-09' }),
      act('referral.send', {
        payload: { unitId: '0190a6e0-0000-7000-8000-00000000000b' },
        on: '2026-03-10',
      }),
    );
    expect(promiseClocks.cityReply.count(moved.context, '2026-03-10')).toEqual({
      from: '2026-03-10',
      extension: 0,
    });
  });

  it('is not won by being late', () => {
    expect(handling().play(lapse('cityReply')).accepts(pause('2026-03-27', '2026-03-24'))).toBe(
      false,
    );
  });
});

describe('whether it may stand still', () => {
  const rules = (payload: object, clock = 'cityReply', kind = 'promise') =>
    refusePause(clock)({
      payload: { ground: 'appraisal', until: '2026-03-13', reason: '鉴定', ...payload },
      on: '2026-03-09',
      policyOf: seededPolicyOf(kind),
    } as never).map(({ rule }) => rule);

  it.each([
    ['on a ground of the policy', {}, []],
    ['for its last day', { until: '2026-05-07' }, []],
    ['for a day longer', { until: '2026-05-08' }, ['pauseLength']],
    ['in the past', { until: '2026-03-08' }, ['pauseLength']],
    ['on another ground', { ground: 'holiday' }, ['pauseGround']],
  ])('%s', (_, payload, broken) => {
    expect(rules(payload)).toEqual(broken);
  });

  it('is for the policy to say', () => {
    expect(rules({}, 'reply')).toEqual(['pauseAllowed']);
    expect(rules({}, 'handling', 'arrears')).toEqual(['pauseAllowed']);
  });
});
