import { ApiProperty } from '@nestjs/swagger';
import type { Label, Office, Party } from '../definition/index.js';
import { TextView } from './basis.view.js';
import { ClockSummaryView } from './clock-summary.view.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';

export class CaseUnitView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局' })
  readonly name!: string;
}

export class CaseOfficerView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: '南宁市投资促进局 经办' })
  readonly name!: string;
}

/** On whose desk the case lies, on either side; neither an enterprise nor an observer is told. */
export class CaseOfficersView {
  @ApiProperty({ type: CaseOfficerView, nullable: true })
  readonly acceptor!: CaseOfficerView | null;

  @ApiProperty({ type: CaseOfficerView, nullable: true })
  readonly handler!: CaseOfficerView | null;
}

/** The ground on which a case was closed (办结情形). */
export class ClosingGroundView {
  @ApiProperty({ type: String, example: 'paidOff' })
  readonly code!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;
}

export class CaseSummaryView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'P-2026-450100-000001' })
  readonly number!: string;

  @ApiProperty({ type: String, example: 'promise' })
  readonly kind!: string;

  @ApiProperty({ type: String, example: 'handling' })
  readonly state!: string;

  @ApiProperty({ type: TextView })
  readonly stateLabel!: Label;

  @ApiProperty({ type: String, description: 'One of the levels of the workflows', example: 'none' })
  readonly escalation!: string;

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

  @ApiProperty({
    type: ClosingGroundView,
    nullable: true,
    description:
      'Why it was closed; null while it is open. Only `solved`, `paidOff` and `rectified` say that the matter is settled',
    example: null,
  })
  readonly closedFor!: ClosingGroundView | null;

  @ApiProperty({ type: Number, description: 'Also the ETag', example: 4 })
  readonly version!: number;

  @ApiProperty({ type: String, example: '450100' })
  readonly cityCode!: string;

  @ApiProperty({ type: String, example: '450103' })
  readonly divisionCode!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null for who reads of the course of the case alone (an administrator)',
    example: '广西示例科技有限公司',
  })
  readonly enterpriseName!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null for the same readers',
    example: '南宁市某产业园区管理委员会',
  })
  readonly respondentName!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who has the case',
    example: 'handler',
  })
  readonly holder!: Party | Office | null;

  @ApiProperty({ type: CaseUnitView, nullable: true, description: 'The unit that handles it' })
  readonly unit!: CaseUnitView | null;

  @ApiProperty({ type: [CaseUnitView], description: 'The units that help it' })
  readonly coUnits!: readonly CaseUnitView[];

  @ApiProperty({ type: CaseOfficersView })
  readonly officers!: CaseOfficersView;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Due date of the oldest debt that is not paid; of arrears cases',
    example: null,
  })
  readonly oldestDueOn!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'How old that debt is today, in years',
    example: null,
  })
  readonly debtAge!: string | null;

  @ApiProperty({
    type: ClockSummaryView,
    nullable: true,
    description: 'The next term that you owe yourself; null: nothing is expected of you by a day',
  })
  readonly yourDeadline!: ClockSummaryView | null;

  @ApiProperty({
    type: ClockSummaryView,
    nullable: true,
    description: 'The next term of those by which an office or the respondent is to act',
  })
  readonly deadline!: ClockSummaryView | null;

  @ApiProperty({ type: String, format: 'date', example: '2026-09-14' })
  readonly filedOn!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-14T02:15:00.000Z' })
  readonly filedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly updatedAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly endedAt!: string | null;
}
