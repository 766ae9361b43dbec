import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CasesModule } from '../cases/cases.module.js';
import { Config } from '../config/config.js';
import { IdentityModule } from '../identity/identity.module.js';
import { IncidentsModule } from '../incidents/incidents.module.js';
import { Outages } from '../loops/outages.js';
import { PartiesModule } from '../parties/parties.module.js';
import { ClamdScanner } from './clamd-scanner.js';
import { EvidenceActs } from './evidence-acts.js';
import { EvidenceController } from './evidence.controller.js';
import { Evidence } from './evidence.entity.js';
import { EvidenceForm } from './evidence-form.js';
import { EvidenceIntake } from './evidence-intake.js';
import { EvidenceReading } from './evidence-reading.js';
import { EvidenceStart } from './evidence-start.js';
import { EvidenceStore } from './evidence-store.js';
import { EvidenceViews } from './evidence-views.js';
import { FileScanner, NoScanner } from './file-scanner.js';
import { FolderStore } from './folder-store.js';
import { ObjectStore } from './object-store.js';
import { Uploads } from './uploads.js';
import { WaitingFileRow } from './waiting-file.entity.js';
import { WaitingFilesController } from './waiting-files.controller.js';
import { WaitingFiles } from './waiting-files.js';

/** The files of cases: taken, checked, kept, handed out and sealed. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Evidence, WaitingFileRow]),
    CasesModule,
    IdentityModule,
    IncidentsModule,
    PartiesModule,
  ],
  controllers: [EvidenceController, WaitingFilesController],
  providers: [
    {
      provide: EvidenceStore,
      inject: [Config, Outages],
      useFactory: ({ evidence: { store, folder } }: Config, outages: Outages): EvidenceStore =>
        store.kind === 's3' ? new ObjectStore(store, outages) : new FolderStore(folder),
    },
    {
      provide: FileScanner,
      inject: [Config],
      useFactory: ({ evidence: { scanner } }: Config): FileScanner =>
        scanner === null ? new NoScanner() : new ClamdScanner(scanner),
    },
    EvidenceActs,
    EvidenceForm,
    EvidenceIntake,
    EvidenceReading,
    EvidenceStart,
    EvidenceViews,
    Uploads,
    WaitingFiles,
  ],
  exports: [EvidenceIntake, EvidenceStore, Uploads],
})
export class EvidenceModule {}
