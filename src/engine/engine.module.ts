import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ClocksModule } from '../clocks/clocks.module.js';
import { DueClockHandler } from '../clocks/due-clock-handler.js';
import type { WorkflowDefinition } from '../definition/index.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { ApplyEffects } from './apply-effects.js';
import { ArchivedCase } from './archived-case.entity.js';
import { BootCheck } from './boot-check.js';
import { Case } from './case.entity.js';
import { CaseArchiving } from './case-archiving.js';
import { CaseCorrections } from './case-corrections.js';
import { CaseIdentifier } from './case-identifier.entity.js';
import { CaseFeed } from './case-feed.js';
import { CaseImage } from './case-image.entity.js';
import { CaseRecounts } from './case-recounts.js';
import { CaseText } from './case-text.entity.js';
import { CaseOpening } from './case-opening.js';
import { CaseSteps } from './case-steps.js';
import { CitedFiles } from './cited-files.js';
import { CaseWriter } from './case-writer.js';
import { CorrectedLetters } from './corrected-letters.js';
import { CurrentRates } from './current-rates.js';
import { DueMoments } from './due-moments.js';
import { EngineService } from './engine.service.js';
import { EventRules } from './event-rules.js';
import { FeedEvent } from './feed-event.entity.js';
import { ForgetOldImages } from './forget-old-images.js';
import { ForgetOldKeys } from './forget-old-keys.js';
import { HistoryEntry } from './history-entry.entity.js';
import { CompleteContexts } from './complete-contexts.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { NoticeOrders } from './notice-orders.js';
import { OfficialDocuments } from './official-documents.js';
import { ServedTerms } from './served-terms.js';
import { ServiceHolds } from './service-holds.js';
import { UnreadLetters } from './unread-letters.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** Runs the workflows: events in, rows out. */
@Module({})
export class EngineModule {
  /**
   * @param workflows every version that a case may live on
   * @param directory the module that knows people and units; it exports `PartyDirectory` and
   *   `EnterpriseReading`
   */
  static forRoot(workflows: readonly WorkflowDefinition[], directory: Type): DynamicModule {
    return {
      module: EngineModule,
      global: true,
      imports: [
        TypeOrmModule.forFeature([
          ArchivedCase,
          Case,
          CaseIdentifier,
          CaseImage,
          CaseText,
          FeedEvent,
          HistoryEntry,
          IdempotencyKey,
          LedgerEntry,
        ]),
        ClocksModule,
        NoticesModule,
        IncidentsModule,
        directory,
      ],
      providers: [
        { provide: WorkflowRegistry, useValue: new WorkflowRegistry(workflows) },
        BootCheck,
        CaseOpening,
        EventRules,
        NoticeOrders,
        OfficialDocuments,
        ServedTerms,
        ServiceHolds,
        UnreadLetters,
        ApplyEffects,
        CaseFeed,
        CaseWriter,
        CaseSteps,
        CitedFiles,
        CurrentRates,
        ForgetOldImages,
        ForgetOldKeys,
        CaseArchiving,
        CaseRecounts,
        CaseCorrections,
        CorrectedLetters,
        CompleteContexts,
        EngineService,
        { provide: DueClockHandler, useClass: DueMoments },
      ],
      exports: [
        WorkflowRegistry,
        CitedFiles,
        EngineService,
        CaseArchiving,
        CaseRecounts,
        CaseCorrections,
        EventRules,
        CaseOpening,
        CurrentRates,
        OfficialDocuments,
        DueClockHandler,
      ],
    };
  }
}
