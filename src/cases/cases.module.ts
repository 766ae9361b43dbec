import { Module } from '@nestjs/common';
import { ClocksModule } from '../clocks/clocks.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { PartiesModule } from '../parties/parties.module.js';
import { CaseAwaits } from './case-awaits.js';
import { CaseConditions } from './case-conditions.js';
import { CaseList } from './case-list.js';
import { CaseRecordsController } from './case-records.controller.js';
import { CaseRecordsService } from './case-records.service.js';
import { CaseTags } from './case-tags.js';
import { CaseSummaries } from './case-summaries.js';
import { CaseViews } from './case-views.js';
import { CasesController } from './cases.controller.js';
import { CasesService } from './cases.service.js';
import { ReceiptDigest } from './receipt-digest.js';
import { IncidentDigest } from './incident-digest.js';
import { IncidentDigestLoop } from './incident-digest-loop.js';
import { IncidentList } from './incident-list.js';
import { IncidentsController } from './incidents.controller.js';
import { ServiceAddresses } from './service-addresses.js';
import { Tracking } from './tracking.js';
import { TrackingController } from './tracking.controller.js';
import { WorkflowsController } from './workflows.controller.js';

/** Filing, reading, moving and following cases. */
@Module({
  imports: [ClocksModule, IdentityModule, IncidentsModule, NoticesModule, PartiesModule],
  controllers: [
    CasesController,
    CaseRecordsController,
    TrackingController,
    WorkflowsController,
    IncidentsController,
  ],
  providers: [
    CasesService,
    CaseAwaits,
    CaseConditions,
    CaseList,
    CaseSummaries,
    CaseTags,
    CaseRecordsService,
    CaseViews,
    ServiceAddresses,
    Tracking,
    IncidentList,
    IncidentDigest,
    ReceiptDigest,
    IncidentDigestLoop,
  ],
  exports: [
    CasesService,
    CaseConditions,
    CaseSummaries,
    CaseViews,
    IncidentDigest,
    ServiceAddresses,
    Tracking,
  ],
})
export class CasesModule {}
