import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { LedgerController } from './ledger.controller.js';
import { Ledgers } from './ledgers.js';
import { Portfolio } from './portfolio.js';
import { RedFlags } from './red-flags.js';

/** The money of cases: ledgers, sheets and what auditors look for. */
@Module({
  imports: [CasesModule],
  controllers: [LedgerController],
  providers: [Ledgers, Portfolio, RedFlags],
})
export class LedgerModule {}
