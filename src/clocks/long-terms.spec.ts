import { describe, expect, it } from '@jest/globals';
import { MOST_STEPS } from '../calendar/calendar-edition.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Pause, Term } from '../definition/index.js';
import { addDays, daysBetween } from '../kernel/business-date.js';
import { explainClock } from './explain-clock.js';

const calendar = new WorkingCalendar();
const from = '2026-01-05';
const start = { zh: '起算日', en: 'day 0' };

function explained(term: Term, pauses: readonly Pause[] = []) {
  const roll = 'nextWorkingDay' as const;
  const count = { from, term, extension: 0, roll, pauses };
  const due = calendar.deadline(from, term, count);
  const derivation = { ...count, calendar: calendar.edition };
  return { due, ...explainClock({ ...due, derivation, startedOn: from }, calendar, start) };
}

/** A count of its own: every day of the term by itself. */
function byHand({ value, unit }: Term, pauses: readonly Pause[] = []) {
  const sums = { counted: 0, off: 0, paused: 0 };
  for (let date = addDays(from, 1); sums.counted < value; date = addDays(date, 1)) {
    if (pauses.some((pause) => pause.from <= date && date <= pause.until)) sums.paused += 1;
    else if (unit === 'calendarDay' || calendar.isWorkingDay(date)) sums.counted += 1;
    else sums.off += 1;
  }
  return sums;
}

describe('a term that is too long to be listed', () => {
  it.each<[string, Term, readonly Pause[]]>([
    ['working days', { value: 3_660, unit: 'workingDay' }, []],
    ['calendar days', { value: 3_660, unit: 'calendarDay' }, []],
    ['a date that nobody meant', { value: 2_900_000, unit: 'calendarDay' }, []],
    [
      'days on which it stood still',
      { value: 500, unit: 'workingDay' },
      [{ from: '2027-01-04', until: '2027-03-31', ground: 'appraisal' }],
    ],
  ])('lists 400 days at most and sums up the rest: %s', (_, term, pauses) => {
    const { due, days, omitted } = explained(term, pauses);
    expect(days).toHaveLength(MOST_STEPS);
    expect(days[0]?.date).toBe(addDays(from, 1));
    expect(days.at(-1)?.date).toBe(due.dueOn);
    // What is listed and what is not are all days of the term, each once.
    const at = days.findIndex(({ date }) => date > (omitted?.from ?? ''));
    expect(omitted?.from).toBe(addDays(days[at - 1]?.date ?? '', 1));
    expect(omitted?.until).toBe(addDays(days[at]?.date ?? '', -1));
    const { days: left = 0, counted = 0, off = 0, paused = 0 } = omitted ?? {};
    expect(left).toBe(counted + off + paused);
    expect(days.length + left).toBe(daysBetween(from, due.dueOn));
    expect(days.filter((day) => day.counted).length + counted).toBe(term.value);
  });

  it('tells in its sentence what the whole of it skipped', () => {
    const term = { value: 3_660, unit: 'workingDay' } as const;
    const { sentence } = explained(term);
    expect(sentence.en).toContain(`not counting ${byHand(term).off} days off`);
    const pauses = [{ from: '2028-01-04', until: '2028-03-31', ground: 'appraisal' }];
    const { paused } = byHand(term, pauses);
    expect(explained(term, pauses).sentence.en).toContain(`it stood still for ${paused} days`);
  });
});

describe('a term of a year', () => {
  it.each([1, 60, 260])('of %i working days is listed whole', (value) => {
    const { due, days, omitted } = explained({ value, unit: 'workingDay' });
    expect(omitted).toBeNull();
    expect(days).toHaveLength(daysBetween(from, due.dueOn));
  });

  it('of 400 days is the longest one', () => {
    expect(explained({ value: 390, unit: 'calendarDay' }).omitted).toBeNull();
    expect(explained({ value: 420, unit: 'calendarDay' }).omitted).not.toBeNull();
  });
});
