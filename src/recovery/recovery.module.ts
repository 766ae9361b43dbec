import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { SweeperModule } from '../clocks/sweeper.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AfterRestore } from './after-restore.js';

/** What an operator decides after a restore. */
@Module({
  imports: [ClocksModule, SweeperModule, NoticesModule],
  providers: [AfterRestore],
  exports: [AfterRestore],
})
export class RecoveryModule {}
