import { describe, expect, it } from '@jest/globals';
import { cityOf, prefixOf, regionOf } from './division-code.js';
import { plainName, spellings } from './organisation-name.js';

describe('the name of an organisation', () => {
  it('is compared without spaces and full-width forms', () => {
    expect(plainName(' 南宁市（高新区） 管委会 ')).toBe('南宁市(高新区)管委会');
  });

  it('is looked for as written first, then with and without the region', () => {
    expect(spellings('自治区财政厅')).toEqual([
      '自治区财政厅',
      '广西壮族自治区财政厅',
      '财政厅',
      '广西财政厅',
    ]);
    expect(spellings('广西南宁市财政局')).toContain('南宁市财政局');
  });
});

describe('a division code', () => {
  it('leads to its city and region and covers what lies in it', () => {
    expect([cityOf('450102'), cityOf('450100'), cityOf('450000')]).toEqual([
      '450100',
      '450100',
      '450000',
    ]);
    expect(regionOf('450102')).toBe('450000');
    expect([
      prefixOf('450000'),
      prefixOf('450100'),
      prefixOf('451000'),
      prefixOf('450102'),
    ]).toEqual(['45', '4501', '4510', '450102']);
  });
});
