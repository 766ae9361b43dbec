import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PartyDirectory } from '../engine/party-directory.js';
import type { Reader } from '../identity/reader.js';
import { namesActor } from '../identity/what-is-read.js';
import type { Evidence } from './evidence.entity.js';
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
    return files.map((file) =>
      viewOf(file, names.get(file.uploaderUnitId ?? '')?.zh ?? '', reader),
    );
  }

  async one(tx: EntityManager, file: Evidence, reader: Reader): Promise<EvidenceView> {
    const [view] = await this.all(tx, [file], reader);
    if (!view) throw new Error('One file has one view.');
    return view;
  }
}

function viewOf(file: Evidence, unitName: string, reader: Reader): EvidenceView {
  const { uploaderRole, uploaderName, uploaderUnitId, sealedAt, sealReason, sealedRole } = file;
  const named = namesActor(reader, { role: uploaderRole });
  return {
    id: file.id,
    name: file.name,
    type: file.type,
    size: file.size,
    sha256: file.sha256,
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
