import { ArrayMinSize, ArrayMaxSize, IsArray, IsInt, IsOptional, Max, Min } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import {
  Asks,
  IsCode,
  keyScopeWords,
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
  @Asks('密钥名称', 'Name of the key', {
    hint: {
      zh: '填写使用该密钥的系统，便于日后识别',
      en: 'The system that uses the key, so that it is known again',
    },
  })
  @IsName(100)
  @JSONSchema({ example: '财务系统' })
  readonly name!: string;

  @Asks('授权范围', 'Scopes')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(keyScopes.length)
  @IsCode(keyScopeWords, { each: true })
  @JSONSchema({ example: ['file', 'read'] })
  readonly scopes!: KeyScope[];

  /** The last day on which it works, at most a year ahead; without it, a year from now. */
  @Asks('失效日期', 'Last day of validity', {
    hint: { zh: '最长一年', en: 'A year ahead at most' },
  })
  @IsOptional()
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  readonly expiresOn?: string;
}

/** How a key is replaced. */
export class KeyRotationInput {
  /** So many days the old key works beside the new one; with 0 it is over at once. */
  @Asks('新旧密钥并用天数', 'Days of overlap', {
    hint: { zh: '填0则旧密钥立即失效', en: 'With 0 the old key ends at once' },
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_OVERLAP)
  @JSONSchema({ default: USUAL_OVERLAP })
  readonly overlapDays?: number;
}
