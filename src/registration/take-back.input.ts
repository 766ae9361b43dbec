import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsText } from '../definition/index.js';

export class TakeBackInput {
  /** What was seen, and of whom: the account's owner reads it in a letter. */
  @Asks('收回理由', 'Reason for taking the code back')
  @IsText(2_000)
  @JSONSchema({ example: '企业法定代表人持营业执照原件到场，声明从未注册本账号。' })
  readonly reason!: string;
}
