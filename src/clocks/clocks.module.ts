import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { Clock } from './clock.entity.js';
import { Clocks } from './clocks.js';
import { TimeWatchState } from './time-watch.entity.js';
import { TimeWatch } from './time-watch.js';

/** Deadlines as rows, and whether the time that they go by can be believed. */
@Module({
  imports: [TypeOrmModule.forFeature([Clock, TimeWatchState]), IncidentsModule],
  providers: [Clocks, TimeWatch],
  exports: [Clocks, TimeWatch],
})
export class ClocksModule {}
