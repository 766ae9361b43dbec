import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CalendarYears } from '../calendar/calendar-years.js';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import { CurrentPrincipal, Public, Roles } from '../identity/access.decorators.js';
import type { Principal } from '../identity/principal.js';
import { TimeSource } from '../kernel/time-source.js';
import { RuleBook } from '../policies/rule-book.js';
import { CalendarYearInput } from './calendar.input.js';
import { CalendarView, CalendarYearView, yearView } from './calendar.view.js';

@ApiTags('Deadlines')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly calendar: WorkingCalendar,
    private readonly years: CalendarYears,
    private readonly rules: RuleBook,
    private readonly time: TimeSource,
  ) {}

  @Get()
  @Public()
  @ApiOperation({
    operationId: 'readCalendar',
    summary: 'Which years of public holidays are known, and where from',
  })
  @ApiOkResponse({ description: 'The calendar that counts now.', type: CalendarView })
  async read(): Promise<CalendarView> {
    await this.rules.refresh();
    return {
      edition: this.calendar.edition,
      coveredYears: this.calendar.coveredYears,
      imported: (await this.years.all()).map(yearView),
    };
  }

  @Post('years')
  @Roles('admin')
  @ApiOperation({
    operationId: 'importCalendarYear',
    summary: 'Take a newly published year, or a corrected one',
    description:
      'Dates that are counted from now on follow it; those of running clocks move when a recomputation is applied.',
  })
  @ApiCreatedResponse({ description: 'The year, as it was taken.', type: CalendarYearView })
  async import(
    @Body() input: CalendarYearInput,
    @CurrentPrincipal() { accountId }: Principal,
  ): Promise<CalendarYearView> {
    const order = { ...input, by: accountId, at: this.time.now() };
    const year = await this.years.import(order);
    await this.rules.refresh();
    return yearView(year);
  }
}
