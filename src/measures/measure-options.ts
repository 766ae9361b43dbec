import { Injectable } from '@nestjs/common';
import { CasesService } from '../cases/cases.service.js';
import { CaseOpening } from '../engine/case-opening.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { actorOf, type Principal } from '../identity/principal.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { MeasureOptionsView } from './measure.view.js';
import { MEASURE } from './measures.service.js';

/** Which measures somebody may propose about a complaint now, and what stands against the others. */
@Injectable()
export class MeasureOptions {
  constructor(
    private readonly cases: CasesService,
    private readonly opening: CaseOpening,
    private readonly workflows: WorkflowRegistry,
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

  /** @throws DomainError NOT_FOUND also for a complaint out of scope */
  async about(principal: Principal, caseId: string): Promise<MeasureOptionsView> {
    const complaint = await this.cases.inScope(principal, caseId);
    const workflow = this.workflows.findLatest(MEASURE);
    if (!workflow) throw new Error('There is no workflow of measures.');
    const { manager } = this.transactions;
    const items = [];
    for (const { type, label } of workflow.filing.about?.sorts ?? []) {
      const reasons = await this.opening.prohibitions(
        manager,
        workflow,
        { type, caseIds: [caseId] },
        actorOf(principal),
        [complaint],
        this.time.now(),
      );
      items.push({ type, label, allowed: reasons.length === 0, reasons });
    }
    return { items };
  }
}
