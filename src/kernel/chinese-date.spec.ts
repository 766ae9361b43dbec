import { describe, expect, it } from '@jest/globals';
import { chineseDate, chineseMoment } from './chinese-date.js';

describe('dates as Chinese documents write them', () => {
  it('have no noughts before their numerals', () => {
    expect(chineseDate('2026-09-01')).toBe('2026年9月1日');
    expect(chineseDate('2026-12-31')).toBe('2026年12月31日');
  });

  it.each([
    ['2026-10-15T09:30:00+08:00', '2026年10月15日上午9时30分'],
    ['2026-10-15T12:00:00+08:00', '2026年10月15日下午12时'],
    ['2026-10-15T15:05:00+08:00', '2026年10月15日下午3时5分'],
    ['2026-10-14T16:00:00Z', '2026年10月15日上午0时'],
  ])('and so a moment of China: %s', (at, words) => {
    expect(chineseMoment(new Date(at))).toBe(words);
  });
});
