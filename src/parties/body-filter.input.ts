import { IsOptional } from 'class-validator';
import { IsGuangxiDivision, IsLine } from '../definition/index.js';

/** Which bodies are asked for. */
export class BodyFilterInput {
  /** A name as people write it, a part of one, or a credit code. */
  @IsOptional()
  @IsLine(100, { mayBeEmpty: true })
  readonly q?: string;

  /** The division that the body itself belongs to. */
  @IsOptional()
  @IsGuangxiDivision()
  readonly divisionCode?: string;
}
