import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  chinaDate,
  daysBetween,
  endOfDay,
  isBusinessDate,
  weekday,
} from './business-date.js';
import { fromFen, isMoney, sumOfMoney, toFen } from './money.js';
import { isUscc, normaliseUscc } from './uscc.js';

describe('business date', () => {
  it('is the date in China, not the date in UTC', () => {
    expect(chinaDate(new Date('2025-10-08T16:30:00Z'))).toBe('2025-10-09');
    expect(chinaDate(new Date('2025-10-08T15:59:59Z'))).toBe('2025-10-08');
  });

  it('ends at 24:00 in China', () => {
    expect(endOfDay('2026-11-23').toISOString()).toBe('2026-11-23T16:00:00.000Z');
  });

  it('counts across months, years and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2024-02-01', '2024-03-01')).toBe(29);
    expect(weekday('2025-10-11')).toBe(6);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-1-1',
    '26-01-01',
    '1990-01-01',
    '2026-01-01T00:00',
    '',
  ])('refuses %p', (text) => {
    expect(isBusinessDate(text)).toBe(false);
  });
});

describe('money', () => {
  it('goes to fen and back without rounding', () => {
    for (const text of ['0.00', '0.01', '1000000.00', '99999999999.99', '100000000000.00']) {
      expect(fromFen(toFen(text))).toBe(text);
    }
    expect(sumOfMoney(['0.10', '0.20'])).toBe(30);
    expect(fromFen(-5)).toBe('-0.05');
  });

  it.each(['1', '1.0', '1.000', '01.00', '-1.00', '1e3', '1,000.00', '', '100000000000.01'])(
    'refuses %p',
    (text) => {
      expect(isMoney(text)).toBe(false);
    },
  );
});

describe('unified social credit code', () => {
  it.each(['91350100M000100Y43', '914403001922038216', '91440300708461136T', '91450100MA0TEXT013'])(
    'accepts %s',
    (code) => {
      expect(isUscc(code)).toBe(true);
    },
  );

  it('refuses every other check digit', () => {
    const wrong = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((digit) => digit !== '3');
    for (const digit of wrong) expect(isUscc(`91450100MA0TEXT01${digit}`)).toBe(false);
  });

  it('refuses letters that the standard leaves out', () => {
    // The sums are right when a letter outside the alphabet counts as -1, as `indexOf` gives it.
    expect(isUscc('91450100MA0TEST01A')).toBe(false);
    expect(isUscc('91451400MA0TEST14G')).toBe(false);
  });

  it('reads full-width and lower-case input', () => {
    expect(normaliseUscc(' ９１450100ma0text013 ')).toBe('91450100MA0TEXT013');
  });
});
