import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { addDays, weekday } from '../kernel/business-date.js';
import { WorkingCalendar } from './working-calendar.js';

const calendar = new WorkingCalendar();
const workingDays = (value: number) => ({ value, unit: 'workingDay' }) as const;
const calendarDays = (value: number) => ({ value, unit: 'calendarDay' }) as const;

/** What a system without a calendar of China answers. */
function countMondayToFriday(from: string, days: number): string {
  let date = from;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (weekday(date) % 6 !== 0) left -= 1;
  }
  return date;
}

describe('counting working days', () => {
  it.each([
    ['2020-01-20', 10, '2020-02-11'],
    ['2021-02-05', 10, '2021-02-24'],
    ['2025-09-26', 10, '2025-10-16'],
    ['2026-02-10', 10, '2026-03-02'],
    ['2026-09-18', 10, '2026-10-09'],
    ['2025-10-11', 1, '2025-10-13'],
  ])('%s + %i → %s, which Monday to Friday gets wrong', (from, days, dueOn) => {
    expect(calendar.deadline(from, workingDays(days))).toEqual({
      rawDueOn: dueOn,
      dueOn,
      provisional: false,
    });
    if (days > 1) expect(countMondayToFriday(from, days)).not.toBe(dueOn);
  });

  it('counts backwards over the same days', () => {
    expect(calendar.addWorkingDays('2025-10-16', -10)).toBe('2025-09-26');
    expect(calendar.addWorkingDays('2025-10-13', -1)).toBe('2025-10-11');
    expect(calendar.addWorkingDays('2025-10-05', 0)).toBe('2025-10-05');
  });
});

describe('make-up days', () => {
  it.each([
    ['2020', '01-19 04-26 05-09 06-28 09-27 10-10'],
    ['2021', '02-07 02-20 04-25 05-08 09-18 09-26 10-09'],
    ['2022', '01-29 01-30 04-02 04-24 05-07 10-08 10-09'],
    ['2023', '01-28 01-29 04-23 05-06 06-25 10-07 10-08'],
    ['2024', '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12'],
    ['2025', '01-26 02-08 04-27 09-28 10-11'],
    ['2026', '01-04 02-14 02-28 05-09 09-20 10-10'],
  ])('%s: %s', (year, days) => {
    const worked = daysOf(year).filter(
      (date) => weekday(date) % 6 === 0 && calendar.isWorkingDay(date),
    );
    expect(worked).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });
});

describe('the published years', () => {
  const require = createRequire(import.meta.url);

  it.each([
    ['2019', 250],
    ['2020', 249],
    ['2021', 250],
    ['2022', 249],
    ['2023', 249],
    ['2024', 251],
    ['2025', 248],
    ['2026', 248],
  ])('%s agrees day by day with its own file and has %i working days', (year, total) => {
    const file = require(`chinese-days/dist/years/${year}.json`) as Record<
      'holidays' | 'workdays',
      Record<string, string>
    >;
    const expected = daysOf(year).filter((date) => {
      const day = new Date(`${date}T00:00:00Z`).getUTCDay();
      return date in file.workdays || (day > 0 && day < 6 && !(date in file.holidays));
    });
    expect(daysOf(year).filter((date) => calendar.isWorkingDay(date))).toEqual(expected);
    expect(expected).toHaveLength(total);
  });

  it('are 2004 to 2026, and it says which edition counted', () => {
    expect(
      ['2003', '2004', '2026', '2027'].map((year) => calendar.covers(`${year}-06-01`)),
    ).toEqual([false, true, true, false]);
    expect(calendar.edition).toBe('chinese-days@1.5.7');
  });
});

describe('a year whose holidays are not announced', () => {
  it('makes the date provisional, and the derivation says why', () => {
    expect(calendar.deadline('2026-12-21', workingDays(10))).toEqual({
      rawDueOn: '2027-01-04',
      dueOn: '2027-01-04',
      provisional: true,
    });
    expect(calendar.explain('2026-12-21', workingDays(10)).at(-1)?.why.en).toContain('2027');
    expect(calendar.deadline('2026-11-23', calendarDays(90)).provisional).toBe(true);
  });

  it('leaves the days before it firm', () => {
    expect(calendar.deadline('2026-12-21', workingDays(8)).provisional).toBe(false);
  });
});

