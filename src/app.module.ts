import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { workflows } from '../workflows/index.js';
import { ActivityModule } from './activity/activity.module.js';
import { ArchiveModule } from './archive/archive.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CasesModule } from './cases/cases.module.js';
import { SweeperModule } from './clocks/sweeper.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { DeadlinesModule } from './deadlines/deadlines.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { EngineModule } from './engine/engine.module.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { FeedModule } from './feed/feed.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { SystemTime, TimeSource } from './kernel/time-source.js';
import { ConfiguredMailServer, MailServer } from './notices/mail-server.js';
import { LoopsModule } from './loops/loops.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { MeasuresModule } from './measures/measures.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { PartiesModule } from './parties/parties.module.js';
import { PoliciesModule } from './policies/policies.module.js';
import { RatesModule } from './rates/rates.module.js';
import { RegistrationModule } from './registration/registration.module.js';
import { RespondentsModule } from './respondents/respondents.module.js';
import { RecoveryModule } from './recovery/recovery.module.js';
import { RestoresModule } from './restores/restores.module.js';
import { StaffModule } from './staff/staff.module.js';
import type { EmbeddedPostgres } from './store/embedded/embedded-postgres.js';
import { StoreModule } from './store/store.module.js';
import { WebModule } from './web/web.module.js';
import { WebhooksModule } from './webhooks/webhooks.module.js';

/** The table of contents: every part of the product by name. */
@Module({})
export class AppModule {
  static async forRoot(
    config: Config,
    embedded: Promise<EmbeddedPostgres> | null = null,
  ): Promise<DynamicModule> {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(config),
        StoreModule.forRoot(config, embedded),
        LoopsModule,
        MetricsModule,
        CalendarModule,
        PoliciesModule,
        RatesModule,
        IncidentsModule,
        RestoresModule,
        NoticesModule,
        SweeperModule,
        EngineModule.forRoot(workflows, PartiesModule),
        IdentityModule,
        RegistrationModule,
        StaffModule,
        CasesModule,
        FeedModule,
        WebhooksModule,
        EvidenceModule,
        DeadlinesModule,
        RespondentsModule,
        DocumentsModule,
        ArchiveModule,
        LedgerModule,
        MeasuresModule,
        RecoveryModule,
        WebModule,
        HttpModule,
        HealthModule,
        ActivityModule,
        ...(config.mode === 'demo' ? await demo() : [RealWorldModule.forRoot(config)]),
      ],
    };
  }
}

/** The machine's own clock and the mail server of the settings. */
@Global()
@Module({})
class RealWorldModule {
  static forRoot({ smtpUrl }: Config): DynamicModule {
    return {
      module: RealWorldModule,
      providers: [
        { provide: TimeSource, useClass: SystemTime },
        { provide: MailServer, useValue: new ConfiguredMailServer(smtpUrl ?? '') },
      ],
      exports: [TimeSource, MailServer],
    };
  }
}

/** Loaded only when asked for, so that nothing of it is in a production process. */
async function demo(): Promise<Type[]> {
  const { DemoModule } = await import('./demo/demo.module.js');
  return [DemoModule];
}
