import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PartyDirectory } from '../engine/party-directory.js';
import type { Reader } from '../identity/reader.js';
import { filesFor, namesActor } from '../identity/what-is-read.js';
import { Evidence } from './evidence.entity.js';
import type { EvidenceView } from './evidence.view.js';

/** Puts files into the words and fields of the interface. */
@Injectable()
export class EvidenceViews {
  constructor(private readonly directory: PartyDirectory) {}

  /** As a reader sees them; which of them the reader sees has been decided. */
  async all(
    tx: EntityManager,
    files: readonly Evidence[],
    reader: Reader,
  ): Promise<EvidenceView[]> {
    const unitIds = new Set(files.flatMap(({ uploaderUnitId }) => uploaderUnitId ?? []));
    const names = await this.directory.unitNames(tx, [...unitIds]);
    const firsts = new Map<string, string>();
    return files.map((file) => {
      const sameAs = firsts.get(file.sha256) ?? null;
      if (sameAs === null) firsts.set(file.sha256, file.id);
      return viewOf(file, names.get(file.uploaderUnitId ?? '')?.zh ?? '', reader, sameAs);
    });
  }

  /** One of them, as it stands among those of its case. */
  async one(tx: EntityManager, file: Evidence, reader: Reader): Promise<EvidenceView> {
    const { caseId, sha256 } = file;
    const alike = await tx.find(Evidence, { where: { caseId, sha256 }, order: { id: 'ASC' } });
    const others = filesFor(reader, alike).filter(({ id }) => id < file.id);
    const view = (await this.all(tx, [...others, file], reader)).at(-1);
    if (!view) throw new Error('One file has one view.');
    return view;
  }
}

function viewOf(
  file: Evidence,
  unitName: string,
  reader: Reader,
  sameAs: string | null,
): EvidenceView {
  const { uploaderRole, uploaderName, uploaderUnitId, sealedAt, sealReason, sealedRole } = file;
  const named = namesActor(reader, { role: uploaderRole });
  return {
    id: file.id,
    name: file.name,
    type: file.type,
    size: file.size,
    sha256: file.sha256,
    sameAs,
    note: file.note,
    shownToEnterprise: file.shownToEnterprise,
    uploadedBy: {
      role: uploaderRole,
      name: named ? uploaderName : null,
      unit: uploaderUnitId === null ? null : { id: uploaderUnitId, name: unitName },
    },
    uploadedAt: file.uploadedAt.toISOString(),
    sealed:
      sealedAt === null
        ? null
        : { at: sealedAt.toISOString(), reason: sealReason ?? '', by: sealedRole ?? '' },
  };
}
