import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Party } from '../definition/index.js';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { WorkingHours } from '../notices/working-hours.js';
import { Case } from './case.entity.js';
import { readersOf } from './letter-readers.js';
import { contextOf } from './machine-step.js';
import { partiesOf } from './notice-orders.js';
import { PartyDirectory } from './party-directory.js';
import { restored } from './stored-snapshot.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** Letters that nobody was there to read: a retry sends them to who is there by now. */
@Injectable()
export class UnreadLetters implements OnModuleInit, Retrying {
  constructor(
    private readonly incidents: Incidents,
    private readonly workflows: WorkflowRegistry,
    private readonly directory: PartyDirectory,
    private readonly hours: WorkingHours,
  ) {}

  onModuleInit(): void {
    this.incidents.retryWith('reader', this);
  }

  /** @throws DomainError NOT_FOUND while nobody is there */
  async retry(tx: EntityManager, caseId: string | null, subject: string, at: Date): Promise<void> {
    const record = await tx.findOneByOrFail(Case, { id: caseId ?? '' });
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const parties = partiesOf(record, contextOf(restored(workflow, record.snapshot)));
    const party = subject as Party;
    const readers = await readersOf(this.directory, tx, parties, [party]);
    const [reader] = readers.get(party) ?? [];
    if (!reader) throw new DomainError('NOT_FOUND', 'Nobody is there yet who could read it.');
    await tx.query(
      `UPDATE notices SET status = 'pending', recipient = $3, recipient_name = $4,
         account_id = $5, unit_id = $6, language = $7, last_error = NULL,
         variables = jsonb_set(variables, '{readerName}', to_jsonb($4::text)),
         release_at = $8, next_attempt_at = $8
       WHERE case_id = $1 AND party = $2 AND recipient = '' AND status = 'failed'`,
      [
        caseId,
        party,
        reader.email,
        reader.name,
        reader.accountId,
        reader.unitId,
        reader.language,
        this.hours.opening(at),
      ],
    );
  }
}
