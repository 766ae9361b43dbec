import { ApiProperty } from '@nestjs/swagger';
import type { Label, LegalBasis, RightInterruption, TimedRight } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { BasisView, TextView } from './basis.view.js';

export class RightInterruptionView implements RightInterruption {
  @ApiProperty({ type: String, format: 'date', example: '2026-09-14' })
  readonly on!: BusinessDate;

  @ApiProperty({
    type: TextView,
    example: { zh: '债务人部分付款', en: 'a part payment of the debtor' },
  })
  readonly label!: Label;

  @ApiProperty({ type: BasisView })
  readonly basis!: LegalBasis;
}

export class TimedRightView implements TimedRight {
  @ApiProperty({ type: String, example: 'limitation' })
  readonly right!: string;

  @ApiProperty({
    type: TextView,
    example: { zh: '提起诉讼或者申请仲裁（诉讼时效）', en: 'To sue (limitation)' },
  })
  readonly label!: Label;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'The item of the claim; null: the matter as a whole',
    example: 1,
  })
  readonly item!: number | null;

  @ApiProperty({ type: BasisView })
  readonly basis!: LegalBasis;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Day 0 of what runs now; null: it is not known',
    example: '2026-09-14',
  })
  readonly from!: BusinessDate | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The last day by counting alone',
    example: '2029-09-14',
  })
  readonly lastDay!: BusinessDate | null;

  @ApiProperty({ type: Boolean, description: 'The last day lies before today', example: false })
  readonly passed!: boolean;

  @ApiProperty({ type: [RightInterruptionView] })
  readonly interruptions!: readonly RightInterruptionView[];

  @ApiProperty({ type: TextView, nullable: true })
  readonly note!: Label | null;
}
