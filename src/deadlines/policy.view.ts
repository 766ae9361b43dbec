import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { BasisView, TextView } from '../cases/basis.view.js';
import {
  governings,
  marks,
  policyUnits,
  rollRules,
  startRules,
  warningUnits,
  type WarningUnit,
} from '../definition/index.js';
import { policyOrigins, type ClockPolicyRow } from '../policies/clock-policy.entity.js';

export class LadderView {
  @ApiProperty({
    type: [Number],
    description: 'Before the due date, in `nearUnit`s',
    example: [-3, -1],
  })
  readonly near!: readonly number[];

  @ApiProperty({ type: [Number], example: [1] })
  readonly passed!: readonly number[];

  @ApiProperty({ type: [Number], example: [5] })
  readonly longPassed!: readonly number[];

  @ApiPropertyOptional({
    type: String,
    enum: warningUnits,
    description: 'What the numbers of `near` are; working days where it is not there',
    example: 'month',
  })
  readonly nearUnit?: WarningUnit;
}

export class PauseGroundView {
  @ApiProperty({ type: String, example: 'appraisal' })
  readonly code!: string;

  @ApiProperty({ type: TextView })
  readonly label!: TextView;
}

export class PausePolicyView {
  @ApiProperty({ type: [PauseGroundView] })
  readonly grounds!: readonly PauseGroundView[];

  @ApiProperty({ type: Number, description: 'Days of one pause at most', example: 60 })
  readonly mostDays!: number;
}

export class PolicyView {
  @ApiProperty({ type: String, example: 'promise.cityReply@1' })
  readonly id!: string;

  @ApiProperty({ type: String, example: 'promise' })
  readonly workflow!: string;

  @ApiProperty({ type: String, example: 'cityReply' })
  readonly clock!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: for all', example: null })
  readonly divisionCode!: string | null;

  @ApiProperty({ type: Number, example: 1 })
  readonly version!: number;

  @ApiProperty({ type: Number, example: 15 })
  readonly value!: number;

  @ApiProperty({
    type: String,
    enum: policyUnits,
    example: 'workingDay',
  })
  readonly unit!: string;

  @ApiProperty({ type: String, enum: startRules, example: 'dayAfterEvent' })
  readonly startRule!: string;

  @ApiProperty({ type: String, enum: rollRules, example: 'nextWorkingDay' })
  readonly rollRule!: string;

  @ApiProperty({
    type: String,
    enum: governings,
    description: 'Which date of a case decides which version holds',
    example: 'filing',
  })
  readonly follows!: string;

  @ApiProperty({ type: LadderView })
  readonly ladder!: LadderView;

  @ApiProperty({ type: Number, nullable: true, description: 'With extensions', example: 30 })
  readonly cap!: number | null;

  @ApiProperty({
    type: PausePolicyView,
    nullable: true,
    description: 'Null: it never stands still',
  })
  readonly pause!: PausePolicyView | null;

  @ApiProperty({ type: BasisView })
  readonly basis!: BasisView;

  @ApiProperty({ type: String, enum: marks, example: 'policy' })
  readonly mark!: string;

  @ApiProperty({ type: String, format: 'date', example: '2021-01-01' })
  readonly effectiveFrom!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: null })
  readonly effectiveTo!: string | null;

  @ApiProperty({ type: String, enum: policyOrigins, example: 'seed' })
  readonly origin!: string;

  @ApiProperty({ type: String, example: 'clock-policies.yaml' })
  readonly reason!: string;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly endReason!: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-14T02:15:00.000Z' })
  readonly madeAt!: string;
}

export class PoliciesView {
  @ApiProperty({ type: [PolicyView] })
  readonly items!: readonly PolicyView[];
}

/** Who made a version is the administrators' affair; what it says is everybody's. */
export function policyView({ madeBy: _, madeAt, ...row }: ClockPolicyRow): PolicyView {
  return { ...row, mark: row.basis.mark, madeAt: madeAt.toISOString() };
}
