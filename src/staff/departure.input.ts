import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsText } from '../definition/index.js';

/** Why somebody's account ends; it stays on record. */
export class DepartureInput {
  @Asks('离岗原因', 'Reason for leaving')
  @IsOptional()
  @IsText(500)
  @JSONSchema({ example: '调离' })
  readonly reason?: string;
}
