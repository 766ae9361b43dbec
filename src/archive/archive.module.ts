import { Module } from '@nestjs/common';
import { DocumentsModule } from '../documents/documents.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { CaseArchive } from './case-archive.js';
import { CaseFigures } from './case-figures.js';

/** Cases as archives, for those to whom they are handed on. */
@Module({
  imports: [DocumentsModule, EvidenceModule],
  providers: [CaseArchive, CaseFigures],
  exports: [CaseArchive],
})
export class ArchiveModule {}
