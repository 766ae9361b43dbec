import { IsOptional } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsLine, IsName, IsTelephone } from '../definition/index.js';

/** Whom readers of a unit's letters call; what is left out stays as it is. */
export class UnitContactInput {
  /** The office or duty desk to ask for; empty: the unit itself. */
  @IsOptional()
  @IsName(100, { mayBeEmpty: true })
  @JSONSchema({ example: '投诉协调科' })
  readonly office?: string;

  /** Whom to ask for there, by name; empty: nobody in particular. */
  @IsOptional()
  @IsName(50, { mayBeEmpty: true })
  @JSONSchema({ example: '李科长' })
  readonly person?: string;

  @IsOptional()
  @IsTelephone()
  @JSONSchema({ example: '0771-5000000' })
  readonly telephone?: string;

  /** Where people can come; empty: nowhere. */
  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  @JSONSchema({ example: '南宁市民主路1号' })
  readonly address?: string;
}
