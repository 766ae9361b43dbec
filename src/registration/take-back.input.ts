import { JSONSchema } from 'class-validator-jsonschema';
import { IsText } from '../definition/index.js';

export class TakeBackInput {
  /** What was seen, and of whom: the account's owner reads it in a letter. */
  @IsText(2_000)
  @JSONSchema({ example: '企业法定代表人持营业执照原件到场，声明从未注册本账号。' })
  readonly reason!: string;
}