describe('months', () => {
  const months = (value: number) => ({ value, unit: 'month' }) as const;

  // 民法典 202: the day with the number of day 0, or the last one of the month; 203 rolls it.
  it.each([
    ['2026-02-28', 6, '2026-08-28', '2026-08-28'],
    ['2024-02-29', 36, '2027-02-28', '2027-03-01'],
    ['2026-08-31', 6, '2027-02-28', '2027-03-01'],
    ['2026-04-01', 6, '2026-10-01', '2026-10-08'],
    ['2025-12-31', 2, '2026-02-28', '2026-02-28'],
  ])('from %s, %i of them', (from, value, rawDueOn, dueOn) => {
    expect(calendar.deadline(from, months(value))).toMatchObject({ rawDueOn, dueOn });
  });

  it('are explained day by day, and none is lost in the middle', () => {
    const steps = calendar.explain('2026-04-01', months(36));
    const omitted = calendar.omitted('2026-04-01', months(36));
    const listed = steps.filter(({ counted }) => counted).length;
    expect(listed + (omitted?.counted ?? 0)).toBe(1_096);
  });

  it('stand still for the days of a pause', () => {
    const pauses = [{ from: '2026-05-01', until: '2026-05-10', ground: 'appraisal' }];
    const due = calendar.deadline('2026-04-01', months(3), { pauses });
    expect(due.rawDueOn).toBe('2026-07-11');
  });
});

describe('calendar days', () => {
  it('roll off a holiday, and the raw day is kept', () => {
    expect(calendar.deadline('2026-09-01', calendarDays(30))).toEqual({
      rawDueOn: '2026-10-01',
      dueOn: '2026-10-08',
      provisional: false,
    });
  });

  it('end on a make-up Saturday without rolling', () => {
    expect(calendar.dueOn('2025-09-11', calendarDays(30))).toBe('2025-10-11');
    expect(calendar.dueOn('2025-09-18', calendarDays(30))).toBe('2025-10-20');
  });

  // 802 Art 25(2): 最长不得超过90日. What an authority may take at most does not move off a holiday.
  it.each([
    ['2026-07-03', 90, '2026-10-01', '2026-10-01'],
    ['2026-07-05', 88, '2026-10-01', '2026-10-03'],
    ['2026-07-05', 83, '2026-09-26', '2026-09-28'],
    ['2026-07-03', 30, '2026-08-02', '2026-08-03'],
  ])('from %s, %i of them, end within a cap of 90', (from, value, rawDueOn, dueOn) => {
    const due = calendar.deadline(from, calendarDays(value), { cap: 90 });
    expect(due).toEqual({ rawDueOn, dueOn, provisional: false });
  });

  it('roll beyond it where there is none', () => {
    expect(calendar.dueOn('2026-07-03', calendarDays(90))).toBe('2026-10-08');
  });

  it('say why they roll no further', () => {
    const last = calendar.explain('2026-07-03', calendarDays(90), { cap: 90 }).at(-1);
    expect(last).toMatchObject({ date: '2026-10-01', counted: true });
    expect(last?.why.zh).toBe('国庆节，已达最长期限，不再顺延');
  });

  it('explain the roll', () => {
    const steps = calendar.explain('2026-09-01', calendarDays(30));
    expect(steps.filter((step) => step.counted)).toHaveLength(30);
    expect(steps[29]).toEqual({
      date: '2026-10-01',
      counted: true,
      why: {
        zh: '期限最后一日为国庆节，顺延至其后第一个工作日',
        en: 'the last day is National Day; it moves to the next working day',
      },
    });
    expect(steps.at(-1)).toMatchObject({ date: '2026-10-08', counted: false });
  });
});

describe('the explanation of a working-day term', () => {
  const steps = calendar.explain('2025-09-26', workingDays(10));
  const on = (date: string) => steps.find((step) => step.date === date);

  it('has one step for each day and counts exactly the term', () => {
    expect(steps[0]?.date).toBe('2025-09-27');
    expect(steps.at(-1)?.date).toBe('2025-10-16');
    expect(steps).toHaveLength(20);
    expect(steps.filter((step) => step.counted)).toHaveLength(10);
  });

  it('names weekends, holidays and make-up days', () => {
    expect(on('2025-09-27')).toMatchObject({
      counted: false,
      why: { zh: '星期六', en: 'Saturday' },
    });
    expect(on('2025-09-28')).toMatchObject({
      counted: true,
      why: { zh: '国庆节调休上班，计为工作日', en: 'make-up working day for National Day' },
    });
    expect(on('2025-10-01')).toMatchObject({
      counted: false,
      why: { zh: '国庆节', en: 'National Day' },
    });
    expect(on('2025-10-06')).toMatchObject({
      counted: false,
      why: { zh: '中秋', en: 'Mid-autumn Festival' },
    });
    expect(on('2025-10-09')).toMatchObject({ counted: true, why: { zh: '工作日' } });
  });
});

describe('the time zone of the process', () => {
  it('changes nothing', () => {
    const project = fileURLToPath(new URL('../../', import.meta.url));
    const answersIn = (zone: string) =>
      execFileSync(
        process.execPath,
        ['--import', './test/support/typescript.mjs', './test/support/answer-deadlines.ts'],
        { cwd: project, env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, encoding: 'utf8' },
      );
    const china = answersIn('Asia/Shanghai');
    expect(china).toContain('["2025-10-11",true,');
    for (const zone of ['UTC', 'America/New_York', 'Pacific/Kiritimati']) {
      expect(answersIn(zone)).toBe(china);
    }
  });
});

function daysOf(year: string): string[] {
  const days: string[] = [];
  for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1)) days.push(date);
  return days;
}
