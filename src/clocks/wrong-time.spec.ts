import { describe, expect, it } from '@jest/globals';
import { wrongTime, type TimeFacts } from './wrong-time.js';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const limits = { skewMs: 10 * MINUTE_MS, leapMs: DAY_MS };

const noon = new Date('2026-09-18T04:00:00Z');
const after = (ms: number) => new Date(noon.getTime() + ms);
const right: TimeFacts = {
  machine: noon,
  database: noon,
  lastSweep: noon,
  steady: noon,
  acceptedSkewMs: 0,
};

describe('the time of a machine', () => {
  it.each([
    ['the same everywhere', right],
    ['before the first sweep', { ...right, lastSweep: null, steady: null }],
    ['ten minutes ahead of the database', { ...right, machine: after(10 * MINUTE_MS) }],
    ['ten minutes behind it', { ...right, machine: after(-10 * MINUTE_MS) }],
    [
      'after a night in which nothing ran',
      { ...right, machine: after(3 * DAY_MS), database: after(3 * DAY_MS), steady: null },
    ],
    [
      'a day ahead of the steady clock',
      { ...right, machine: after(DAY_MS), database: after(DAY_MS) },
    ],
    [
      'as far ahead as was confirmed',
      { ...right, machine: after(400 * DAY_MS), steady: null, acceptedSkewMs: 400 * DAY_MS },
    ],
  ])('is right: %s', (_name, facts) => {
    expect(wrongTime(facts, limits)).toBeNull();
  });

  const moment = 1_000;
  it.each([
    [
      'ahead of the database',
      { ...right, machine: after(400 * DAY_MS) },
      'is 400 d ahead of the database’s',
    ],
    [
      'behind the database',
      { ...right, machine: after(-10 * MINUTE_MS - moment), lastSweep: null },
      'is 10 min behind the database’s',
    ],
    [
      'before the last sweep',
      { ...right, lastSweep: after(10 * MINUTE_MS + moment) },
      'is 10 min before the last sweep',
    ],
    [
      'ahead of the steady clock, and the database with it',
      { ...right, machine: after(DAY_MS + moment), database: after(DAY_MS + moment) },
      'is 24 h ahead of what has passed',
    ],
    [
      'right again, after another time had been confirmed',
      { ...right, acceptedSkewMs: 400 * DAY_MS },
      'is 400 d behind the database’s',
    ],
  ])('is wrong: %s', (_name, facts, sentence) => {
    expect(wrongTime(facts, limits)?.replaceAll("'", '’')).toContain(sentence);
  });
});
