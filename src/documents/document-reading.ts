import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { hash } from 'node:crypto';
import { CasesService } from '../cases/cases.service.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import type { Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { documentsFor } from '../identity/what-is-read.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { IssuedDocument } from './document.entity.js';

/** Issued documents, for those who may see them; also for letters and archives. */
@Injectable()
export class DocumentReading {
  constructor(
    private readonly cases: CasesService,
    private readonly transactions: Transactions,
    private readonly store: EvidenceStore,
  ) {}

  /** In the order in which they were issued. */
  async list(principal: Principal, caseId: string): Promise<readonly IssuedDocument[]> {
    const reader = readerOf(principal, await this.cases.inScope(principal, caseId));
    return documentsFor(reader, await this.of(caseId));
  }

  of(caseId: string): Promise<IssuedDocument[]> {
    const { manager } = this.transactions;
    return manager.find(IssuedDocument, { where: { caseId }, order: { id: 'ASC' } });
  }

  /** @throws DomainError NOT_FOUND, EVIDENCE_DAMAGED, UNAVAILABLE */
  async open(
    principal: Principal,
    caseId: string,
    id: string,
  ): Promise<{ document: IssuedDocument; content: Buffer }> {
    const reader = readerOf(principal, await this.cases.inScope(principal, caseId));
    const found = await this.transactions.manager.findBy(IssuedDocument, { caseId, id });
    const [document] = documentsFor(reader, found);
    if (!document) throw noSuchDocument();
    return { document, content: await this.contentOf(document) };
  }

  /** @throws DomainError NOT_FOUND, EVIDENCE_DAMAGED, UNAVAILABLE */
  async get(caseId: string, id: string): Promise<{ document: IssuedDocument; content: Buffer }> {
    const document = await this.transactions.manager.findOneBy(IssuedDocument, { caseId, id });
    if (!document) throw noSuchDocument();
    return { document, content: await this.contentOf(document) };
  }

  /** Compared with its hash: a document that changed in the store is never handed out. */
  private async contentOf({ sha256 }: IssuedDocument): Promise<Buffer> {
    const stream = await this.store.open(sha256);
    const content = stream && (await buffer(stream));
    if (content && hash('sha256', content) === sha256) return content;
    const damage = content
      ? 'its content is not the one that was issued'
      : 'it is not in the store';
    throw new DomainError('EVIDENCE_DAMAGED', `The document cannot be handed out: ${damage}.`);
  }
}

const noSuchDocument = () => new DomainError('NOT_FOUND', 'The case has no such document.');
