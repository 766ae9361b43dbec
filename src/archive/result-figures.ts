import { Injectable } from '@nestjs/common';
import type { Case } from '../engine/case.entity.js';
import { contextOf, restored } from '../engine/machine-step.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { JsonObject } from '../kernel/json.js';
import { CaseFigures } from './case-figures.js';

/** The claim as it was filed, and the amounts that the unit has found. */
@Injectable()
export class ResultFigures extends CaseFigures {
  constructor(private readonly workflows: WorkflowRegistry) {
    super();
  }

  override async of(record: Case): Promise<JsonObject | null> {
    const { claim } = record.filing as { claim?: JsonObject };
    if (claim === undefined) return null;
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const context = contextOf(restored(workflow, record.snapshot)) as {
      amounts?: JsonObject | null;
    };
    return { claim, found: context.amounts ?? null };
  }
}
