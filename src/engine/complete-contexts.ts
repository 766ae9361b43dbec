import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EarlierMemory, Filing, WorkflowDefinition } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { ReferenceSource } from '../rates/reference-source.js';
import { Transactions } from '../store/transactions.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { entriesFrom } from './ledger-lines.js';
import { WriteBatch } from '../store/write-batch.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** A case as it was stored before its workflow remembered the money of the filing. */
interface EarlierCase extends EarlierMemory {
  readonly id: string;
  readonly version: number;
  readonly filing: Filing;
  readonly filedOn: string;
  readonly updatedAt: Date;
}

const AT_ONCE = 200;

/**
 * Cases that were filed before their workflow remembered the money of a filing get it at the
 * start, as of their filing: due dates need the calendar, which no migration has.
 */
@Injectable()
export class CompleteContexts implements OnModuleInit {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly transactions: Transactions,
    private readonly references: ReferenceSource,
  ) {}

  async onModuleInit(): Promise<void> {
    for (const workflow of this.workflows.all) {
      while (await this.transactions.run((tx) => this.complete(tx, workflow)));
    }
  }

  /** Completes some cases; whether there may be more. */
  private async complete(tx: EntityManager, workflow: WorkflowDefinition): Promise<boolean> {
    const { key, version, ledger, filing: definition } = workflow;
    if (!ledger) return false;
    const found = await tx.query<EarlierCase[]>(
      `SELECT id, version, filing, filed_on AS "filedOn", updated_at AS "updatedAt",
              snapshot -> 'context' AS context,
              (SELECT coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'shown',
                        e.shown_to_enterprise OR e.uploader_role = 'enterprise')), '[]')
                 FROM evidence e WHERE e.case_id = cases.id) AS evidence
         FROM cases WHERE kind = $1 AND workflow_version = $2 AND snapshot ? 'context'
          AND NOT (snapshot -> 'context') ? $3
        ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE`,
      [key, version, ledger.property],
    );
    const references = await this.references.read(tx);
    for (const { id, version: seq, filing, filedOn, updatedAt, ...earlier } of found) {
      const input = { filing, on: filedOn, openAgainstRespondent: 0, earlier, ...references };
      const context = { ...earlier.context, ...definition.remembers?.(input as never) };
      await this.save(tx, id, context, ledger.oldestDueOn(context as never));
      const lines = ledger.lines(context as never);
      const batch = new WriteBatch(tx);
      batch.insert(LedgerEntry, entriesFrom(lines, { id, seq, before: 0, at: updatedAt }));
      await batch.send();
    }
    return found.length === AT_ONCE;
  }

  private async save(tx: EntityManager, id: string, context: JsonObject, oldest: string | null) {
    await tx.query(
      `UPDATE cases SET snapshot = jsonb_set(snapshot, '{context}', $2::jsonb), oldest_due_on = $3
        WHERE id = $1`,
      [id, JSON.stringify(context), oldest],
    );
  }
}
