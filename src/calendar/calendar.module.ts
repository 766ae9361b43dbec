import { Global, Module } from '@nestjs/common';
import { WorkingCalendar } from './working-calendar.js';

/** The working calendar; it holds no state, and everything that counts days uses it. */
@Global()
@Module({ providers: [WorkingCalendar], exports: [WorkingCalendar] })
export class CalendarModule {}
