import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { Evidence } from './evidence.entity.js';
import { evidenceOf, type Uploader } from './evidence-of.js';
import { MOST_FILES } from './evidence-policy.js';
import { FileScanner } from './file-scanner.js';
import { EvidenceStore, type FileToKeep } from './evidence-store.js';

/** A file that has arrived, under the name that its sender gave it. */
export interface ArrivedFile {
  readonly file: FileToKeep;
  readonly name: string;
}

/**
 * Files that come with another act, one that has its own entry in the history: checked like every
 * file of a case, stored, then written in the act's transaction.
 */
@Injectable()
export class EvidenceIntake {
  constructor(
    private readonly store: EvidenceStore,
    private readonly scanner: FileScanner,
  ) {}

  /**
   * The rows of files that nobody has stored yet. The enterprise does not see them.
   *
   * @throws DomainError EVIDENCE_TYPE_NOT_ALLOWED, EVIDENCE_CONTENT_MISMATCH, EVIDENCE_INFECTED,
   *   UNAVAILABLE
   */
  async check(
    arrived: readonly ArrivedFile[],
    uploader: Uploader,
    caseId: string,
    at: Date,
  ): Promise<readonly Evidence[]> {
    const rows: Evidence[] = [];
    for (const { file, name } of arrived) {
      rows.push(
        await evidenceOf({ file, name, fields: {} }, uploader, { caseId, id: newId(at), at }),
      );
      await this.scanner.scan(file.path);
    }
    return rows;
  }

  /** The contents go first: a crash leaves content that nobody refers to, never a row without it. */
  async keep(arrived: readonly ArrivedFile[]): Promise<void> {
    for (const { file } of arrived) await this.store.put(file);
  }

  /** @throws DomainError EVIDENCE_LIMIT_REACHED */
  async write(tx: EntityManager, caseId: string, rows: readonly Evidence[]): Promise<void> {
    if (rows.length === 0) return;
    await requirePlace(tx, caseId, rows.length);
    await tx.insert(Evidence, [...rows]);
  }
}

/** @throws DomainError EVIDENCE_LIMIT_REACHED when the case has no place for so many files more */
export async function requirePlace(tx: EntityManager, caseId: string, files = 1): Promise<void> {
  if ((await tx.countBy(Evidence, { caseId })) + files <= MOST_FILES) return;
  const message = `A case may have at most ${MOST_FILES} files.`;
  throw new DomainError('EVIDENCE_LIMIT_REACHED', message, { most: MOST_FILES });
}
