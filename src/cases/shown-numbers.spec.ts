import { describe, expect, it } from '@jest/globals';
import type { HistoryEntry } from '../engine/history-entry.entity.js';
import { TIME_CORRECTED } from '../engine/time-entry.js';
import { ShownNumbers } from './shown-numbers.js';

/** The second of four entries is hidden. */
const numbers = new ShownNumbers([{ seq: 1 }, { seq: 3 }, { seq: 4 }]);
const entryOf = (event: string, payload: object) => ({ event, payload }) as unknown as HistoryEntry;

describe('what quotes entries of a history of which one is hidden', () => {
  it.each([
    ['event:1', 'event:1'],
    ['event:3', 'event:2'],
    ['takenBack:4:event:3', 'takenBack:3:event:2'],
    ['clock:cityReply#1@-3', 'clock:cityReply#1@-3'],
  ])('%s is %s', (cause, shown) => {
    expect(numbers.cause(cause)).toBe(shown);
  });

  it('in a correction of time, quotes those that are shown, by their numbers there', () => {
    const payload = { takenBack: [2, 3], reminders: ['event:3'], reason: '时钟有误' };
    expect(numbers.entry(entryOf(TIME_CORRECTED, payload)).payload).toEqual({
      takenBack: [2],
      reminders: ['event:2'],
      reason: '时钟有误',
    });
    expect(numbers.entry(entryOf('complaint.accept', { note: 'event:3' })).payload).toEqual({
      note: 'event:3',
    });
  });
});
