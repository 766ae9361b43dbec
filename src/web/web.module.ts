import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { RespondentsModule } from '../respondents/respondents.module.js';
import { AccountRoute } from './account-route.js';
import { CatalogRoute } from './catalog-route.js';
import { CaseRoute } from './case-route.js';
import { RespondentRoute } from './respondent-route.js';
import { TrackingRoute } from './tracking-route.js';

/** Pages behind the links of letters. */
@Module({
  imports: [CasesModule, RespondentsModule],
  providers: [AccountRoute, TrackingRoute, CaseRoute, CatalogRoute, RespondentRoute],
})
export class WebModule {}
