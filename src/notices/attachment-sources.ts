import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Attachment } from '../definition/index.js';
import { appointmentFile } from './appointment-file.js';
import { mailDomain } from './mail-identity.js';
import type { Enclosures, MailFile, MailInvitation } from './mail-transport.js';

/** Where official documents are; the part of the product that has them says so at the start. */
export interface DocumentSource {
  /** @throws whatever keeps it from being there: the letter does not leave without it */
  fileOf(caseId: string, documentId: string): Promise<MailFile>;
}

/** Fetches or makes what a letter carries, from what its row says of it. */
@Injectable()
export class AttachmentSources {
  private documents: DocumentSource | null = null;
  private readonly domain: string;

  constructor({ mailFrom }: Config) {
    this.domain = mailDomain(mailFrom);
  }

  provideDocuments(source: DocumentSource): void {
    this.documents = source;
  }

  /** @throws DomainError UNAVAILABLE for what is there, but not just now; anything else for good */
  async enclosuresOf(
    attachments: readonly Attachment[],
    caseId: string | null,
  ): Promise<Enclosures | undefined> {
    if (attachments.length === 0) return undefined;
    const files: MailFile[] = [];
    let invitation: MailInvitation | null = null;
    for (const attachment of attachments) {
      if (attachment.kind === 'appointment') {
        invitation = appointmentFile(attachment.appointment, this.domain);
      } else {
        if (!this.documents) throw new Error('Nobody has official documents.');
        files.push(await this.documents.fileOf(caseId ?? '', attachment.documentId));
      }
    }
    return { files, invitation };
  }
}
