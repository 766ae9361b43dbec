import { JSONSchema } from 'class-validator-jsonschema';
import { IsUscc } from '../definition/index.js';

/** Whose registrations are asked for. */
export class EnterpriseFilterInput {
  @IsUscc()
  @JSONSchema({ example: '91450100MA0TEXT013' })
  readonly uscc!: string;
}
