import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { Uploads } from '../evidence/uploads.js';
import { beforeCommit } from '../store/before-commit.js';
import type { JsonObject } from '../kernel/json.js';
import { DocumentLibrary } from './document-library.js';
import { documentDraft } from './document-file.js';
import { IssuedDocument } from './document.entity.js';
import { numberFor } from './document-number.js';

/** A document that is to be issued; its number is the next one of the series, if none is given. */
export interface DocumentOrder {
  readonly caseId: string;
  /** Chosen by whoever issues it, so that the act and its letters can name it. */
  readonly id: string;
  /** `measure@1/interview`. */
  readonly template: string;
  readonly variables: JsonObject;
  /** 机关代字 with the kind, `南工信督`: each has a series of numbers for each year. */
  readonly series: string;
  /** A number that the office gave already. */
  readonly documentNumber?: string;
  readonly issuer: string;
  readonly addressee: string;
  readonly attachments?: readonly string[];
  readonly copyTo?: readonly string[];
  readonly issuedOn: BusinessDate;
  readonly shownToEnterprise: boolean;
  readonly at: Date;
}

/** The media type of every document. */
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The official documents cannot be written; the message lists every problem. */
export class DocumentsInvalid extends Error {
  override readonly name = 'DocumentsInvalid';

  constructor(problems: readonly string[]) {
    super(['The official documents cannot be written:', ...problems].join('\n  - '));
  }
}

/** Writes official documents and keeps them. */
@Injectable()
export class Documents implements OnModuleInit {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly library: DocumentLibrary,
    private readonly store: EvidenceStore,
    private readonly uploads: Uploads,
  ) {}

  /** @throws DocumentsInvalid */
  onModuleInit(): void {
    const problems = this.workflows.all.flatMap(({ key, version, documents }) =>
      documents ? this.library.load(`${key}@${String(version)}`, documents) : [],
    );
    if (problems.length > 0) throw new DocumentsInvalid(problems);
  }

  /**
   * Issues a document in the transaction of the act that issues it, which has locked the case: a
   * series has no gap, and there is no act without its document. The content is in the store before
   * the commit; a crash leaves content that nobody refers to.
   *
   * @throws DomainError INPUT_INVALID for a number that is taken, UNAVAILABLE when the store does not
   *   answer
   */
  async issue(tx: EntityManager, order: DocumentOrder): Promise<IssuedDocument> {
    const { caseId, id, template, issuer, issuedOn, shownToEnterprise, at } = order;
    const written = this.library.write(template, order.variables);
    const draft = await documentDraft({
      ...written,
      issuer,
      addressee: order.addressee,
      attachments: order.attachments ?? [],
      issuedOn,
      copyTo: order.copyTo ?? [],
    });
    // As late as can be: whoever issues the next one of the series waits from here to the commit.
    const documentNumber = await numberFor(tx, order);
    const content = draft.numbered(documentNumber);
    beforeCommit(tx, this.keep(content));
    const row: IssuedDocument = {
      caseId,
      id,
      template,
      documentNumber,
      title: written.title,
      issuer,
      issuedOn,
      name: fileName(written.title, documentNumber),
      type: DOCX,
      size: content.length,
      sha256: hash('sha256', content),
      shownToEnterprise,
      createdAt: at,
    };
    await tx.insert(IssuedDocument, row);
    return row;
  }

  private async keep(content: Buffer): Promise<void> {
    const file = await this.uploads.receive(Readable.from([content]));
    try {
      await this.store.put(file);
    } finally {
      await this.uploads.discard(file);
    }
  }
}

/** No sign that a file system or a mail program may take for more than a letter. */
function fileName(title: string, documentNumber: string): string {
  const safe = `${documentNumber} ${title}`.replaceAll(/[/\\:*?"<>|\p{Cc}]/gu, '');
  return `${[...safe].slice(0, 70).join('')}.docx`;
}
