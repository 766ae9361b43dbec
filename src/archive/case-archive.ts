import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DocumentReading } from '../documents/document-reading.js';
import type { IssuedDocument } from '../documents/document.entity.js';
import { Case } from '../engine/case.entity.js';
import { HistoryEntry } from '../engine/history-entry.entity.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { Evidence } from '../evidence/evidence.entity.js';
import { EvidenceStore } from '../evidence/evidence-store.js';
import { archiveReader } from '../identity/reader.js';
import { documentsFor, filesFor, mayOpenSealed } from '../identity/what-is-read.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { archiveStream, entryOf, type ArchivePart } from './archive-file.js';
import { manifestText, type Manifest } from './archive-manifest.js';
import { evidenceText, factsText, historyText, listText } from './archive-texts.js';
import { CaseFigures } from './case-figures.js';

/** An archive that is ready to be read. */
export interface BuiltArchive {
  /** `A-2026-450100-000001.zip`. */
  readonly name: string;
  /** Of `manifest.json`, which names every other file with its hash. */
  readonly manifestSha256: string;
  readonly manifest: Manifest;
  /** To be read once. */
  readonly content: Readable;
}

/**
 * The file of a case as one archive (案卷材料), for another authority: facts, figures where there are
 * any, an excerpt of the history, issued documents, the list of evidence and the files themselves.
 * Sealed files are listed and not handed over.
 */
@Injectable()
export class CaseArchive {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly documents: DocumentReading,
    private readonly figures: CaseFigures,
    private readonly store: EvidenceStore,
  ) {}

  /**
   * Whoever asks has been found to be allowed to.
   *
   * @param purpose in words, as it stands in the manifest: `移送审计监督`
   * @throws DomainError NOT_FOUND; the stream fails on a file that the store lost or that changed
   */
  async build(caseId: string, purpose: string): Promise<BuiltArchive> {
    const { manager } = this.transactions;
    const record = await manager.findOneBy(Case, { id: caseId });
    if (!record) throw new DomainError('NOT_FOUND', 'There is no such case.');
    const history = await manager.find(HistoryEntry, { where: { caseId }, order: { seq: 'ASC' } });
    const files = await manager.find(Evidence, { where: { caseId }, order: { id: 'ASC' } });
    const evidence = filesFor(archiveReader, files);
    const documents = documentsFor(archiveReader, await this.documents.of(caseId));
    const figures = await this.figures.of(record);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    // An event that came in between is not of the moment of the row that was read.
    const entries = history.filter(({ seq }) => seq <= record.version);
    const parts: ArchivePart[] = [
      { path: 'facts.json', text: factsText(record, workflow) },
      ...(figures === null ? [] : [{ path: 'figures.json', text: listText(figures) }]),
      { path: 'history.json', text: historyText(workflow, entries) },
      { path: 'evidence.json', text: evidenceText(evidence) },
      ...documents.map((document) => this.stored('documents', document)),
      ...evidence
        .filter(({ sealedAt }) => sealedAt === null || mayOpenSealed(archiveReader))
        .map((file) => this.stored('evidence', file)),
    ];
    const manifest: Manifest = {
      format: 'qingnuo-case-archive',
      version: 1,
      caseNumber: record.number,
      purpose,
      historySeq: record.version,
      historyHash: record.lastHash,
      files: parts.map(entryOf),
    };
    const { text, sha256 } = manifestText(manifest);
    return {
      name: `${record.number}.zip`,
      manifestSha256: sha256,
      manifest,
      content: archiveStream([{ path: 'manifest.json', text }, ...parts]),
    };
  }

  private stored(folder: string, file: Evidence | IssuedDocument): ArchivePart {
    const { id, name, size, sha256 } = file;
    return {
      // Two files may have one name; what a path may not have was refused when it was handed in.
      path: `${folder}/${id}/${name}`,
      size,
      sha256,
      open: async () => {
        const content = await this.store.open(sha256);
        if (content) return content;
        throw new DomainError('EVIDENCE_DAMAGED', `${name} is not in the store.`);
      },
    };
  }
}
