import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { AccountRoute } from './account-route.js';
import { CaseRoute } from './case-route.js';
import { TrackingRoute } from './tracking-route.js';

/** Pages behind the links of letters. */
@Module({ imports: [CasesModule], providers: [AccountRoute, TrackingRoute, CaseRoute] })
export class WebModule {}
