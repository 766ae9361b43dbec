import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { IsText } from '../definition/index.js';

/** A recomputation, or the look at what it would do. */
export class RecomputationInput {
  /** True: list what would move, and write nothing. */
  @IsBoolean()
  readonly dryRun!: boolean;

  /** Needed to apply it; it stands on record. */
  @ValidateIf(({ dryRun, reason }: RecomputationInput) => !dryRun || reason !== undefined)
  @IsText(2_000)
  @JSONSchema({ example: '2027年节假日安排已公布。' })
  readonly reason?: string;

  /** Whether those concerned are written to when it is applied; not, when it is not said. */
  @IsOptional()
  @IsBoolean()
  readonly notify?: boolean;

  /** Of a dry run: how many it lists. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5_000)
  readonly limit?: number;

  /** Of a dry run: `nextCursor` of the answer before. */
  @IsOptional()
  @IsUUID()
  readonly cursor?: string;
}

export class UndoInput {
  @IsText(2_000)
  @JSONSchema({ example: '导入的节假日安排有误。' })
  readonly reason!: string;

  @IsOptional()
  @IsBoolean()
  readonly notify?: boolean;
}
