import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, ValidateNested } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsBusinessDate, IsLine, IsPercent, YEARS_AHEAD } from '../definition/index.js';

export class LprRowInput {
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly publishedOn!: string;

  /** Percent per year. */
  @IsPercent()
  readonly rate!: string;
}

/** Publications of the one-year LPR, and where they were read. */
export class LprImportInput {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Type(() => LprRowInput)
  readonly publications!: readonly LprRowInput[];

  /** For example the address of the publication. */
  @IsLine(500)
  @JSONSchema({ example: 'https://www.chinamoney.com.cn/' })
  readonly source!: string;
}
