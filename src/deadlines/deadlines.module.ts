import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { NoticesModule } from '../notices/notices.module.js';
import { CalendarController } from './calendar.controller.js';
import { PoliciesController } from './policies.controller.js';
import { PolicyChanges } from './policy-changes.js';
import { Recomputation, RecomputationMove } from './recomputation.entity.js';
import { RecomputationsController } from './recomputations.controller.js';
import { Recomputations } from './recomputations.js';
import { TimeCorrections } from './time-corrections.js';

/** The rules of deadlines, for whoever reads and changes them, and what a change does. */
@Module({
  imports: [TypeOrmModule.forFeature([Recomputation, RecomputationMove]), NoticesModule],
  controllers: [PoliciesController, CalendarController, RecomputationsController],
  providers: [PolicyChanges, Recomputations, TimeCorrections],
  exports: [Recomputations, TimeCorrections],
})
export class DeadlinesModule {}
