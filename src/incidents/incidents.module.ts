import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Incident } from './incident.entity.js';
import { Incidents } from './incidents.js';

/** What the workers could not do by themselves. */
@Module({
  imports: [TypeOrmModule.forFeature([Incident])],
  providers: [Incidents],
  exports: [Incidents],
})
export class IncidentsModule {}
