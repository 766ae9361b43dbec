import { Injectable } from '@nestjs/common';
import { AttachmentSources, type DocumentSource } from '../notices/attachment-sources.js';
import type { MailFile } from '../notices/mail-transport.js';
import { DocumentReading } from './document-reading.js';

/** Official documents that go with letters. */
@Injectable()
export class DocumentAttachments implements DocumentSource {
  constructor(
    sources: AttachmentSources,
    private readonly reading: DocumentReading,
  ) {
    sources.provideDocuments(this);
  }

  async fileOf(caseId: string, documentId: string): Promise<MailFile> {
    const { document, content } = await this.reading.get(caseId, documentId);
    return { name: document.name, type: document.type, content };
  }
}
