import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsLine } from '../definition/index.js';

/** Which file of a referral. */
export class ArchiveInput {
  /** The complaint; may be left out where the referral is about one. */
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;
}

/** Filters and page of `GET /measures`. */
export class MeasureFilterInput {
  /** Measures about this complaint. */
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;

  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly type?: string;

  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly state?: string;

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
