import { ArrayMinSize, ArrayMaxSize, IsArray, IsIn, IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsBusinessDate, IsName, YEARS_AHEAD } from '../definition/index.js';
import { keyScopes, type KeyScope } from './api-key.entity.js';

/** A key for a system of the enterprise's own. */
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

  /** The last day on which it works; without it, until it is revoked. */
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly expiresOn?: string;
}
