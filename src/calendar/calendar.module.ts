import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarYear } from './calendar-year.entity.js';
import { CalendarYears } from './calendar-years.js';
import { WorkingCalendar } from './working-calendar.js';

/** The working calendar, which everything that counts days uses, and the years imported into it. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([CalendarYear])],
  providers: [WorkingCalendar, CalendarYears],
  exports: [WorkingCalendar, CalendarYears],
})
export class CalendarModule {}
