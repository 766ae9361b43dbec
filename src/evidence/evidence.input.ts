import { JSONSchema } from 'class-validator-jsonschema';
import { IsOptional } from 'class-validator';
import { LONGEST_NOTE } from './evidence-policy.js';
import { Asks, IsCode, yesOrNo, IsText } from '../definition/index.js';

/** The fields beside the file, as a form sends them: every value is a text. */
export class EvidenceFieldsInput {
  /** What the file shows, or what it is for. */
  @Asks('材料说明', 'Note on the file')
  @IsOptional()
  @IsText(LONGEST_NOTE, { mayBeEmpty: true })
  readonly note?: string;

  /** Whether the enterprise may see a file of an officer; its own it always sees. */
  @Asks('是否向企业展示', 'Shown to the enterprise')
  @IsOptional()
  @IsCode(yesOrNo)
  readonly shownToEnterprise?: 'true' | 'false';
}

export class SealInput {
  /** Why nobody else shall open the file any more; everybody who sees the list reads it. */
  @Asks('封存理由', 'Reason for sealing')
  @IsText(2_000)
  @JSONSchema({ example: '含第三方商业秘密。' })
  readonly reason!: string;
}
