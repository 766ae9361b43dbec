import { JSONSchema } from 'class-validator-jsonschema';
import { IsIn, IsOptional } from 'class-validator';
import { LONGEST_NOTE } from './evidence-policy.js';
import { IsText } from '../definition/index.js';

/** The fields beside the file, as a form sends them: every value is a text. */
export class EvidenceFieldsInput {
  /** What the file shows, or what it is for. */
  @IsOptional()
  @IsText(LONGEST_NOTE, { mayBeEmpty: true })
  readonly note?: string;

  /** Whether the enterprise may see a file of an officer; its own it always sees. */
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly shownToEnterprise?: 'true' | 'false';
}

export class SealInput {
  /** Why nobody else shall open the file any more; everybody who sees the list reads it. */
  @IsText(2_000)
  @JSONSchema({ example: '含第三方商业秘密。' })
  readonly reason!: string;
}
