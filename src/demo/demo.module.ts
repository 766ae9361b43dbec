import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { SweeperModule } from '../clocks/sweeper.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { DemoBanner } from './demo-banner.js';
import { MailboxController } from './mailbox.controller.js';
import { MailboxRoutes } from './mailbox-routes.js';
import { Simulation } from './simulation.js';
import { SimulationController } from './simulation.controller.js';
import { StandInsModule } from './stand-ins.module.js';

/** Simulated time, captured mail and the pages to play with both; never loaded in production. */
@Module({
  imports: [StandInsModule, CasesModule, SweeperModule, NoticesModule],
  controllers: [SimulationController, MailboxController],
  providers: [Simulation, MailboxRoutes, DemoBanner],
})
export class DemoModule {}
