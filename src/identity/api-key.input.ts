import {
  ArrayMinSize,
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import {
  IsBusinessDate,
  IsName,
  keyScopes,
  YEARS_AHEAD,
  type KeyScope,
} from '../definition/index.js';
import { LONGEST_OVERLAP, USUAL_OVERLAP } from './key-rotation.js';

/** A key for a system of the enterprise's own. */
// Without a day, which would be past some time.
@JSONSchema({ example: { name: '财务系统', scopes: ['file', 'read', 'evidence', 'supplement'] } })
export class ApiKeyInput {
  /** What uses it, so that it is known again when it is to be revoked. */
  @IsName(100)
  @JSONSchema({ example: '财务系统' })
  readonly name!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keyScopes.length)
  @IsIn(keyScopes, { each: true })
  @JSONSchema({ example: ['file', 'read'] })
  readonly scopes!: KeyScope[];

  /** The last day on which it works, at most a year ahead; without it, a year from now. */
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly expiresOn?: string;
}

/** How a key is replaced. */
export class KeyRotationInput {
  /** So many days the old key works beside the new one; with 0 it is over at once. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_OVERLAP)
  @JSONSchema({ default: USUAL_OVERLAP })
  readonly overlapDays?: number;
}
