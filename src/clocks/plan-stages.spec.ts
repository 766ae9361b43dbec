import { describe, expect, it } from '@jest/globals';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { planStages, replanStages, withFired, withoutLateWarnings } from './plan-stages.js';

const calendar = new WorkingCalendar();
const ladder = {
  letters: { near: ['near'], passed: ['passed'], longPassed: ['head'] },
  plan: { near: [-3, -1], passed: [1], longPassed: [5] },
};
const due = (day: string) => ({ rawDueOn: day, dueOn: day });
const armed = new Date('2026-03-02T02:00:00Z');
const told = (stages: ReturnType<typeof planStages>) =>
  stages.map(({ offset, at, firedAt }) => `${offset} ${at.slice(0, 10)}${firedAt ? ' fired' : ''}`);

describe('the moments of a clock', () => {
  const planned = planStages(ladder, due('2026-03-23'), armed, calendar);

  it('are those of its policy, at nine on working days', () => {
    expect(told(planned)).toEqual([
      '-3 2026-03-18',
      '-1 2026-03-20',
      '0 2026-03-23',
      '1 2026-03-24',
      '5 2026-03-30',
    ]);
  });

  it('are as many as the policy says, and only where a letter is declared', () => {
    const plan = { near: [-5], passed: [2], longPassed: [5] };
    const letters = { near: ['near'], longPassed: ['head'] };
    const other = planStages({ letters, plan }, due('2026-03-23'), armed, calendar);
    expect(told(other)).toEqual(['-5 2026-03-16', '0 2026-03-23', '5 2026-03-30']);
  });

  it('may warn months before, on the last working day until then', () => {
    const months = {
      letters: { near: ['rightNear'] },
      plan: { near: [-6, -3, -1], nearUnit: 'month', passed: [], longPassed: [] } as const,
    };
    // 2026-08-31 is a Monday; 28 February a make-up Saturday, 31 May a Sunday, 31 July a Friday.
    const stages = planStages(
      months,
      due('2026-08-31'),
      new Date('2026-01-05T00:00:00Z'),
      calendar,
    );
    expect(stages.map(({ offset, unit, at }) => [offset, unit, at.slice(0, 10)])).toEqual([
      [-6, 'month', '2026-02-28'],
      [-3, 'month', '2026-05-29'],
      [-1, 'month', '2026-07-31'],
      [0, undefined, '2026-08-31'],
    ]);
  });

  it('leave out a warning whose day has passed, never the lapse', () => {
    const late = planStages(ladder, due('2026-03-03'), armed, calendar);
    expect(told(late)).toEqual(['0 2026-03-03', '1 2026-03-04', '5 2026-03-10']);
  });

  it('have no warning left after the lapse', () => {
    const once = withFired(planned, -3, new Date('2026-03-18T01:00:00Z'));
    expect(told(withoutLateWarnings(once))).toEqual([
      '-3 2026-03-18 fired',
      '0 2026-03-23',
      '1 2026-03-24',
      '5 2026-03-30',
    ]);
  });

  describe('after the date has moved', () => {
    const now = new Date('2026-03-19T02:00:00Z');
    const before = withFired(planned, -3, new Date('2026-03-18T01:00:00Z'));

    it('do not fire twice what has fired', () => {
      const later = replanStages(before, ladder, due('2026-03-31'), now, calendar);
      expect(told(later)).toEqual([
        '-3 2026-03-18 fired',
        '-1 2026-03-30',
        '0 2026-03-31',
        '1 2026-04-01',
        '5 2026-04-08',
      ]);
    });

    it('do not leave out what was planned, though its new day has passed', () => {
      const sooner = replanStages(before, ladder, due('2026-03-19'), now, calendar);
      expect(told(sooner).slice(0, 3)).toEqual([
        '-3 2026-03-18 fired',
        '-1 2026-03-18',
        '0 2026-03-19',
      ]);
    });

    it('take in what was left out when the clock was armed', () => {
      const short = planStages(ladder, due('2026-03-03'), armed, calendar);
      const longer = replanStages(short, ladder, due('2026-03-31'), now, calendar);
      expect(told(longer).slice(0, 2)).toEqual(['-3 2026-03-26', '-1 2026-03-30']);
    });
  });
});
