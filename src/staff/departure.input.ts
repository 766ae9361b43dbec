import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsText } from '../definition/index.js';

/** Why somebody's account ends; it stays on record. */
export class DepartureInput {
  @IsOptional()
  @IsText(500)
  @JSONSchema({ example: '调离' })
  readonly reason?: string;
}
