import { IsOptional, IsUUID } from 'class-validator';
import { Asks, IsCode, IsLine, IsGuangxiDivision } from '../definition/index.js';
import { taskWords, type UnitTask } from './unit.entity.js';

/** Which units are asked for. */
export class UnitFilterInput {
  /** The kind of case they handle: the key of a workflow. */
  @Asks('投诉类型', 'Kind of complaint', { field: 'code' })
  @IsOptional()
  @IsLine(40, { mayBeEmpty: true })
  readonly kind?: string;

  /** The city that they serve. */
  @Asks('所属设区市', 'City')
  @IsOptional()
  @IsGuangxiDivision()
  readonly cityCode?: string;

  /** A case; the units that must not handle it are marked. */
  @Asks('投诉件', 'Case', { field: 'case' })
  @IsOptional()
  @IsUUID()
  readonly caseId?: string;

  /** What they do; units that handle cases, when not given. */
  @Asks('单位职责', 'Task of the unit')
  @IsOptional()
  @IsCode(taskWords)
  readonly task?: UnitTask;
}
