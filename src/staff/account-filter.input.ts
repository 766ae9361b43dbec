import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { Asks, IsCode, IsLine, type Role } from '../definition/index.js';
import type { AccountStatus } from '../identity/account.entity.js';
import { accountRoleWords } from './unit-roles.js';
import { accountStatusWords } from '../identity/account.entity.js';

/** Which accounts are asked for. */
export class AccountFilterInput {
  @Asks('所属单位', 'Unit')
  @IsOptional()
  @IsUUID()
  readonly unitId?: string;

  @Asks('岗位', 'Role')
  @IsOptional()
  @IsCode(accountRoleWords)
  readonly role?: Role;

  @Asks('账号状态', 'State of the account')
  @IsOptional()
  @IsCode(accountStatusWords)
  readonly status?: AccountStatus;

  @Asks('翻页标记', 'Page marker', { field: 'cursor' })
  @IsOptional()
  @IsLine(400, { mayBeEmpty: true })
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
