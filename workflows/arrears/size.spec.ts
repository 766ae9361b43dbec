import { describe, expect, it } from '@jest/globals';
import {
  industryNames,
  industryOf,
  industryWords,
  measuresOf,
  sizeOf,
  type Thresholds,
} from './size.js';

describe('the size of an enterprise', () => {
  it.each<[string, Thresholds, string]>([
    ['工业', { staff: 1000, revenue: 40_000 }, 'large'],
    ['工业', { staff: 999, revenue: 40_000 }, 'medium'],
    ['工业', { staff: 1000, revenue: 39_999.99 }, 'medium'],
    ['工业', { staff: 300, revenue: 2000 }, 'medium'],
    ['工业', { staff: 299, revenue: 100_000 }, 'small'],
    ['工业', { staff: 19, revenue: 100_000 }, 'micro'],
    ['农林牧渔业', { revenue: 20_000 }, 'large'],
    ['农林牧渔业', { revenue: 49 }, 'micro'],
    ['建筑业', { revenue: 80_000, assets: 79_999 }, 'medium'],
    ['房地产开发经营', { revenue: 200_000, assets: 10_000 }, 'large'],
    ['房地产开发经营', { revenue: 200_000, assets: 4_999 }, 'small'],
    ['软件和信息技术服务业', { staff: 10, revenue: 50 }, 'small'],
    ['租赁和商务服务业', { staff: 300, assets: 120_000 }, 'large'],
    ['其他未列明行业', { staff: 299 }, 'medium'],
    ['other', { staff: 9 }, 'micro'],
  ])('%s %j: %s', (industry, figures, size) => {
    expect(sizeOf(industryOf(industry), figures)).toBe(size);
  });

  it('knows each industry by both names', () => {
    expect(industryNames).toHaveLength(16);
    expect(new Set(industryWords.map(industryOf))).toEqual(new Set(industryNames));
  });

  it('asks for nothing that an industry is not measured by', () => {
    expect(measuresOf('construction')).toEqual(['revenue', 'assets']);
    expect(measuresOf('other')).toEqual(['staff']);
  });
});
