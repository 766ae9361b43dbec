import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Asks, IsCode, IsLine, IsMoment } from '../definition/index.js';
import { type SecurityKind } from './security-kinds.js';
import { securityKindWords } from './security-kind-words.js';

/** Filters of `GET /security-events/export`. */
export class SecurityEventFilterInput {
  /** From this instant on. */
  @Asks('起始时刻', 'From')
  @IsOptional()
  @IsMoment()
  readonly from?: string;

  /** Before this instant. */
  @Asks('截止时刻', 'Until', { hint: { zh: '不含该时刻', en: 'That moment is not included' } })
  @IsOptional()
  @IsMoment()
  readonly to?: string;

  @Asks('事件类型', 'Kind of event')
  @IsOptional()
  @IsCode(securityKindWords)
  readonly kind?: SecurityKind;

  /** Who did it, or was refused. */
  @Asks('账号', 'Account', { field: 'account' })
  @IsOptional()
  @IsUUID()
  readonly accountId?: string;

  @Asks('投诉件', 'Case', { field: 'case' })
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;
}

/** Filters and page of `GET /security-events`. */
export class SecurityEventPageInput extends SecurityEventFilterInput {
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
  @Max(500)
  readonly limit?: number;
}
