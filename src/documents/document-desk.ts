import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DocumentReference } from '../definition/index.js';
import {
  OfficialDocuments,
  type DocumentIssue,
  type DocumentOffice,
} from '../engine/official-documents.js';
import { newId } from '../kernel/ids.js';
import { Documents } from './documents.js';

/** Issues the documents of acts, in the name of the body whose officer acts. */
@Injectable()
export class DocumentDesk implements DocumentOffice {
  constructor(
    documents: OfficialDocuments,
    private readonly documentsOfCases: Documents,
  ) {
    documents.provide(this);
  }

  async issue(
    tx: EntityManager,
    { workflow, record, request, actor, on, at }: DocumentIssue,
  ): Promise<DocumentReference> {
    const { template, series, addressee, variables, attachments = [], documentNumber } = request;
    if (actor.unitId === null) throw new Error('A document is issued by an officer of a unit.');
    const others = [record.acceptorUnitId, record.unitId, ...record.coUnitIds];
    const bodies = await bodiesOf(tx, [actor.unitId, ...others.filter((id) => id !== null)]);
    const issuer = bodies.get(actor.unitId) ?? actor.name;
    const issued = await this.documentsOfCases.issue(tx, {
      caseId: record.id,
      id: newId(at),
      template: `${workflow.key}@${workflow.version}/${template}`,
      variables,
      // A body without an abbreviation of its own (机关代字) goes by its name.
      series: `${issuer}${series}`,
      ...(documentNumber !== undefined && { documentNumber }),
      issuer,
      addressee,
      attachments,
      copyTo: [...new Set(bodies.values())].filter((body) => body !== issuer && body !== addressee),
      issuedOn: on,
      shownToEnterprise: workflow.documents?.toEnterprise === true,
      at,
    });
    return { id: issued.id, number: issued.documentNumber, sha256: issued.sha256 };
  }
}

/** The bodies that units belong to, by the units' ids. */
async function bodiesOf(
  tx: EntityManager,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }[]>(
    `SELECT u.id, o.name FROM units u JOIN organisations o ON o.id = u.organisation_id
      WHERE u.id = ANY($1)`,
    [unitIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
