import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import type { Label, Party, WorkflowDefinition } from '../definition/index.js';
import { Case } from '../engine/case.entity.js';
import { contextOf, partyOf, publicState } from '../engine/machine-step.js';
import { restored } from '../engine/stored-snapshot.js';
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
    // What the authorities do among themselves has a number, and nobody outside its code.
    if (!record?.enterpriseId || !sameText(record.trackingCode, code.trim().toUpperCase())) {
      throw new DomainError('NOT_FOUND', 'There is no case by this number and code.');
    }
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    const { meta } = publicState(snapshot);
    const holder = meta.holder && partyOf(meta.holder, contextOf(snapshot));
    const clocks = await this.clocks.of(record.id);
    const open = clocks
      .filter((clock) => concernsReader(workflow, clock, holder))
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    const awaited = open.find(({ owedBy }) => isOfSide(owedBy, holder));
    return {
      number: record.number,
      kindLabel: workflow.label,
      state: record.state,
      stateLabel: meta.label,
      escalation: record.escalation,
      escalationNote: workflow.escalation?.levels[record.escalation]?.note ?? null,
      nextStep: meta.next,
      holder: holder === null ? null : await this.holder(record, holder),
      until: awaited?.dueOn ?? null,
      provisional: awaited?.provisional ?? false,
      deadlines: open.map(({ name, owedBy, dueOn, provisional, status }) => ({
        label: workflow.clocks[name]?.label ?? { zh: name, en: name },
        owedBy,
        dueOn,
        provisional,
        overdue: status === 'lapsed',
      })),
      closed: record.endedAt !== null,
      solved: record.solved,
      satisfied: record.satisfied,
      filedOn: record.filedOn,
      updatedAt: record.shownAt.toISOString(),
      endedAt: record.endedAt?.toISOString() ?? null,
    };
  }

  /** The office that has the case; no name is given of the enterprise itself. */
  private async holder(record: Case, party: Party): Promise<TrackingView['holder']> {
    const named = withoutOffice[party];
    if (named) return { party, unit: null, label: named };
    const id = isOfSide(party, 'handler') ? record.unitId : record.acceptorUnitId;
    const names = await this.directory.unitNames(
      this.transactions.manager,
      id === null ? [] : [id],
    );
    const label = names.get(id ?? '') ?? { zh: '承办单位', en: 'the unit' };
    return { party, unit: names.get(id ?? '')?.zh ?? null, label };
  }
}

/** Who can have a case without being an office that the case names. */
const withoutOffice: Readonly<Partial<Record<Party, Label>>> = {
  enterprise: { zh: '投诉企业', en: 'the enterprise' },
  supervisor: { zh: '督查部门', en: 'the supervising authority' },
};

/** A unit and its head are one side. */
function isOfSide(party: Party, holder: Party | null): boolean {
  return holder !== null && party.replace(/Head$/, '') === holder.replace(/Head$/, '');
}

/** What the reader waits for, and what the reader may or has to do. */
function concernsReader(workflow: WorkflowDefinition, clock: Clock, holder: Party | null): boolean {
  const { metBy = [], right = false } = workflow.clocks[clock.name] ?? {};
  // Until when it may sue is for the enterprise itself, and for nobody who has a code.
  if (right) return false;
  if (clock.owedBy === 'enterprise') return clock.status === 'running';
  return isOfSide(clock.owedBy, holder) && isAwaited(clock, metBy);
}

/** In a time that does not tell how much of the code was right. */
function sameText(expected: string, given: string): boolean {
  const a = Buffer.from(expected);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
