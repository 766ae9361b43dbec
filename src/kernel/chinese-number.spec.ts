import { describe, expect, it } from '@jest/globals';
import { chineseNumber } from './chinese-number.js';

describe('a number in Chinese numerals', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [15, '十五'],
    [20, '二十'],
    [31, '三十一'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [188, '一百八十八'],
    [203, '二百零三'],
    [561, '五百六十一'],
    [1000, '一千'],
    [1008, '一千零八'],
    [1260, '一千二百六十'],
  ])('%i is %s', (number, text) => {
    expect(chineseNumber(number)).toBe(text);
  });

  it.each([0, -1, 1.5, 10_000, Number.NaN])('refuses %d', (number) => {
    expect(() => chineseNumber(number)).toThrow(RangeError);
  });
});
