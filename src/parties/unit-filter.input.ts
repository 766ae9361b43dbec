import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { IsLine, IsGuangxiDivision } from '../definition/index.js';
import { unitTasks, type UnitTask } from './unit.entity.js';

/** Which units are asked for. */
export class UnitFilterInput {
  /** The kind of case they handle: the key of a workflow. */
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly kind?: string;

  /** The city that they serve. */
  @IsOptional()
  @IsGuangxiDivision()
  readonly cityCode?: string;

  /** A case; the units that must not handle it are marked. */
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;

  /** What they do; units that handle cases, when not given. */
  @IsOptional()
  @IsIn(unitTasks)
  readonly task?: UnitTask;
}
