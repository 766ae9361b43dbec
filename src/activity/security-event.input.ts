import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsLine, IsMoment } from '../definition/index.js';
import { securityKinds, type SecurityKind } from './security-kinds.js';

/** Filters of `GET /security-events/export`. */
export class SecurityEventFilterInput {
  /** From this instant on. */
  @IsOptional()
  @IsMoment()
  readonly from?: string;

  /** Before this instant. */
  @IsOptional()
  @IsMoment()
  readonly to?: string;

  @IsOptional()
  @IsIn(securityKinds)
  readonly kind?: SecurityKind;

  /** Who did it, or was refused. */
  @IsOptional()
  @IsUUID()
  readonly accountId?: string;

  @IsOptional()
  @IsUUID()
  readonly caseId?: string;
}

/** Filters and page of `GET /security-events`. */
export class SecurityEventPageInput extends SecurityEventFilterInput {
  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  readonly cursor?: string;

  @IsOptional()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value,
  )
  @IsInt()
  @Min(1)
  @Max(500)
  readonly limit?: number;
}
