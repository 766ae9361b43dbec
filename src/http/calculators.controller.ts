import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min, ValidateIf } from 'class-validator';
import { JSONSchema } from 'class-validator-jsonschema';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { MOST_STEPS } from '../calendar/calendar-edition.js';
import { OmittedDaysView } from '../clocks/omitted-days.view.js';
import { countBy, deadlineOf } from '../clocks/counting.js';
import { explainClock } from '../clocks/explain-clock.js';
import { PolicyView, policyView } from '../deadlines/policy.view.js';
import {
  Asks,
  IsCode,
  termUnitWords,
  IsLine,
  IsBusinessDate,
  IsGuangxiDivision,
  type DayStep,
  type Label,
  type OmittedDays,
  type Term,
} from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { Costs } from './route-facts.js';
import { Public } from '../identity/access.decorators.js';
import { LONGEST_TERM } from '../policies/check-policy.js';
import { Policies } from '../policies/policies.js';
import { RuleBook } from '../policies/rule-book.js';
import { askedTerm } from './asked-term.js';

/** A term and the day it is counted from: days of a kind, or a policy that says them. */
@JSONSchema({ example: { from: '2026-09-14', policy: 'promise.cityReply' } })
export class DeadlineInput {
  /** Day 0. */
  @Asks('起算事件日期', 'Day of the event', { hint: { zh: '当日为第0日', en: 'This is day 0' } })
  @IsBusinessDate()
  readonly from!: BusinessDate;

  @Asks('期限长度', 'Length of the term')
  @ValidateIf(withoutPolicy)
  @IsInt()
  @Min(1)
  @Max(LONGEST_TERM)
  readonly value?: number;

  @Asks('期限单位', 'Unit of the term')
  @ValidateIf(withoutPolicy)
  @IsCode(termUnitWords)
  readonly unit?: Term['unit'];

  /** `promise.cityReply` for a case filed on that day, `promise.cityReply@1` for a version. */
  @Asks('期限规则', 'Deadline policy', { field: 'code' })
  @IsOptional()
  @IsLine(200, { mayBeEmpty: true })
  @JSONSchema({ example: 'promise.cityReply' })
  readonly policy?: string;

  /** Where, for a policy of which a division may have its own. */
  @Asks('行政区划', 'Division')
  @IsOptional()
  @IsGuangxiDivision()
  readonly divisionCode?: string;
}

function withoutPolicy({ policy, value, unit }: DeadlineInput): boolean {
  return policy === undefined || value !== undefined || unit !== undefined;
}

class ReasonView implements Label {
  @ApiProperty({ type: String, example: '国庆节调休上班，计为工作日' })
  readonly zh!: string;

  @ApiProperty({ type: String, example: 'make-up working day for National Day' })
  readonly en!: string;
}

class DayStepView implements DayStep {
  @ApiProperty({ type: String, format: 'date', example: '2026-09-20' })
  readonly date!: BusinessDate;

  @ApiProperty({ type: Boolean, example: true })
  readonly counted!: boolean;

  @ApiProperty({ type: ReasonView })
  readonly why!: Label;
}

class DeadlineView {
  @ApiProperty({ type: String, format: 'date', example: '2026-10-09' })
  readonly dueOn!: BusinessDate;

  @ApiProperty({
    type: String,
    format: 'date',
    example: '2026-10-09',
    description: 'The last day by counting alone; calendar days roll off a day off from there.',
  })
  readonly rawDueOn!: BusinessDate;

  @ApiProperty({
    type: Boolean,
    example: false,
    description: 'The count enters a year whose holidays are not announced: the date may move.',
  })
  readonly provisional!: boolean;

  @ApiProperty({ type: String, example: 'chinese-days@1.5.7' })
  readonly calendar!: string;

  @ApiProperty({
    type: [DayStepView],
    maxItems: MOST_STEPS,
    description: `Each day after \`from\`, at most ${MOST_STEPS} of them.`,
  })
  readonly derivation!: readonly DayStep[];

  @ApiProperty({ type: OmittedDaysView, nullable: true, description: 'Days that are not listed.' })
  readonly derivationOmitted!: OmittedDays | null;

  @ApiProperty({ type: ReasonView, description: 'The same in one sentence' })
  readonly explanation!: Label;

  @ApiProperty({ type: PolicyView, nullable: true, description: 'The version that was asked for' })
  readonly policy!: PolicyView | null;
}

const startDay: Label = { zh: '起算日', en: 'day 0' };

@ApiTags('Calculators')
@Controller('calculators')
export class CalculatorsController {
  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly rules: RuleBook,
    private readonly policies: Policies,
  ) {}

  @Post('deadline')
  @HttpCode(200)
  @Public()
  @Costs(2)
  @ApiOperation({ operationId: 'calculateDeadline', summary: 'Count a term, day by day' })
  @ApiOkResponse({ description: 'The due date and how it came about.', type: DeadlineView })
  async deadline(@Body() input: DeadlineInput): Promise<DeadlineView> {
    await this.rules.refresh();
    const asked = askedTerm(input, this.rules);
    const count = countBy(asked, { from: input.from, extension: 0 });
    const due = deadlineOf(count, this.calendar);
    const derivation = { ...count, calendar: this.calendar.edition };
    const { days, omitted, sentence } = explainClock(
      { ...due, derivation, startedOn: input.from },
      this.calendar,
      startDay,
    );
    const policy = asked.id === null ? null : policyView(await this.policies.get(asked.id));
    const { calendar } = derivation;
    return {
      ...due,
      calendar,
      derivation: days,
      derivationOmitted: omitted,
      explanation: sentence,
      policy,
    };
  }
}
