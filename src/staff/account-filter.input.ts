import { Transform } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsLine, roles, type Role } from '../definition/index.js';
import type { AccountStatus } from '../identity/account.entity.js';

/** Which accounts are asked for. */
export class AccountFilterInput {
  @IsOptional()
  @IsUUID()
  readonly unitId?: string;

  @IsOptional()
  @IsIn(roles)
  readonly role?: Role;

  @IsOptional()
  @IsIn(['active', 'left'] satisfies AccountStatus[])
  readonly status?: AccountStatus;

  @IsOptional()
  @IsLine(400, { mayBeEmpty: true })
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
