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
  type LegalBasis,
  type OmittedDays,
  type Pause,
  type RollRule,
  type Term,
  type WarningUnit,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { noticeStatuses } from '../notices/notice.entity.js';
import { BasisView, TextView } from './basis.view.js';
import { ClockSummaryView } from './clock-summary.view.js';

const HASH = '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe';

export class HistoryActorView {
  @ApiProperty({ type: String, example: 'handler' })
  readonly role!: string;

  @ApiProperty({ type: String, nullable: true, example: '南宁市投资促进局 经办' })
  readonly name!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', example: null })
  readonly unitId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The account that a deputy acted for',
    example: null,
  })
  readonly onBehalfOf!: string | null;
}

export class HistoryEntryView {
  @ApiProperty({ type: Number, example: 3 })
  readonly seq!: number;

  @ApiProperty({ type: String, example: 'complaint.accept' })
  readonly event!: string;

  @ApiProperty({ type: TextView })
  readonly label!: Label;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'The fields that the reader may see',
    example: { reason: '需核对三个年度的拨款凭证。' },
  })
  readonly payload!: JsonObject;

  @ApiProperty({ type: HistoryActorView })
  readonly actor!: HistoryActorView;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-09-18T02:15:00.000Z' })
  readonly at!: string;

  @ApiProperty({ type: String, format: 'date', description: 'Day in China', example: '2026-09-18' })
  readonly occurredOn!: string;

  @ApiProperty({ type: String, nullable: true, example: 'submitted' })
  readonly from!: string | null;

  @ApiProperty({ type: String, example: 'accepted' })
  readonly to!: string;

  @ApiProperty({ type: Number, example: 1 })
  readonly workflowVersion!: number;

  @ApiProperty({ type: BasisView, nullable: true })
  readonly basis!: LegalBasis | null;

  @ApiProperty({ type: String, nullable: true, example: HASH })
  readonly prevHash!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Null from an entry on of which something is kept from you for the protection of the ' +
      'enterprise: a hash would let you try what it is',
    example: HASH,
  })
  readonly hash!: string | null;
}

export class HistoryView {
  @ApiProperty({ type: [HistoryEntryView] })
  readonly items!: readonly HistoryEntryView[];

  @ApiProperty({ type: Boolean, description: 'Every hash was recomputed and fits', example: true })
  readonly chainIntact!: boolean;
}

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

export class NoticeView {
  @ApiProperty({ type: String, format: 'uuid', example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' })
  readonly id!: string;

  @ApiProperty({ type: String, description: 'History entry or clock stage', example: 'event:3' })
  readonly cause!: string;

  @ApiProperty({ type: String, example: 'promise@1/accepted' })
  readonly template!: string;

  @ApiProperty({ type: String, example: 'enterprise' })
  readonly party!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null for an observer, who reads that a letter went and when',
    example: 'enterprise1@demo.qingnuo.example',
  })
  readonly recipient!: string | null;

  @ApiProperty({ type: String, enum: noticeStatuses, example: 'sent' })
  readonly status!: string;

  @ApiProperty({ type: String, nullable: true, example: '【受理】P-2026-450100-000001' })
  readonly subject!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'As it was written: the code of a link stands as `***`, and is put in as the letter leaves. ' +
      'Null for who reads of the delivery alone (an administrator, an observer)',
    example: '您的投诉已受理。',
  })
  readonly text!: string | null;

  @ApiProperty({ type: String, example: '<0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69@qingnuo.example>' })
  readonly messageId!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'From when on it is owed',
    example: '2026-09-18T02:15:00.000Z',
  })
  readonly queuedAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'From when on it may leave: at once, or from the next working hours on',
    example: '2026-09-18T02:15:00.000Z',
  })
  readonly releaseAt!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is tried next; null once nothing more is tried',
    example: null,
  })
  readonly nextAttemptAt!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-09-18T02:15:01.000Z',
  })
  readonly sentAt!: string | null;

  @ApiProperty({ type: Number, example: 1 })
  readonly attempts!: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: "The mail server's answer",
    example: '250 OK',
  })
  readonly smtpResponse!: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly lastError!: string | null;
}

export class NoticesView {
  @ApiProperty({ type: [NoticeView] })
  readonly items!: readonly NoticeView[];
}
