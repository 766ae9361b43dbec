import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsLine, IsName, IsTelephone } from '../definition/index.js';

/** Whom readers of a unit's letters call; what is left out stays as it is. */
export class UnitContactInput {
  /** The office or duty desk to ask for; empty: the unit itself. */
  @Asks('联系科室', 'Office to ask for')
  @IsOptional()
  @IsName(100, { mayBeEmpty: true })
  @JSONSchema({ example: '投诉协调科' })
  readonly office?: string;

  /** Whom to ask for there, by name; empty: nobody in particular. */
  @Asks('联系人', 'Contact person')
  @IsOptional()
  @IsName(50, { mayBeEmpty: true })
  @JSONSchema({ example: '李科长' })
  readonly person?: string;

  @Asks('联系电话', 'Telephone number')
  @IsOptional()
  @IsTelephone()
  @JSONSchema({ example: '0771-5000000' })
  readonly telephone?: string;

  /** Where people can come; empty: nowhere. */
  @Asks('办公地址', 'Office address')
  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  @JSONSchema({ example: '南宁市民主路1号' })
  readonly address?: string;
}
