import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { basisLabel, citation } from './basis.js';

describe('an article in Chinese', () => {
  it.each([
    ['21', '第二十一条'],
    ['25(3)', '第二十五条第三款'],
    ['31.4', '第三十一条第四项'],
    ['25(3).2', '第二十五条第三款第二项'],
    ['20, 35', '第二十条、第三十五条'],
    ['561', '第五百六十一条'],
  ])('%s is %s', (article, text) => {
    expect(citation(article)).toBe(text);
  });

  it('follows its instrument, in both languages', () => {
    const instrument = { zh: '《条例》', en: 'Regulations' };
    expect(basisLabel({ instrument, article: '25(2)', mark: 'law' })).toEqual({
      zh: '《条例》第二十五条第二款',
      en: 'Regulations, Article 25(2)',
    });
    expect(basisLabel({ instrument, article: '31.4', mark: 'law' }).en).toBe(
      'Regulations, Article 31, item 4',
    );
    expect(basisLabel({ instrument, mark: 'law' })).toEqual(instrument);
  });

  it.each(['附件一', '25(a)', '25.c'])('leaves %s as it is', (article) => {
    expect(citation(article)).toBe(article);
  });
});

describe('letters and documents', () => {
  const folder = new URL('../../workflows/', import.meta.url);
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.zh-CN\.md$|README\.md$/.test(name),
  );

  it('are there to be read', () => {
    expect(texts.length).toBeGreaterThan(150);
  });

  it.each(texts)('%s counts articles in Chinese', (name) => {
    const text = readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
    expect(text.match(/第[0-9]+[条款项]/g)).toBeNull();
  });
});
