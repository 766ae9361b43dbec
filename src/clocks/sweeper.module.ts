import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { ClocksModule } from './clocks.module.js';
import { SweepLoop } from './sweep-loop.js';
import { Sweeper } from './sweeper.js';

/** Turns due clocks into events; it finds its `DueClockHandler` with whoever owns the cases. */
@Module({
  imports: [ClocksModule, IncidentsModule],
  providers: [Sweeper, SweepLoop],
  exports: [Sweeper],
})
export class SweeperModule {}
