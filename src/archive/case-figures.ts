import { Injectable } from '@nestjs/common';
import type { Case } from '../engine/case.entity.js';
import { contextOf } from '../engine/machine-step.js';
import { restored } from '../engine/stored-snapshot.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { chinaDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';
import { TimeSource } from '../kernel/time-source.js';
import { LprPublications } from '../rates/lpr-publications.js';

/** The money of a case to today, as its ledger has it. */
@Injectable()
export class CaseFigures {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly lpr: LprPublications,
    private readonly time: TimeSource,
  ) {}

  /** Null for a case of a kind that is not about money. */
  async of(record: Case): Promise<JsonObject | null> {
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    if (!workflow.ledger) return null;
    const context = contextOf(restored(workflow, record.snapshot)) as never;
    const today = chinaDate(this.time.now());
    return workflow.ledger.statement(context, today, await this.lpr.all());
  }
}
