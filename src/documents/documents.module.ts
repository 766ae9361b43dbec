import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CasesModule } from '../cases/cases.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { DocumentAttachments } from './document-attachments.js';
import { DocumentDesk } from './document-desk.js';
import { DocumentLibrary } from './document-library.js';
import { DocumentReading } from './document-reading.js';
import { IssuedDocument } from './document.entity.js';
import { DocumentsController } from './documents.controller.js';
import { Documents } from './documents.js';

/** Official documents: written from templates, numbered, kept, handed out, sent with letters. */
@Module({
  imports: [TypeOrmModule.forFeature([IssuedDocument]), CasesModule, EvidenceModule, NoticesModule],
  controllers: [DocumentsController],
  providers: [DocumentAttachments, DocumentDesk, DocumentLibrary, DocumentReading, Documents],
  exports: [DocumentReading, Documents],
})
export class DocumentsModule {}
