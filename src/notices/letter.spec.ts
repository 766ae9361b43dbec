import { describe, expect, it } from '@jest/globals';
import { inLanguage } from './letter.js';

describe('what a letter tells in the language of its reader', () => {
  const right = { zh: '提起诉讼', en: 'To sue' };
  const own = { right, rights: [right], lost: [{ item: 1, right, until: null }] };

  it.each([
    ['zh-CN', right.zh],
    ['en', right.en],
  ] as const)('%s: wherever the words stand', (language, said) => {
    expect(inLanguage(own, language)).toEqual({
      right: said,
      rights: [said],
      lost: [{ item: 1, right: said, until: null }],
    });
  });
});
