import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsUscc } from '../definition/index.js';

/** Whose registrations are asked for; without a code those that wait for an acceptor. */
export class EnterpriseFilterInput {
  @Asks('统一社会信用代码', 'Unified social credit code')
  @IsOptional()
  @IsUscc()
  @JSONSchema({ example: '91450100MA0TEXT013' })
  readonly uscc?: string;
}
