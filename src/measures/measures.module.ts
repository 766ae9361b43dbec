import { Module } from '@nestjs/common';
import { ArchiveModule } from '../archive/archive.module.js';
import { CasesModule } from '../cases/cases.module.js';
import { ClocksModule } from '../clocks/clocks.module.js';
import { PartiesModule } from '../parties/parties.module.js';
import { DishonestyController } from './dishonesty.controller.js';
import { DishonestyList } from './dishonesty-list.js';
import { MeasureArchives } from './measure-archives.js';
import { MeasureList } from './measure-list.js';
import { MeasureOptions } from './measure-options.js';
import { MeasureViews } from './measure-views.js';
import { MeasuresController } from './measures.controller.js';
import { MeasuresService } from './measures.service.js';

/** Measures against respondents as legal acts, and what the law makes public of them. */
@Module({
  imports: [ArchiveModule, CasesModule, ClocksModule, PartiesModule],
  controllers: [MeasuresController, DishonestyController],
  providers: [
    MeasureArchives,
    MeasuresService,
    MeasureList,
    MeasureOptions,
    MeasureViews,
    DishonestyList,
  ],
})
export class MeasuresModule {}
