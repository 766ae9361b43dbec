import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsBusinessDate, IsLine, IsPercent, YEARS_AHEAD } from '../definition/index.js';

export class LprRowInput {
  @Asks('发布日期', 'Published on')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly publishedOn!: string;

  /** Percent per year. */
  @Asks('一年期贷款市场报价利率（%）', 'One-year loan prime rate (%)')
  @IsPercent()
  readonly rate!: string;
}

/** Publications of the one-year LPR, and where they were read. */
export class LprImportInput {
  @Asks('报价记录', 'Publications')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => LprRowInput)
  readonly publications!: readonly LprRowInput[];

  /** For example the address of the publication. */
  @Asks('数据来源', 'Source')
  @IsLine(500)
  @JSONSchema({ example: 'https://www.chinamoney.com.cn/' })
  readonly source!: string;
}
