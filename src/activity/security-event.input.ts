import { Transform } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { securityKinds, type SecurityKind } from './security-kinds.js';

/** An instant with its zone, in a year of four digits from 2000 on. */
const INSTANT = /^2\d{3}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const anInstant = { message: '$property must be an instant such as "2026-09-14T02:00:00Z"' };

/** Filters of `GET /security-events/export`. */
export class SecurityEventFilterInput {
  /** From this instant on. */
  @IsOptional()
  @Matches(INSTANT, anInstant)
  @IsISO8601({ strict: true }, anInstant)
  readonly from?: string;

  /** Before this instant. */
  @IsOptional()
  @Matches(INSTANT, anInstant)
  @IsISO8601({ strict: true }, anInstant)
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
  @IsString()
  @MaxLength(200)
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
