import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';

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
  @IsString()
  @MaxLength(40)
  readonly type?: string;

  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly state?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
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
