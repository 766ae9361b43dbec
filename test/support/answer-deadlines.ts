import 'reflect-metadata';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';
import { addDays } from '../../src/kernel/business-date.js';

/** Prints what the calendar answers in the time zone of this process. */
const calendar = new WorkingCalendar();
const answers: unknown[] = [];
for (let date = '2024-12-20'; date < '2027-01-10'; date = addDays(date, 1)) {
  answers.push([
    date,
    calendar.isWorkingDay(date),
    calendar.deadline(date, { value: 10, unit: 'workingDay' }),
    calendar.deadline(date, { value: 30, unit: 'calendarDay' }),
  ]);
}
answers.push(calendar.explain('2025-09-26', { value: 10, unit: 'workingDay' }));
process.stdout.write(JSON.stringify(answers));
