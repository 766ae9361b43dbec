import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { MOST_STEPS } from '../calendar/calendar-edition.js';
import { OmittedDaysView } from '../clocks/omitted-days.view.js';
import type { PlannedStage, Recount } from '../clocks/clock.entity.js';
import {
  rollRules,
  termUnits,
  warningUnits,
  type DayStep,
  type Label,
  type OmittedDays,
  type Pause,
  type RollRule,
  type Term,
  type WarningUnit,
} from '../definition/index.js';
import { TextView } from './basis.view.js';
import { ClockSummaryView } from './clock-summary.view.js';

export class DayStepView {
  @ApiProperty({ type: String, format: 'date', example: '2026-10-01' })
  readonly date!: string;

  @ApiProperty({ type: Boolean, example: false })
  readonly counted!: boolean;

  @ApiProperty({ type: TextView, example: { zh: '国庆节', en: 'National Day' } })
  readonly why!: Label;
}

export class TermView {
  @ApiProperty({ type: Number, example: 15 })
  readonly value!: number;

  @ApiProperty({ type: String, enum: termUnits, example: 'workingDay' })
  readonly unit!: Term['unit'];
}

export class StageView {
  @ApiProperty({ type: Number, description: 'From the due date, in `unit`s', example: -3 })
  readonly offset!: number;

  @ApiPropertyOptional({
    type: String,
    enum: warningUnits,
    description: 'Working days where it is not there',
    example: 'month',
  })
  readonly unit?: WarningUnit;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-10-13T01:00:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: [String], example: ['deadlineNear'] })
  readonly notices!: readonly string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly firedAt!: string | null;
}

export class ReplacedClockView {
  @ApiProperty({ type: Number, example: 1 })
  readonly generation!: number;

  @ApiProperty({ type: String, format: 'date', example: '2026-10-16' })
  readonly dueOn!: string;
}

export class StartEventView {
  @ApiProperty({ type: String, example: 'referral.send' })
  readonly type!: string;

  @ApiProperty({ type: TextView, example: { zh: '转办', en: 'Refer to a unit' } })
  readonly label!: Label;
}

export class PauseView {
  @ApiProperty({ type: String, format: 'date', example: '2026-09-25' })
  readonly from!: string;

  @ApiProperty({ type: String, format: 'date', example: '2026-10-20' })
  readonly until!: string;

  @ApiProperty({ type: String, example: 'appraisal' })
  readonly ground!: string;
}

export class RecountView {
  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-12-01T02:15:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: String, format: 'date', example: '2027-01-08' })
  readonly from!: string;

  @ApiProperty({ type: String, format: 'date', example: '2027-01-11' })
  readonly to!: string;

  @ApiProperty({ type: TextView })
  readonly why!: Label;
}

export class ClockView extends ClockSummaryView {
  @ApiProperty({ type: StartEventView, nullable: true, description: 'What started it' })
  readonly startEvent!: StartEventView | null;

  @ApiProperty({
    type: TextView,
    description: 'How the date came about, in one sentence',
    example: {
      zh: '自2026年9月18日承办单位首次收到之日起第15个工作日，跳过中秋等12天',
      en: "the 15th working day from 2026-09-18 (the unit's first receipt), not counting 12 days off",
    },
  })
  readonly explanation!: Label;

  @ApiProperty({
    type: String,
    enum: rollRules,
    description: 'What becomes of a last day in calendar days that is a day off',
    example: 'nextWorkingDay',
  })
  readonly roll!: RollRule;

  @ApiProperty({ type: [PauseView], description: 'Days that the term did not count' })
  readonly pauses!: readonly Pause[];

  @ApiProperty({ type: [RecountView], description: 'When its date was counted anew, and why' })
  readonly recounts!: readonly Recount[];

  @ApiProperty({ type: TermView })
  readonly term!: Term;

  @ApiProperty({ type: Number, description: 'Granted on top of the term, in its unit', example: 0 })
  readonly extension!: number;

  @ApiProperty({
    type: String,
    description: 'Edition of the calendar',
    example: 'chinese-days@1.5.7',
  })
  readonly calendar!: string;

  @ApiProperty({ type: ReplacedClockView, nullable: true, description: 'Its former due date' })
  readonly replaces!: ReplacedClockView | null;

  @ApiProperty({ type: [StageView] })
  readonly stages!: readonly PlannedStage[];

  @ApiProperty({
    type: [DayStepView],
    maxItems: MOST_STEPS,
    description: `Each day after day 0 up to the due date, at most ${MOST_STEPS}`,
  })
  readonly derivation!: readonly DayStep[];

  @ApiProperty({ type: OmittedDaysView, nullable: true, description: 'Days that are not listed' })
  readonly derivationOmitted!: OmittedDays | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly endedAt!: string | null;
}

export class ClocksView {
  @ApiProperty({ type: [ClockView] })
  readonly items!: readonly ClockView[];
}
