import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { Asks, IsCode, defineCalculator, type InputError } from '../../../src/definition/index.js';
import { law, smeStandards2011 } from '../../acts/instruments.js';
import {
  industryCodes,
  industries,
  industryNames,
  industryOf,
  measuresOf,
  sizeOf,
} from '../size.js';
import { inUnits, IsSizeFigure, type SizeFigure } from '../size-figure.js';
import * as schema from './answer-schema.js';

/** An enterprise by the figures that its size depends on, on the day of the contract. */
export class SizeInput {
  /** By its key or as the Standards call it, such as `industry` or `工业`. */
  @Asks('所属行业', 'Industry')
  @IsCode(industryCodes)
  readonly industry!: string;

  /** Persons (从业人员). */
  @Asks('从业人员（人）', 'Staff (persons)')
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  readonly staff?: number;

  /** Yearly revenue (营业收入): yuan as text, or a number in 10,000 yuan. */
  @Asks('年营业收入（万元）', 'Yearly revenue (10,000 yuan)', {
    field: 'number',
    hint: {
      zh: '填写数字时单位为万元；填写带两位小数的文本时单位为元',
      en: 'A number is in 10,000 yuan; a text with two decimals is in yuan',
    },
  })
  @IsOptional()
  @IsSizeFigure()
  readonly revenue?: SizeFigure;

  /** Total assets (资产总额): yuan as text, or a number in 10,000 yuan. */
  @Asks('资产总额（万元）', 'Total assets (10,000 yuan)', {
    field: 'number',
    hint: {
      zh: '填写数字时单位为万元；填写带两位小数的文本时单位为元',
      en: 'A number is in 10,000 yuan; a text with two decimals is in yuan',
    },
  })
  @IsOptional()
  @IsSizeFigure()
  readonly assets?: SizeFigure;
}

/** What the industry's size depends on must be given; the rest may be. */
export function missingFigures(input: SizeInput, path = ''): readonly InputError[] {
  const industry = industryOf(input.industry);
  return measuresOf(industry)
    .filter((measure) => input[measure] === undefined)
    .map((measure) => ({
      path: `${path}${measure}`,
      rule: 'neededByIndustry',
      message: `The size of an enterprise of ${industry} depends on its ${measure}.`,
    }));
}

export const sizeByFigures = ({ industry, staff, revenue, assets }: SizeInput) =>
  sizeOf(industryOf(industry), {
    ...(staff !== undefined && { staff }),
    ...(revenue !== undefined && { revenue: inUnits(revenue) }),
    ...(assets !== undefined && { assets: inUnits(assets) }),
  });

function calculate(input: SizeInput) {
  const industry = industryOf(input.industry);
  const { zh, large, medium, small } = industries[industry];
  const size = sizeByFigures(input);
  return {
    size,
    isSme: size !== 'large',
    industry,
    industryLabel: zh,
    thresholds: { large, medium, small },
    basis: law(smeStandards2011, '4'),
  };
}

const bounds = schema.object(
  {
    staff: { type: 'number', description: 'Persons' },
    revenue: { type: 'number', description: 'In 10,000 yuan, as the Standards have it' },
    assets: { type: 'number', description: 'In 10,000 yuan, as the Standards have it' },
  },
  ['staff', 'revenue', 'assets'],
);

/** The size of an enterprise (企业规模类型自测). */
export const sizeCalculator = defineCalculator<SizeInput, ReturnType<typeof calculate>>({
  name: 'size',
  label: { zh: '企业规模类型自测', en: 'Size of an enterprise' },
  basis: law(smeStandards2011, '4'),
  input: SizeInput,
  example: { industry: 'industry', staff: 280, revenue: '52000000.00', assets: '80000000.00' },
  answer: schema.object({
    size: schema.oneOf(['large', 'medium', 'small', 'micro']),
    isSme: schema.flag('Whether it is protected as a small or medium enterprise'),
    industry: schema.oneOf(industryNames),
    industryLabel: schema.text('工业', 'As the Standards call it'),
    thresholds: schema.object({ large: bounds, medium: bounds, small: bounds }),
    basis: schema.basis,
  }),
  refuse: (input) => missingFigures(input),
  calculate,
});
