import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { promiseV1 } from '../../workflows/promise/promise.workflow.js';
import { audienceOf } from '../definition/audience.js';
import { labelOfEvent } from './event-label.js';
import { TIME_CORRECTED } from './time-entry.js';

describe('the entry that takes back what a wrong clock did', () => {
  it('names the entries that count no more, in both languages', () => {
    const payload = { takenBack: [5, 6], reminders: [], reason: '时钟有误' };
    expect(labelOfEvent(promiseV1, TIME_CORRECTED, payload)).toEqual({
      zh: '系统时间有误，第5、6条记录不计',
      en: 'The time was wrong: entries 5, 6 do not count',
    });
  });

  it('speaks of reminders where no entry was wrong', () => {
    const { zh } = labelOfEvent(promiseV1, TIME_CORRECTED, { takenBack: [], reason: '' });
    expect(zh).toBe('系统时间有误，提前发出的提醒作废');
  });

  it("shows the enterprise what it takes back, and not the operator's words", () => {
    const actor = { role: 'system' } as const;
    const entry = { event: TIME_CORRECTED, payload: {}, actor };
    expect(audienceOf(promiseV1, entry, 'takenBack')).toBe('shown');
    expect(audienceOf(promiseV1, entry, 'reason')).toBe('office');
  });
});
