import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clocks } from '../clocks/clocks.js';
import { Case } from '../engine/case.entity.js';
import { publicState, restored } from '../engine/machine-step.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { isAwaited } from '../engine/urgency.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import type { TrackingView } from './tracking.view.js';

/** What the receipt's code opens: where the case stands, and no name of anybody. */
@Injectable()
export class Tracking {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly clocks: Clocks,
    private readonly directory: PartyDirectory,
  ) {}

  /** @throws DomainError NOT_FOUND for a wrong number and for a wrong code alike */
  async read(number: string, code: string): Promise<TrackingView> {
    const { manager } = this.transactions;
    const record = await manager.findOneBy(Case, { number });
    if (!record || !sameText(record.trackingCode, code.trim().toUpperCase())) {
      throw new DomainError('NOT_FOUND', 'There is no case by this number and code.');
    }
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const { meta } = publicState(restored(workflow, record.snapshot));
    const clocks = await this.clocks.of(record.id);
    const [awaited] = clocks
      .filter((clock) => isAwaited(clock, workflow.clocks[clock.name]?.metBy ?? []))
      .filter((clock) => clock.owedBy === meta.holder)
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    return {
      number: record.number,
      kindLabel: workflow.label,
      state: record.state,
      stateLabel: meta.label,
      escalation: record.escalation,
      nextStep: meta.next,
      holder: meta.holder === null ? null : await this.holder(record, meta.holder),
      until: awaited?.dueOn ?? null,
      provisional: awaited?.provisional ?? false,
      filedOn: record.filedOn,
      updatedAt: record.updatedAt.toISOString(),
      endedAt: record.endedAt?.toISOString() ?? null,
    };
  }

  /** The office that has the case; for the enterprise itself no name is given. */
  private async holder(record: Case, party: string): Promise<TrackingView['holder']> {
    const id = party === 'handler' ? record.unitId : record.acceptorUnitId;
    if (party === 'enterprise' || id === null) return { party, unit: null };
    const names = await this.directory.unitNames(this.transactions.manager, [id]);
    return { party, unit: names.get(id)?.zh ?? null };
  }
}

/** In a time that does not tell how much of the code was right. */
function sameText(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
