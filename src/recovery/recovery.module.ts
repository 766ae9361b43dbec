import { Module } from '@nestjs/common';
import { SweeperModule } from '../clocks/sweeper.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { AfterRestore } from './after-restore.js';

/** What an operator decides after a restore. */
@Module({
  imports: [SweeperModule, NoticesModule],
  providers: [AfterRestore],
  exports: [AfterRestore],
})
export class RecoveryModule {}
