import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsMailbox } from '../definition/index.js';

/** Who signs in. */
export class SessionInput {
  @Asks('电子邮箱', 'E-mail address')
  @IsMailbox()
  @JSONSchema({ example: 'enterprise1@demo.qingnuo.example' })
  readonly email!: string;

  /** Bounded, because hashing is work that anybody may ask for. */
  @Asks('密码', 'Password', { field: 'password' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @JSONSchema({ example: 'Qingnuo-demo-1' })
  readonly password!: string;
}
