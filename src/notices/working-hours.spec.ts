import { describe, expect, it } from '@jest/globals';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { nextTry } from './retry-policy.js';
import { WorkingHours } from './working-hours.js';

const hours = new WorkingHours(new WorkingCalendar());
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);

describe('working hours', () => {
  it.each([
    ['a working day', '2026-09-18 10:00', '2026-09-18 10:00'],
    ['the first minute', '2026-09-18 08:30', '2026-09-18 08:30'],
    ['a minute before', '2026-09-18 08:29', '2026-09-18 08:30'],
    ['the last minute', '2026-09-18 17:59', '2026-09-18 17:59'],
    ['closing time, before a Sunday that is worked', '2026-09-18 18:00', '2026-09-20 08:30'],
    ['midnight in China, which is still yesterday in UTC', '2026-09-21 00:00', '2026-09-21 08:30'],
    ['a Sunday that is worked', '2026-09-20 09:00', '2026-09-20 09:00'],
    ['a Saturday that is not', '2026-09-19 09:00', '2026-09-20 08:30'],
    ['the evening before National Day', '2026-09-30 19:00', '2026-10-08 08:30'],
    ['the middle of National Day', '2026-10-03 12:00', '2026-10-08 08:30'],
  ])('%s: %s → %s', (_, from, to) => {
    expect(hours.opening(at(from))).toEqual(at(to));
    expect(hours.isOpen(at(from))).toBe(from === to);
  });
});

describe('a letter that was not delivered', () => {
  const releaseAt = at('2026-09-29 17:00');
  const letter = { atOnce: false, releaseAt, attempts: 1, earlierAttempts: 0 };

  it('is tried again in working hours only', () => {
    expect(nextTry(letter, at('2026-09-29 17:10'), hours)).toEqual(
      new Date(at('2026-09-29 17:10').getTime() + 30_000),
    );
    const late = { ...letter, attempts: 12 };
    expect(nextTry(late, at('2026-09-30 17:30'), hours)).toEqual(at('2026-10-08 08:30'));
  });

  it('is tried again at any hour when it does not wait for them', () => {
    const late = { ...letter, atOnce: true, attempts: 12 };
    expect(nextTry(late, at('2026-09-30 17:30'), hours)).toEqual(at('2026-09-30 18:30'));
  });

  it('is given up after three working days, over National Day not before the ninth day', () => {
    expect(nextTry(letter, at('2026-10-09 16:59'), hours)).not.toBeNull();
    expect(nextTry(letter, at('2026-10-09 17:00'), hours)).toBeNull();
    // At any hour: 72 hours.
    expect(nextTry({ ...letter, atOnce: true }, at('2026-10-02 16:59'), hours)).not.toBeNull();
    expect(nextTry({ ...letter, atOnce: true }, at('2026-10-02 17:00'), hours)).toBeNull();
  });

  it('begins with short pauses again in a new round', () => {
    const again = { ...letter, releaseAt: at('2026-10-12 09:00'), attempts: 40 };
    const now = at('2026-10-12 09:00');
    expect(nextTry({ ...again, earlierAttempts: 39 }, now, hours)).toEqual(
      new Date(now.getTime() + 30_000),
    );
    expect(nextTry(again, now, hours)).toEqual(at('2026-10-12 10:00'));
  });
});
