import { IsOptional } from 'class-validator';
import { Asks, IsGuangxiDivision, IsLine } from '../definition/index.js';

/** Which bodies are asked for. */
export class BodyFilterInput {
  /** A name as people write it, a part of one, or a credit code. */
  @Asks('单位名称或者统一社会信用代码', 'Name or credit code of the body')
  @IsOptional()
  @IsLine(100, { mayBeEmpty: true })
  readonly q?: string;

  /** The division that the body itself belongs to. */
  @Asks('单位所属行政区划', 'Division of the body')
  @IsOptional()
  @IsGuangxiDivision()
  readonly divisionCode?: string;
}
