import { IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsMailbox } from '../definition/index.js';

/** Who signs in. */
export class SessionInput {
  @IsMailbox()
  @JSONSchema({ example: 'enterprise1@demo.qingnuo.example' })
  readonly email!: string;

  /** Bounded, because hashing is work that anybody may ask for. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(256)
  @JSONSchema({ example: 'Qingnuo-demo-1' })
  readonly password!: string;
}
