import { IsBoolean, IsInt, IsOptional, IsUUID, Max, Min, ValidateIf } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, IsText } from '../definition/index.js';

/** A recomputation, or the look at what it would do. */
export class RecomputationInput {
  /** True: list what would move, and write nothing. */
  @Asks('仅试算', 'Compute only', {
    hint: {
      zh: '只列出变动的期限，不保存',
      en: 'Lists the deadlines that would move and saves nothing',
    },
  })
  @IsBoolean()
  readonly dryRun!: boolean;

  /** Needed to apply it; it stands on record. */
  @Asks('重新计算的理由', 'Reason for the recomputation')
  @ValidateIf(({ dryRun, reason }: RecomputationInput) => !dryRun || reason !== undefined)
  @IsText(2_000)
  @JSONSchema({ example: '2027年节假日安排已公布。' })
  readonly reason?: string;

  /** Whether those concerned are written to when it is applied; not, when it is not said. */
  @Asks('是否通知有关方', 'Notify those concerned')
  @IsOptional()
  @IsBoolean()
  readonly notify?: boolean;

  /** Of a dry run: how many it lists. */
  @Asks('列出条数', 'Entries to list')
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(5_000)
  readonly limit?: number;

  /** Of a dry run: `nextCursor` of the answer before. */
  @Asks('翻页标记', 'Page marker', { field: 'cursor' })
  @IsOptional()
  @IsUUID()
  readonly cursor?: string;
}

export class UndoInput {
  @Asks('撤销理由', 'Reason for undoing it')
  @IsText(2_000)
  @JSONSchema({ example: '导入的节假日安排有误。' })
  readonly reason!: string;

  @Asks('是否通知有关方', 'Notify those concerned')
  @IsOptional()
  @IsBoolean()
  readonly notify?: boolean;
}
