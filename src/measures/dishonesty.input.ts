import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Asks, IsLine } from '../definition/index.js';

/** Filters and page of the public list. */
export class DishonestyFilterInput {
  @Asks('所属设区市', 'City', { field: 'division' })
  @IsOptional()
  @Matches(/^45\d{4}$/, { message: 'cityCode must be the six-digit code of a city of Guangxi' })
  readonly cityCode?: string;

  @Asks('翻页标记', 'Page marker', { field: 'cursor' })
  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  readonly cursor?: string;

  @Asks('每页条数', 'Entries per page')
  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}
