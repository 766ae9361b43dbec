import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LedgerDefinition, LprPublication } from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { LprPublications } from '../rates/lpr-publications.js';
import type { Case } from './case.entity.js';
import { contextIn } from './stored-snapshot.js';
import { WorkflowRegistry } from './workflow-registry.js';

type Ledgered = Pick<Case, 'kind' | 'workflowVersion' | 'snapshot'>;

/**
 * Cases by the LPR as it is known now. A publication comes in when a case is long under way; whoever
 * acts on the case or reads it goes by the rate of each day, as the calculator does. The step that
 * an act takes stores it.
 */
@Injectable()
export class CurrentRates {
  constructor(
    private readonly lpr: LprPublications,
    private readonly workflows: WorkflowRegistry,
  ) {}

  /** The case itself where the LPR is nothing to it, or nothing new. */
  async of<Read extends Ledgered>(record: Read, tx?: EntityManager): Promise<Read> {
    const ledger = this.ledgerOf(record);
    return ledger ? renewed(ledger, record, await this.lpr.all(tx)) : record;
  }

  /** For many cases at one moment. */
  async forAll(): Promise<<Read extends Ledgered>(record: Read) => Read> {
    const known = await this.lpr.all();
    return (record) => {
      const ledger = this.ledgerOf(record);
      return ledger ? renewed(ledger, record, known) : record;
    };
  }

  /** Null where the LPR is nothing to the case; one that cannot be worked out fails elsewhere. */
  private ledgerOf({ kind, workflowVersion, snapshot }: Ledgered): LedgerDefinition | null {
    const ledger = this.workflows.find(kind, workflowVersion)?.ledger;
    if (!ledger || !hasMemory(snapshot, ledger.property)) return null;
    return ledger.goesByLpr(contextIn(snapshot) as never) ? ledger : null;
  }
}

const hasMemory = ({ context }: Case['snapshot'], property: string): boolean =>
  typeof context === 'object' && context !== null && property in context;

function renewed<Read extends Ledgered>(
  ledger: LedgerDefinition,
  record: Read,
  lpr: readonly LprPublication[],
): Read {
  const before = contextIn(record.snapshot);
  const money = ledger.byLpr(before as never, lpr);
  if (money === null) return record;
  const context = { ...before, [ledger.property]: money } as unknown as JsonObject;
  return { ...record, snapshot: { ...record.snapshot, context } };
}
