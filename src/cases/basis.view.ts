import { ApiProperty } from '@nestjs/swagger';
import { marks, type Label } from '../definition/index.js';

/** Words in both languages. */
export class TextView {
  @ApiProperty({ type: String, example: '协调处理中' })
  readonly zh!: string;

  @ApiProperty({ type: String, example: 'In progress' })
  readonly en!: string;
}

/** The source of a rule: a text in force, or the policy of the platform. */
export class BasisView {
  @ApiProperty({ type: TextView })
  readonly instrument!: Label;

  @ApiProperty({ type: String, required: false, example: '25(2)' })
  readonly article?: string;

  @ApiProperty({ type: String, required: false, format: 'uri', example: 'https://www.gov.cn/' })
  readonly url?: string;

  @ApiProperty({ type: String, enum: marks, example: 'law' })
  readonly mark!: 'law' | 'policy';
}
