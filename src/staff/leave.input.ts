import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsBusinessDate, YEARS_AHEAD } from '../definition/index.js';

/** A leave, and who stands in. */
export class LeaveInput {
  /** Whose leave it is; one's own when it is not given. */
  @IsOptional()
  @IsUUID()
  readonly accountId?: string;

  /** An officer of the same unit. */
  @IsUUID()
  readonly deputyId!: string;

  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2026-09-01' })
  readonly fromOn!: string;

  /** The last day. */
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2026-09-11' })
  readonly untilOn!: string;
}

/** Which leaves are asked for. */
export class LeaveFilterInput {
  /** `all`: also those that are over or were withdrawn. */
  @IsOptional()
  @IsIn(['all'])
  readonly history?: 'all';
}
