import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { Asks, IsCode, yesOrNo, IsLine, IsBusinessDate } from '../definition/index.js';

/** The day to which a ledger is made up. */
export class LedgerDayInput {
  /** Today, when it is not given. */
  @Asks('计算截止日期', 'Computed up to')
  @IsOptional()
  @IsBusinessDate()
  readonly on?: string;
}

/** Which cases a sheet of many is about. */
export class PortfolioInput extends LedgerDayInput {
  @Asks('所属设区市', 'City', { field: 'division' })
  @IsOptional()
  @Matches(/^45\d{4}$/, { message: 'cityCode must be the six-digit code of a city of Guangxi' })
  readonly cityCode?: string;

  @Asks('是否已办结或者已终结', 'Closed or ended')
  @IsOptional()
  @IsCode(yesOrNo)
  readonly ended?: 'true' | 'false';
}

/** Filters and page of `GET /red-flags`. */
export class RedFlagFilterInput {
  /** One of the codes that the answer has. */
  @Asks('预警代码', 'Code of the warning', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly code?: string;

  /** `true`: those that nothing has been done about since. */
  @Asks('是否尚未处理', 'Not dealt with yet')
  @IsOptional()
  @IsCode(yesOrNo)
  readonly open?: 'true' | 'false';

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
