import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { IsGuangxiDivision } from '../definition/index.js';

/** Which units are asked for. */
export class UnitFilterInput {
  /** The kind of case they handle: the key of a workflow. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  readonly kind?: string;

  /** The city that they serve. */
  @IsOptional()
  @IsGuangxiDivision()
  readonly cityCode?: string;

  /** A case; the units that must not handle it are marked. */
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;
}
