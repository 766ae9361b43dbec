import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CasesService } from '../cases/cases.service.js';
import type { Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { filesFor, mayOpenSealed } from '../identity/what-is-read.js';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { Evidence } from './evidence.entity.js';
import { EvidenceStore } from './evidence-store.js';
import type { EvidenceView } from './evidence.view.js';
import { EvidenceViews } from './evidence-views.js';

/** The files of a case, for those who may see them. */
@Injectable()
export class EvidenceReading implements Retrying {
  constructor(
    private readonly cases: CasesService,
    private readonly transactions: Transactions,
    private readonly store: EvidenceStore,
    private readonly views: EvidenceViews,
    private readonly incidents: Incidents,
    private readonly time: TimeSource,
  ) {
    incidents.retryWith('evidence', this);
  }

  /** In the order in which they were handed in; sealed ones, too. */
  async list(principal: Principal, caseId: string): Promise<readonly EvidenceView[]> {
    const reader = readerOf(principal, await this.cases.inScope(principal, caseId));
    const { manager } = this.transactions;
    const files = await manager.find(Evidence, { where: { caseId }, order: { id: 'ASC' } });
    return this.views.all(manager, filesFor(reader, files), reader);
  }

  /** @throws DomainError NOT_FOUND also for a file that the reader does not see */
  async get(principal: Principal, caseId: string, id: string): Promise<Evidence> {
    return (await this.found(principal, caseId, id)).file;
  }

  /**
   * A file with its content, which has been read once and compared with its hash: evidence that
   * changed in the store is never handed out. That is an incident.
   *
   * @throws DomainError NOT_FOUND, EVIDENCE_SEALED, EVIDENCE_DAMAGED, UNAVAILABLE
   */
  async open(
    principal: Principal,
    caseId: string,
    id: string,
  ): Promise<{ file: Evidence; content: Readable }> {
    const { file, reader } = await this.found(principal, caseId, id);
    if (file.sealedAt !== null && !mayOpenSealed(reader)) {
      throw new DomainError('EVIDENCE_SEALED', 'This file is sealed.', { reason: file.sealReason });
    }
    const damage = await this.damageOf(file);
    const content = damage === null ? await this.store.open(file.sha256) : null;
    if (!content) throw await this.damaged(file, damage ?? 'the store lost it just now');
    return { file, content };
  }

  /** Somebody has put the file back: looks at it again. */
  async retry(tx: EntityManager, caseId: string | null, subject: string): Promise<void> {
    const file = await tx.findOneBy(Evidence, { caseId: caseId ?? '', id: subject });
    if (!file) throw new DomainError('NOT_FOUND', 'The case has no such file.');
    const damage = await this.damageOf(file);
    if (damage !== null) throw refusal(damage);
  }

  private async found(principal: Principal, caseId: string, id: string) {
    const reader = readerOf(principal, await this.cases.inScope(principal, caseId));
    const { manager } = this.transactions;
    const [file] = filesFor(reader, await manager.findBy(Evidence, { caseId, id }));
    if (!file) throw new DomainError('NOT_FOUND', 'The case has no such file.');
    return { file, reader };
  }

  /** What is wrong with the stored content; null for what it was when it was handed in. */
  private async damageOf({ sha256, size }: Evidence): Promise<string | null> {
    const content = await this.store.open(sha256);
    if (!content) return 'it is not in the store';
    const hash = createHash('sha256');
    let length = 0;
    try {
      for await (const chunk of content as AsyncIterable<Buffer>) {
        hash.update(chunk);
        length += chunk.length;
      }
    } catch (cause) {
      throw new DomainError('UNAVAILABLE', 'The file cannot be read just now.', {}, { cause });
    }
    const same = length === size && hash.digest('hex') === sha256;
    return same ? null : 'its content is not the one that was handed in';
  }

  private async damaged({ caseId, id }: Evidence, damage: string): Promise<DomainError> {
    const at = this.time.now();
    await this.transactions.run((tx) =>
      this.incidents.open(tx, {
        caseId,
        kind: 'evidence',
        subject: id,
        cause: `The file cannot be handed out: ${damage}.`,
        attempts: 1,
        at,
      }),
    );
    return refusal(damage);
  }
}

function refusal(damage: string): DomainError {
  return new DomainError(
    'EVIDENCE_DAMAGED',
    `The file cannot be handed out: ${damage}. It was reported.`,
  );
}
