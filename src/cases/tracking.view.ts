import { ApiProperty } from '@nestjs/swagger';
import type { Label } from '../definition/index.js';
import { TextView } from './basis.view.js';

export class TrackedHolderView {
  @ApiProperty({ type: String, example: 'handler' })
  readonly party!: string;

  @ApiProperty({ type: String, nullable: true, example: '南宁市投资促进局' })
  readonly unit!: string | null;

  @ApiProperty({
    type: TextView,
    description: 'The office, or what it is called where no office is named',
    example: { zh: '南宁市投资促进局', en: 'Nanning Investment Promotion Bureau' },
  })
  readonly label!: Label;
}

/** What somebody has to do, or the enterprise may do, until a day. */
export class TrackedDeadlineView {
  @ApiProperty({ type: TextView, example: { zh: '报送办理结果', en: "The unit's result" } })
  readonly label!: Label;

  @ApiProperty({ type: String, example: 'handler' })
  readonly owedBy!: string;

  @ApiProperty({ type: String, format: 'date', description: 'Last day', example: '2026-10-16' })
  readonly dueOn!: string;

  @ApiProperty({ type: Boolean, description: 'The date may still move', example: false })
  readonly provisional!: boolean;

  @ApiProperty({ type: Boolean, description: 'Late, and awaited still', example: false })
  readonly overdue!: boolean;
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

  @ApiProperty({ type: String, description: 'One of the levels of the workflows', example: 'none' })
  readonly escalation!: string;

  @ApiProperty({
    type: TextView,
    nullable: true,
    description: 'The level in a sentence; null where there is nothing to tell',
    example: { zh: '已列入督办。', en: 'The case is under supervision.' },
  })
  readonly escalationNote!: Label | null;

  @ApiProperty({ type: TextView })
  readonly nextStep!: Label;

  @ApiProperty({ type: TrackedHolderView, nullable: true, description: 'Who has the case' })
  readonly holder!: TrackedHolderView | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-10-16' })
  readonly until!: string | null;

  @ApiProperty({ type: Boolean, description: 'The date may still move', example: false })
  readonly provisional!: boolean;

  @ApiProperty({
    type: [TrackedDeadlineView],
    description: 'Of whoever has the case and of the enterprise, the earliest first',
  })
  readonly deadlines!: readonly TrackedDeadlineView[];

  @ApiProperty({ type: Boolean, description: 'Closed or ended otherwise', example: false })
  readonly closed!: boolean;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: "The enterprise's word, which is another thing than closed; null: not said yet",
    example: null,
  })
  readonly solved!: boolean | null;

  @ApiProperty({ type: Boolean, nullable: true, example: null })
  readonly satisfied!: boolean | null;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-14' })
  readonly filedOn!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly updatedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly endedAt!: string | null;
}
