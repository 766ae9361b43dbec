import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Attachment } from '../definition/index.js';
import { appointmentFile, type InvitingLetter } from './appointment-file.js';
import type { Enclosures, MailFile, MailInvitation } from './mail-transport.js';

/** Where official documents are; the part of the product that has them says so at the start. */
export interface DocumentSource {
  /** @throws whatever keeps it from being there: the letter does not leave without it */
  fileOf(caseId: string, documentId: string): Promise<MailFile>;
}

/** A letter with what it carries; one about an account is of no case. */
type CarryingLetter = Omit<InvitingLetter, 'caseId'> & {
  readonly caseId: string | null;
  readonly attachments: readonly Attachment[];
};

/** Fetches or makes what a letter carries, from what its row says of it. */
@Injectable()
export class AttachmentSources {
  private documents: DocumentSource | null = null;

  constructor(private readonly config: Config) {}

  provideDocuments(source: DocumentSource): void {
    this.documents = source;
  }

  /** @throws DomainError UNAVAILABLE for what is there, but not just now; anything else for good */
  async enclosuresOf({ attachments, ...letter }: CarryingLetter): Promise<Enclosures | undefined> {
    if (attachments.length === 0) return undefined;
    const { caseId } = letter;
    if (caseId === null) throw new Error('Only a letter of a case carries something.');
    const files: MailFile[] = [];
    let invitation: MailInvitation | null = null;
    for (const attachment of attachments) {
      if (attachment.kind === 'appointment') {
        const { mailFrom } = this.config;
        invitation = appointmentFile(attachment.appointment, { ...letter, caseId }, mailFrom);
      } else {
        if (!this.documents) throw new Error('Nobody has official documents.');
        files.push(await this.documents.fileOf(caseId, attachment.documentId));
      }
    }
    return { files, invitation };
  }
}
