import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { WorkingCalendar, type DayStep } from '../calendar/working-calendar.js';
import { IsBusinessDate, type Label, type Term } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import { Public } from '../identity/access.decorators.js';

/** Ten years of days: longer than any term, short enough to list. */
const LONGEST_TERM = 3660;

const units = ['workingDay', 'calendarDay'] as const satisfies readonly Term['unit'][];

/** A term and the day it is counted from. */
export class DeadlineInput {
  /** Day 0. */
  @IsBusinessDate()
  @Matches(/^(19|20|21)/, { message: 'from must not lie after the year 2199' })
  readonly from!: BusinessDate;

  @IsInt()
  @Min(1)
  @Max(LONGEST_TERM)
  readonly value!: number;

  @IsIn(units)
  readonly unit!: Term['unit'];
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

  @ApiProperty({ type: [DayStepView], description: 'Each day after `from`.' })
  readonly derivation!: readonly DayStep[];
}

@ApiTags('Calculators')
@Controller('calculators')
export class CalculatorsController {
  constructor(private readonly calendar: WorkingCalendar) {}

  @Post('deadline')
  @HttpCode(200)
  @Public()
  @ApiOperation({ operationId: 'calculateDeadline', summary: 'Count a term, day by day' })
  @ApiOkResponse({ description: 'The due date and how it came about.', type: DeadlineView })
  deadline(@Body() { from, value, unit }: DeadlineInput): DeadlineView {
    const term = { value, unit };
    return {
      ...this.calendar.deadline(from, term),
      calendar: this.calendar.edition,
      derivation: this.calendar.explain(from, term),
    };
  }
}
