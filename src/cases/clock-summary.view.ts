import { ApiProperty } from '@nestjs/swagger';
import { clockStatuses } from '../clocks/clock.entity.js';
import { marks, type Label, type LegalBasis, type Party } from '../definition/index.js';
import { BasisView, TextView } from './basis.view.js';

/** Why a clock stands still, for those who may read of the case. */
export class AwaitedServiceView {
  @ApiProperty({ type: String, description: 'The letter', example: 'feedbackAsked' })
  readonly letter!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-18' })
  readonly since!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'Until when an officer is to serve it in another way',
    example: '2026-09-23',
  })
  readonly serveBy!: string;
}

export class ClockSummaryView {
  @ApiProperty({ type: String, example: 'cityReply' })
  readonly name!: string;

  @ApiProperty({
    type: String,
    description: 'Its row in the table of deadlines',
    example: 'P-HANDLE',
  })
  readonly policy!: string;

  @ApiProperty({
    type: String,
    description: 'The version of the policy under which it runs; see GET /policies/{policy}',
    example: 'promise.cityReply@1',
  })
  readonly policyId!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({ type: Number, description: 'Counts how often it was armed', example: 1 })
  readonly generation!: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The unit that it runs for, where one runs for each of several units',
    example: null,
  })
  readonly unitId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What it runs for, where several of one name run at once: the id of a unit, the number of an instalment',
    example: null,
  })
  readonly subject!: string | null;

  @ApiProperty({
    type: String,
    enum: clockStatuses,
    example: 'running',
  })
  readonly status!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'While it stands still for some days, the last that does not count',
    example: null,
  })
  readonly pausedUntil!: string | null;

  @ApiProperty({
    type: AwaitedServiceView,
    nullable: true,
    description:
      'The letter that begins the term has not arrived: the clock stands still until an officer ' +
      'serves it in another way (service.record), or the letter arrives after all',
    example: null,
  })
  readonly awaitsService!: AwaitedServiceView | null;

  @ApiProperty({ type: String, example: 'handler' })
  readonly owedBy!: Party;

  @ApiProperty({ type: String, format: 'date', description: 'Day 0', example: '2026-09-18' })
  readonly startedOn!: string;

  @ApiProperty({ type: String, format: 'date', description: 'Last day', example: '2026-10-16' })
  readonly dueOn!: string;

  @ApiProperty({
    type: String,
    format: 'date',
    description: 'Last day before rolling off a holiday',
    example: '2026-10-16',
  })
  readonly rawDueOn!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-10-16T16:00:00.000Z' })
  readonly dueAt!: string;

  @ApiProperty({ type: Boolean, description: 'Late, and awaited still', example: false })
  readonly overdue!: boolean;

  @ApiProperty({
    type: Boolean,
    description: 'The date may move: the holidays of a year it needs are not announced',
    example: false,
  })
  readonly provisional!: boolean;

  @ApiProperty({ type: String, enum: marks, example: 'policy' })
  readonly mark!: 'law' | 'policy';

  @ApiProperty({ type: BasisView })
  readonly basis!: LegalBasis;
}
