import { ApiProperty } from '@nestjs/swagger';
import { BasisView, TextView } from '../cases/basis.view.js';
import type { Label, LegalBasis } from '../definition/index.js';

/** A published record: who, since when, why and by whom; nothing of who complained. */
export class DishonestyView {
  @ApiProperty({ type: String, description: 'Of the publication', example: 'M-2026-450100-000007' })
  readonly number!: string;

  @ApiProperty({ type: String, example: '南宁市某局' })
  readonly respondentName!: string;

  @ApiProperty({ type: String, nullable: true, example: '11450100000000001K' })
  readonly uscc!: string | null;

  @ApiProperty({ type: String, example: 'government' })
  readonly respondentType!: string;

  @ApiProperty({ type: String, example: '450100' })
  readonly divisionCode!: string;

  @ApiProperty({ type: String, example: 'refusedPayment' })
  readonly ground!: string;

  @ApiProperty({ type: TextView, example: { zh: '拒不支付', en: 'refuses to pay' } })
  readonly groundLabel!: Label;

  @ApiProperty({ type: String, description: 'Who determined it', example: '自治区工业和信息化厅' })
  readonly authority!: string;

  @ApiProperty({ type: String, example: '桂工信失信〔2026〕3号' })
  readonly documentNumber!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-18' })
  readonly determinedOn!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-21' })
  readonly publishedFrom!: string;

  @ApiProperty({ type: String, format: 'date', example: '2027-09-20' })
  readonly publishedUntil!: string;

  @ApiProperty({ type: BasisView })
  readonly basis!: LegalBasis;
}

export class DishonestyListView {
  @ApiProperty({ type: [DishonestyView] })
  readonly items!: readonly DishonestyView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}
