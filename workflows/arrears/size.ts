import type { CodeWords } from '../../src/definition/index.js';

/** What a size is measured by: staff, yearly revenue and total assets, both in 10,000 yuan (万元). */
export const measures = ['staff', 'revenue', 'assets'] as const;

export type Measure = (typeof measures)[number];
export type Size = 'large' | 'medium' | 'small' | 'micro';
export type Thresholds = Partial<Record<Measure, number>>;

/** From when on an enterprise of the industry is large, medium, small: all bounds of a row hold. */
interface Industry {
  readonly zh: string;
  readonly large: Thresholds;
  readonly medium: Thresholds;
  readonly small: Thresholds;
}

const staffAndRevenue = (zh: string, ...rows: readonly (readonly [number, number])[]): Industry => {
  const [large, medium, small] = rows.map(([staff, revenue]) => ({ staff, revenue }));
  return { zh, large: large ?? {}, medium: medium ?? {}, small: small ?? {} };
};

/** The industries of the Standards (工信部联企业〔2011〕300号, 4), by their names here and there. */
export const industries = {
  agriculture: {
    zh: '农林牧渔业',
    large: { revenue: 20_000 },
    medium: { revenue: 500 },
    small: { revenue: 50 },
  },
  industry: staffAndRevenue('工业', [1000, 40_000], [300, 2000], [20, 300]),
  construction: {
    zh: '建筑业',
    large: { revenue: 80_000, assets: 80_000 },
    medium: { revenue: 6000, assets: 5000 },
    small: { revenue: 300, assets: 300 },
  },
  wholesale: staffAndRevenue('批发业', [200, 40_000], [20, 5000], [5, 1000]),
  retail: staffAndRevenue('零售业', [300, 20_000], [50, 500], [10, 100]),
  transport: staffAndRevenue('交通运输业', [1000, 30_000], [300, 3000], [20, 200]),
  storage: staffAndRevenue('仓储业', [200, 30_000], [100, 1000], [20, 100]),
  postal: staffAndRevenue('邮政业', [1000, 30_000], [300, 2000], [20, 100]),
  accommodation: staffAndRevenue('住宿业', [300, 10_000], [100, 2000], [10, 100]),
  catering: staffAndRevenue('餐饮业', [300, 10_000], [100, 2000], [10, 100]),
  informationTransmission: staffAndRevenue('信息传输业', [2000, 100_000], [100, 1000], [10, 100]),
  software: staffAndRevenue('软件和信息技术服务业', [300, 10_000], [100, 1000], [10, 50]),
  realEstate: {
    zh: '房地产开发经营',
    large: { revenue: 200_000, assets: 10_000 },
    medium: { revenue: 1000, assets: 5000 },
    small: { revenue: 100, assets: 2000 },
  },
  propertyManagement: staffAndRevenue('物业管理', [1000, 5000], [300, 1000], [100, 500]),
  leasingAndBusiness: {
    zh: '租赁和商务服务业',
    large: { staff: 300, assets: 120_000 },
    medium: { staff: 100, assets: 8000 },
    small: { staff: 10, assets: 100 },
  },
  other: {
    zh: '其他未列明行业',
    large: { staff: 300 },
    medium: { staff: 100 },
    small: { staff: 10 },
  },
} as const satisfies Readonly<Record<string, Industry>>;

export type IndustryName = keyof typeof industries;

export const industryNames = Object.keys(industries) as IndustryName[];

const englishNames = {
  agriculture: 'agriculture, forestry and fishing',
  industry: 'industry',
  construction: 'construction',
  wholesale: 'wholesale',
  retail: 'retail',
  transport: 'transport',
  storage: 'storage',
  postal: 'postal services',
  accommodation: 'accommodation',
  catering: 'catering',
  informationTransmission: 'information transmission',
  software: 'software and information technology services',
  realEstate: 'real estate development',
  propertyManagement: 'property management',
  leasingAndBusiness: 'leasing and business services',
  other: 'other industries',
} as const satisfies Readonly<Record<IndustryName, string>>;

/** Names as the Standards write them, for whoever has those. */
const chineseNames = new Map(industryNames.map((name) => [industries[name].zh, name] as const));

/** What an industry may be called: by its key here or as the Standards call it. */
export const industryWords: readonly string[] = [...industryNames, ...chineseNames.keys()];

/** Each word with what it means. */
export const industryCodes: CodeWords = Object.fromEntries(
  industryNames.flatMap((name) => {
    const word = { zh: industries[name].zh, en: englishNames[name] };
    return [name, word.zh].map((code) => [code, word]);
  }),
);

export function industryOf(word: string): IndustryName {
  const named = industryNames.find((name) => name === word) ?? chineseNames.get(word);
  if (named === undefined) throw new RangeError(`Not an industry: ${word}`);
  return named;
}

/** What the size of an enterprise of the industry depends on. */
export function measuresOf(industry: IndustryName): readonly Measure[] {
  return measures.filter((measure) => measure in industries[industry].large);
}

/**
 * The size by the Standards: a class needs all its lower bounds (须同时满足下限), otherwise it is the
 * class below; whoever misses one bound of the smallest class is micro.
 */
export function sizeOf(industry: IndustryName, figures: Thresholds): Size {
  const reaches = (bounds: Thresholds): boolean =>
    measures.every((measure) => (figures[measure] ?? 0) >= (bounds[measure] ?? 0));
  const { large, medium, small } = industries[industry];
  if (reaches(large)) return 'large';
  if (reaches(medium)) return 'medium';
  return reaches(small) ? 'small' : 'micro';
}
