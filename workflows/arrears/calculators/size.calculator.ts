import { IsIn, IsInt, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { defineCalculator, type InputError } from '../../../src/definition/index.js';
import { law, smeStandards2011 } from '../../acts/instruments.js';
import {
  industries,
  industryNames,
  industryOf,
  industryWords,
  measuresOf,
  sizeOf,
} from '../size.js';
import * as schema from './answer-schema.js';

/** An enterprise by the figures that its size depends on, on the day of the contract. */
export class SizeInput {
  /** By its key or as the Standards call it, such as `industry` or `工业`. */
  @IsIn(industryWords)
  readonly industry!: string;

  /** Persons (从业人员). */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10_000_000)
  readonly staff?: number;

  /** Yearly revenue in 10,000 yuan (营业收入). */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 6 })
  @Min(0)
  @Max(1_000_000_000)
  readonly revenue?: number;

  /** Total assets in 10,000 yuan (资产总额). */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 6 })
  @Min(0)
  @Max(1_000_000_000)
  readonly assets?: number;
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

export const sizeByFigures = ({ industry, ...figures }: SizeInput) =>
  sizeOf(industryOf(industry), figures);

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
    staff: { type: 'number' },
    revenue: { type: 'number' },
    assets: { type: 'number' },
  },
  ['staff', 'revenue', 'assets'],
);

/** The size of an enterprise (企业规模类型自测). */
export const sizeCalculator = defineCalculator<SizeInput, ReturnType<typeof calculate>>({
  name: 'size',
  label: { zh: '企业规模类型自测', en: 'Size of an enterprise' },
  basis: law(smeStandards2011, '4'),
  input: SizeInput,
  example: { industry: 'industry', staff: 280, revenue: 5200, assets: 8000 },
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
