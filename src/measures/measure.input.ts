import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Asks, IsLine } from '../definition/index.js';

/** Which file of a referral. */
export class ArchiveInput {
  /** The complaint; may be left out where the referral is about one. */
  @Asks('投诉件', 'Case', { field: 'case' })
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;
}

/** Filters and page of `GET /measures`. */
export class MeasureFilterInput {
  /** Measures about this complaint. */
  @Asks('投诉件', 'Case', { field: 'case' })
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;

  @Asks('措施类型', 'Type of measure', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly type?: string;

  @Asks('措施状态', 'State of the measure', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly state?: string;

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
