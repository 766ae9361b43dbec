import { IsOptional, IsUUID } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { Asks, type CodeWords, IsCode, IsBusinessDate, YEARS_AHEAD } from '../definition/index.js';

const historyWords = {
  all: { zh: '包括已结束和已撤销的', en: 'including those that are over or withdrawn' },
} as const satisfies CodeWords;

/** A leave, and who stands in. */
export class LeaveInput {
  /** Whose leave it is; one's own when it is not given. */
  @Asks('请假人员', 'Officer on leave')
  @IsOptional()
  @IsUUID()
  readonly accountId?: string;

  /** An officer of the same unit. */
  @Asks('代办人员', 'Deputy')
  @IsUUID()
  readonly deputyId!: string;

  @Asks('开始日期', 'First day')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2026-09-01' })
  readonly fromOn!: string;

  /** The last day. */
  @Asks('结束日期', 'Last day')
  @IsBusinessDate({ yearsAhead: YEARS_AHEAD })
  @JSONSchema({ example: '2026-09-11' })
  readonly untilOn!: string;
}

/** Which leaves are asked for. */
export class LeaveFilterInput {
  /** `all`: also those that are over or were withdrawn. */
  @Asks('查询范围', 'Range')
  @IsOptional()
  @IsCode(historyWords)
  readonly history?: 'all';
}
