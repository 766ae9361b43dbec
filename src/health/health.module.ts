import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { DatabaseWatch } from './database-watch.js';
import { HealthController } from './health.controller.js';
import { ProbeListener } from './probe-listener.js';
import { ProcessNumbers } from './process-numbers.js';
import { Readiness } from './readiness.js';
import { RequestNumbers } from './request-numbers.js';
import { SchemaLoop } from './schema-loop.js';

/** Whether a process can work, for whoever runs it. */
@Module({
  imports: [ClocksModule, EvidenceModule],
  controllers: [HealthController],
  providers: [DatabaseWatch, ProbeListener, ProcessNumbers, Readiness, RequestNumbers, SchemaLoop],
})
export class HealthModule {}
