import { IsIn, IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { Transform } from 'class-transformer';
import { IsLine, IsBusinessDate } from '../definition/index.js';

/** The day to which a ledger is made up. */
export class LedgerDayInput {
  /** Today, when it is not given. */
  @IsOptional()
  @IsBusinessDate()
  readonly on?: string;
}

/** Which cases a sheet of many is about. */
export class PortfolioInput extends LedgerDayInput {
  @IsOptional()
  @Matches(/^45\d{4}$/, { message: 'cityCode must be the six-digit code of a city of Guangxi' })
  readonly cityCode?: string;

  @IsOptional()
  @IsIn(['true', 'false'])
  readonly ended?: 'true' | 'false';
}

/** Filters and page of `GET /red-flags`. */
export class RedFlagFilterInput {
  /** One of the codes that the answer has. */
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly code?: string;

  /** `true`: those that nothing has been done about since. */
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly open?: 'true' | 'false';

  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  readonly cursor?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(100)
  readonly limit?: number;
}
