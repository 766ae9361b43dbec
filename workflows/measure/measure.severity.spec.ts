import { describe, expect, it } from '@jest/globals';
import type { Severity } from './measure.codes.js';
import { isWithinMost, leastUntil, severityOf } from './measure.severity.js';

const TODAY = '2026-03-02';

// 信用修复管理办法 (NDRC Order 36): general 3 months to 1 year, serious 1 to 3 years. 民法典 202: a term
// in months or years ends on the day of the same number; where there is none, on the last of the month.
describe('the least term of a publication', () => {
  it.each<[Severity, string, string, string]>([
    ['slight', '2026-07-01', '2026-07-01', 'Order 36 sets a maximum alone'],
    ['general', '2026-07-01', '2026-10-01', '202: 92 days, not 90'],
    ['general', '2027-02-01', '2027-05-01', '202: 89 days, not 90'],
    ['general', '2026-11-30', '2027-02-28', '202, last sentence: February has no 30th'],
    ['general', '2027-11-30', '2028-02-29', '202, last sentence: in a leap year'],
    ['serious', '2026-06-01', '2027-06-01', '202: 365 days'],
    ['serious', '2027-03-01', '2028-03-01', '202: 366 days, with 29 February'],
    ['serious', '2028-02-29', '2029-02-28', '202, last sentence: no 29 February'],
  ])('%s from %s has run on %s (%s)', (severity, from, day) => {
    expect(leastUntil(from, severity)).toBe(day);
  });
});

describe('the class by the length of a publication', () => {
  it.each<[string, string, Severity, string]>([
    ['2026-03-01', '2026-06-01', 'slight', '202: 3 months, 92 days'],
    ['2026-03-01', '2026-06-02', 'general', '3 months and a day'],
    ['2027-02-01', '2027-05-01', 'slight', '202: 3 months, 89 days'],
    ['2027-02-01', '2027-05-04', 'general', '3 months and 3 days, though 92 days'],
    ['2026-06-01', '2027-06-01', 'general', '202: a year'],
    ['2026-06-01', '2027-06-02', 'serious', 'a year and a day, though 366 days'],
    ['2027-03-01', '2028-03-01', 'general', '202: a year of 366 days'],
    ['2026-06-01', '2029-06-01', 'serious', '202: 3 years'],
  ])('%s to %s is %s (%s)', (from, until, severity) => {
    expect(severityOf({ from, until }, TODAY)).toBe(severity);
  });

  it.each<[string, boolean, string]>([
    ['2029-06-01', true, '3 years'],
    ['2029-06-02', false, '3 years and a day: 1097 days'],
    ['2029-05-31', true, 'a day less'],
  ])('the gravest from 2026-06-01 may last until %s: %s (%s)', (until, fits) => {
    expect(isWithinMost({ from: '2026-06-01', until }, 'serious', TODAY)).toBe(fits);
  });

  it('begins today when no first day is named', () => {
    expect(severityOf({ until: '2026-06-02' }, TODAY)).toBe('slight');
    expect(severityOf({ until: '2026-06-03' }, TODAY)).toBe('general');
  });
});
