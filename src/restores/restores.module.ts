import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { RestoreWatch } from './restore-watch.js';
import { RestoreWatchState } from './restore-watch.entity.js';

/** Whether the database is the one that was worked on, or was restored from a backup. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([RestoreWatchState]), IncidentsModule],
  providers: [RestoreWatch],
  exports: [RestoreWatch],
})
export class RestoresModule {}
