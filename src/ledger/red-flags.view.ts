import { ApiProperty } from '@nestjs/swagger';
import { TextView } from '../cases/basis.view.js';
import type { Label } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

export class RedFlagView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly caseId!: string;

  @ApiProperty({ type: String, example: 'A-2026-450200-000001' })
  readonly caseNumber!: string;

  @ApiProperty({ type: String, example: '柳州市某局' })
  readonly respondentName!: string;

  @ApiProperty({ type: String, example: 'paymentUnconfirmed' })
  readonly code!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({ type: Boolean, description: 'Nothing has been done about it since' })
  readonly open!: boolean;

  @ApiProperty({ type: String, nullable: true, example: '300000.00' })
  readonly amount!: string | null;

  @ApiProperty({ type: Number, nullable: true, description: 'In the ledger', example: 1 })
  readonly payment!: number | null;

  @ApiProperty({ type: String, format: 'date', example: '2026-10-15' })
  readonly on!: string;

  @ApiProperty({ type: Number, description: 'The line of the ledger', example: 5 })
  readonly no!: number;

  @ApiProperty({ type: Number, description: 'The entry of the history', example: 9 })
  readonly historySeq!: number;

  @ApiProperty({ type: String, example: `/api/v1/cases/${ID}/history#9` })
  readonly history!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { by: 'handler', reason: '检测报告显示质量不合格' },
  })
  readonly details!: JsonObject;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-10-15T02:15:00.000Z' })
  readonly at!: string;
}

export class RedFlagsView {
  @ApiProperty({ type: [RedFlagView] })
  readonly items!: readonly RedFlagView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}
