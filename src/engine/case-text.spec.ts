import { describe, expect, it } from '@jest/globals';
import { searchable } from '../kernel/plain-text.js';
import { gramsFor, isOneGram } from './case-text.js';

describe('what a case is found by', () => {
  it.each([
    ['一个字', '科', ['科']],
    ['two characters', '科技', ['科技']],
    ['more', '示例科技', ['示例', '例科', '科技']],
    ['the same twice', 'aaaa', ['aa']],
    ['characters beyond the first plane', '𠮷野家', ['𠮷野', '野家']],
    ['nothing', '', []],
  ])('%s', (_, words, grams) => {
    expect(gramsFor(words)).toEqual(grams);
  });

  it.each([
    ['', false],
    ['科', true],
    ['科技', true],
    ['𠮷野', true],
    // The index has `aa` of `aa` already.
    ['aaa', false],
    ['示例科', false],
  ])('is sure by the index alone for one or two characters: %j', (words, sure) => {
    expect(isOneGram(words)).toBe(sure);
  });

  it('is one in upper and lower case, in full and half width', () => {
    expect(searchable('ＡＢＣ－Ｐ-2026（广西）')).toBe('abc-p-2026(广西)');
  });
});
