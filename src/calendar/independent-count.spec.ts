import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RawCalendar } from '../../test/support/raw-calendar.js';
import { addDays, chinaInstant, daysBetween, weekday } from '../kernel/business-date.js';
import { WorkingHours } from '../notices/working-hours.js';
import { WorkingCalendar } from './working-calendar.js';

const FIRST = '2019-01-01';
const LAST = '2026-12-31';
const MOST = 60;
/** Those of the law and of the platform, and both ends. */
const TERMS = [1, 3, 10, 15, 30, 60];

const calendar = new WorkingCalendar();
const raw = new RawCalendar();

const workingDays = (value: number) => ({ value, unit: 'workingDay' }) as const;
const calendarDays = (value: number) => ({ value, unit: 'calendarDay' }) as const;
const allDays = Array.from({ length: daysBetween(FIRST, LAST) + 1 }, (_, index) =>
  addDays(FIRST, index),
);

describe('every term of 1 to 60 days from every day of 2019 to 2026', () => {
  it('ends on the day of a count made from the raw yearly data', () => {
    const wrong: string[] = [];
    let compared = 0;
    for (const from of allDays) {
      // The days that the longest term counts are the ends of all the shorter ones.
      const counted = calendar.explain(from, workingDays(MOST)).filter((step) => step.counted);
      for (let value = 1; value <= MOST; value += 1) {
        if (counted[value - 1]?.date !== raw.away(from, value)) wrong.push(`${from} + ${value} wd`);
        const rawDueOn = raw.later(from, value);
        const rolled = calendar.deadline(from, calendarDays(value));
        if (rolled.rawDueOn !== rawDueOn || rolled.dueOn !== raw.rolled(rawDueOn)) {
          wrong.push(`${from} + ${value} d`);
        }
        compared += 1;
      }
      for (const value of TERMS) {
        const { dueOn, provisional } = calendar.deadline(from, workingDays(value));
        const end = raw.away(from, value);
        if (dueOn !== end || provisional !== end > LAST) wrong.push(`${from} + ${value} wd, due`);
      }
    }
    expect(wrong).toEqual([]);
    expect(compared).toBe(2_922 * MOST);
  }, 120_000);

  it('is warned of on days of the same count', () => {
    for (const from of allDays) {
      for (const days of [1, 3, 5]) {
        expect([from, calendar.addWorkingDays(from, -days)]).toEqual([from, raw.away(from, -days)]);
      }
    }
  }, 120_000);

  it('would not, for a third of the starts, were make-up days or holidays not known', () => {
    const isWeekday = (day: string) => weekday(day) % 6 !== 0;
    const ends = allDays.map((from) => {
      let end = from;
      for (let left = 30; left > 0;) {
        end = addDays(end, 1);
        if (isWeekday(end)) left -= 1;
      }
      return end === raw.away(from, 30);
    });
    expect(ends.filter((same) => !same).length).toBeGreaterThan(allDays.length / 3);
  });

  it('ends on the same day in every time zone of the process', async () => {
    const hash = createHash('sha256');
    for (const from of allDays) {
      for (const value of TERMS) {
        const end = raw.away(from, value);
        const rawDueOn = raw.later(from, value);
        const rolled = raw.rolled(rawDueOn);
        hash.update([from, value, end, end > LAST, rawDueOn, rolled].join(' '));
      }
    }
    const expected = hash.digest('hex');
    const project = fileURLToPath(new URL('../../', import.meta.url));
    const digestIn = async (zone: string, terms = TERMS) => {
      const script = [
        '--import',
        './test/support/typescript.mjs',
        'test/support/digest-deadlines.ts',
      ];
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [...script, FIRST, LAST, ...terms.map(String)],
        { cwd: project, env: { ...process.env, TZ: zone, NODE_OPTIONS: '' } },
      );
      return stdout;
    };
    const zones = ['UTC', 'Asia/Shanghai', 'America/New_York'];
    expect(await Promise.all(zones.map((zone) => digestIn(zone)))).toEqual(
      zones.map(() => expected),
    );
    // The digest tells answers apart.
    expect(await digestIn('UTC', [1, 3, 10, 15, 30, 59])).not.toBe(expected);
  }, 120_000);
});

describe('whatever the day and the term', () => {
  const day = fc.integer({ min: 0, max: allDays.length - 1 }).map((index) => addDays(FIRST, index));
  const days = fc.integer({ min: 1, max: 250 });

  /** A count of working days must have the property; one of Mondays to Fridays does not. */
  const countsExactly = (count: (from: string, days: number) => string) =>
    fc.property(day, days, (from, value) => {
      const end = count(from, value);
      let worked = 0;
      for (let date = addDays(from, 1); date <= end; date = addDays(date, 1)) {
        if (calendar.isWorkingDay(date)) worked += 1;
      }
      return worked === value && calendar.isWorkingDay(end);
    });

  it('so many working days lie in between, and the last day is one', () => {
    fc.assert(countsExactly((from, value) => calendar.addWorkingDays(from, value)));
    const naive = (from: string, value: number) => {
      let end = from;
      for (let left = value; left > 0;) {
        end = addDays(end, 1);
        if (weekday(end) % 6 !== 0) left -= 1;
      }
      return end;
    };
    expect(fc.check(countsExactly(naive)).failed).toBe(true);
  });

  it('the way back leads to where a working day began', () => {
    fc.assert(
      fc.property(day, days, (from, value) => {
        const start = calendar.isWorkingDay(from) ? from : calendar.addWorkingDays(from, 1);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, value), -value)).toBe(start);
      }),
    );
  });

  it('a longer term ends later, and so does one that begins later, or on the same day', () => {
    fc.assert(
      fc.property(day, days, (from, value) => {
        const end = calendar.addWorkingDays(from, value);
        expect(calendar.addWorkingDays(from, value + 1) > end).toBe(true);
        expect(calendar.addWorkingDays(addDays(from, 1), value) >= end).toBe(true);
      }),
    );
  });

  it('the explanation names each day once and counts as many as the term has', () => {
    fc.assert(
      fc.property(day, days, (from, value) => {
        const steps = calendar.explain(from, workingDays(value));
        expect(steps.filter(({ counted }) => counted)).toHaveLength(value);
        expect(steps).toHaveLength(daysBetween(from, steps.at(-1)?.date ?? from));
        expect(steps.at(-1)).toMatchObject({
          counted: true,
          date: calendar.addWorkingDays(from, value),
        });
      }),
    );
  });

  it('letters leave in the first working minute that comes, and none is passed over', () => {
    const hours = new WorkingHours(calendar);
    const minute = fc.integer({ min: 0, max: 1_439 });
    fc.assert(
      fc.property(day, minute, minute, (date, minuteOfDay, share) => {
        const at = chinaInstant(date, minuteOfDay);
        const opening = hours.opening(at);
        expect(opening >= at).toBe(true);
        expect(hours.opening(opening)).toEqual(opening);
        const between = at.getTime() + ((opening.getTime() - at.getTime()) * share) / 1_440;
        expect(hours.isOpen(new Date(between))).toBe(opening <= new Date(between));
      }),
    );
  });
});
