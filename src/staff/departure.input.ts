import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';

/** Why somebody's account ends; it stays on record. */
export class DepartureInput {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(500)
  @JSONSchema({ example: '调离' })
  readonly reason?: string;
}
