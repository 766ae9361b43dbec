import { Injectable } from '@nestjs/common';
import { CasesService } from '../cases/cases.service.js';
import type { LedgerStatement } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import { contextOf } from '../engine/machine-step.js';
import { restored } from '../engine/stored-snapshot.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import type { JsonObject } from '../kernel/json.js';
import { TimeSource } from '../kernel/time-source.js';
import { LprPublications } from '../rates/lpr-publications.js';

/** A case with its money to a day. */
export interface CaseLedger {
  readonly record: Case;
  readonly statement: LedgerStatement;
}

/** The money of a case, for those who may see the case. */
@Injectable()
export class Ledgers {
  constructor(
    private readonly cases: CasesService,
    private readonly workflows: WorkflowRegistry,
    private readonly lpr: LprPublications,
    private readonly time: TimeSource,
  ) {}

  /** @throws DomainError NOT_FOUND, FORBIDDEN, INPUT_INVALID for a case that is not about money */
  async of(principal: Principal, id: string, on: string | undefined): Promise<CaseLedger> {
    const record = await this.cases.inScope(principal, id);
    const { money } = readings[readerOf(principal, record).standing];
    if (money === 'none') {
      throw new DomainError('FORBIDDEN', 'The money of a case is not for this role.');
    }
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    if (!workflow.ledger) {
      const message = 'Cases of this kind have no ledger.';
      throw inputInvalid([{ path: 'id', rule: 'hasLedger', message }]);
    }
    const context = contextOf(restored(workflow, record.snapshot)) as never;
    const day = on ?? chinaDate(this.time.now());
    const statement = workflow.ledger.statement(context, day, await this.lpr.all());
    const own = { caseId: record.id, caseNumber: record.number };
    return {
      record,
      statement: { ...own, ...(money === 'whole' ? statement : plain(statement)) },
    };
  }
}

/** What is marked for auditors, and officers' reasons, are for the authorities alone. */
function plain({ entries, ...rest }: LedgerStatement): LedgerStatement {
  const lines = entries as readonly JsonObject[];
  return { ...rest, entries: lines.map((line) => ({ ...line, flag: null, details: {} })) };
}
