import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { WorkingCalendar } from '../../src/calendar/working-calendar.js';

/** Prints a digest of what the calendar answers, in the time zone of this process, to some terms. */
const [, , first = '', last = '', ...terms] = process.argv;
const DAY_MS = 86_400_000;

const calendar = new WorkingCalendar();
const hash = createHash('sha256');
for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
  const from = new Date(at).toISOString().slice(0, 10);
  for (const value of terms.map(Number)) {
    const { dueOn, provisional } = calendar.deadline(from, { value, unit: 'workingDay' });
    const rolled = calendar.deadline(from, { value, unit: 'calendarDay' });
    hash.update([from, value, dueOn, provisional, rolled.rawDueOn, rolled.dueOn].join(' '));
  }
}
process.stdout.write(hash.digest('hex'));
