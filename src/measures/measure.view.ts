import { ApiProperty } from '@nestjs/swagger';
import { BasisView, TextView } from '../cases/basis.view.js';
import { CaseSummaryView } from '../cases/case-summary.view.js';
import { AvailableEventView } from '../cases/case.view.js';
import { ClockSummaryView } from '../cases/clock-summary.view.js';
import { ServiceAddressView } from '../cases/service-address.view.js';
import type { Label, LegalBasis } from '../definition/index.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const anything = { type: 'object' as const, additionalProperties: true, nullable: true };

export class MeasureCaseView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'A-2026-450100-000001' })
  readonly number!: string;
}

export class MeasureSummaryView extends CaseSummaryView {
  @ApiProperty({ type: String, example: 'supervisionNotice' })
  readonly type!: string;

  @ApiProperty({ type: TextView, example: { zh: '督办书', en: 'Supervision notice' } })
  readonly typeLabel!: Label;

  @ApiProperty({ type: [MeasureCaseView], description: 'The complaints that it is about' })
  readonly cases!: readonly MeasureCaseView[];
}

/** What has come of a measure; what its type does not have is null or empty. */
export class MeasureProgressView {
  @ApiProperty({ type: String, example: 'handler' })
  readonly proposedBy!: string;

  @ApiProperty({ type: [String], example: ['handler', 'handlerHead'] })
  readonly approvers!: readonly string[];

  @ApiProperty({ type: [String], example: ['handler', 'handlerHead'] })
  readonly issuers!: readonly string[];

  @ApiProperty({ type: BasisView })
  readonly basis!: LegalBasis;

  @ApiProperty({ type: String, nullable: true, example: '桂工信督〔2026〕12号' })
  readonly documentNumber!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-09-18' })
  readonly issuedOn!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-09-18' })
  readonly servedOn!: string | null;

  @ApiProperty({
    ...anything,
    description: 'How it was served: way, day, and the address that it went to',
    example: { way: 'mail', on: '2026-09-18', email: 'office@respondent.example' },
  })
  readonly service!: object | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: null })
  readonly dueOn!: string | null;

  @ApiProperty({
    ...anything,
    example: {
      text: '已列入计划。',
      on: '2026-09-20',
      identityVerified: false,
      sentTo: 'office@respondent.example',
    },
  })
  readonly answer!: object | null;

  @ApiProperty({
    ...anything,
    description: 'When, where, with whom, who came, the minutes',
    example: null,
  })
  readonly interview!: object | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    example: [{ id: 'c1', what: '支付欠款', who: '某局', until: '2026-10-31', status: 'open' }],
  })
  readonly commitments!: readonly object[];

  @ApiProperty({ ...anything, example: null })
  readonly audit!: object | null;

  @ApiProperty({ ...anything, description: 'First day, review, last day', example: null })
  readonly publication!: object | null;
}

export class MeasureView extends MeasureSummaryView {
  @ApiProperty({ type: TextView, description: 'What comes next, in plain words' })
  readonly nextStep!: Label;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As it was proposed; see the body of POST /measures. Empty for an administrator',
    example: { type: 'supervisionNotice', facts: '逾期未反馈。', request: '请书面反馈。' },
  })
  readonly filing!: object;

  @ApiProperty({
    type: ServiceAddressView,
    nullable: true,
    description: 'Where the respondent is written to',
  })
  readonly serviceAddress!: ServiceAddressView | null;

  @ApiProperty({
    type: MeasureProgressView,
    nullable: true,
    description: 'Null for an administrator',
  })
  readonly progress!: MeasureProgressView | null;

  @ApiProperty({ type: [ClockSummaryView] })
  readonly clocks!: readonly ClockSummaryView[];

  @ApiProperty({ type: [AvailableEventView], description: 'What the reader may do now' })
  readonly availableEvents!: readonly AvailableEventView[];
}

export class MeasuresView {
  @ApiProperty({ type: [MeasureSummaryView] })
  readonly items!: readonly MeasureSummaryView[];

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly nextCursor!: string | null;
}

export class ProhibitionView {
  @ApiProperty({ type: String, example: 'supervisionRefused' })
  readonly rule!: string;

  @ApiProperty({ type: TextView })
  readonly message!: Label;

  @ApiProperty({ type: BasisView })
  readonly basis!: LegalBasis;
}

export class MeasureOptionView {
  @ApiProperty({ type: String, example: 'interview' })
  readonly type!: string;

  @ApiProperty({ type: TextView, example: { zh: '约谈', en: 'Interview' } })
  readonly label!: Label;

  @ApiProperty({ type: Boolean, example: false })
  readonly allowed!: boolean;

  @ApiProperty({
    type: [ProhibitionView],
    description: 'What stands against it, or has to be said with it; empty when it is allowed',
  })
  readonly reasons!: readonly ProhibitionView[];
}

export class MeasureOptionsView {
  @ApiProperty({ type: [MeasureOptionView] })
  readonly items!: readonly MeasureOptionView[];
}
