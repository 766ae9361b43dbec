import { ApiProperty } from '@nestjs/swagger';
import type { Label } from '../definition/index.js';
import { TextView } from './case.view.js';

export class TrackedHolderView {
  @ApiProperty({ type: String, example: 'handler' })
  readonly party!: string;

  @ApiProperty({ type: String, nullable: true, example: '南宁市投资促进局' })
  readonly unit!: string | null;
}

export class TrackingView {
  @ApiProperty({ type: String, example: 'P-2026-450100-000001' })
  readonly number!: string;

  @ApiProperty({ type: TextView, example: { zh: '政府不兑现承诺投诉', en: 'Broken promise' } })
  readonly kindLabel!: Label;

  @ApiProperty({ type: String, example: 'handling' })
  readonly state!: string;

  @ApiProperty({ type: TextView })
  readonly stateLabel!: Label;

  @ApiProperty({ type: String, enum: ['none', 'urged', 'supervised'], example: 'none' })
  readonly escalation!: string;

  @ApiProperty({ type: TextView })
  readonly nextStep!: Label;

  @ApiProperty({ type: TrackedHolderView, nullable: true, description: 'Who has the case' })
  readonly holder!: TrackedHolderView | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-10-16' })
  readonly until!: string | null;

  @ApiProperty({ type: Boolean, description: 'The date may still move', example: false })
  readonly provisional!: boolean;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-14' })
  readonly filedOn!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly updatedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly endedAt!: string | null;
}
