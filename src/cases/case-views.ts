import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { payloadSchema } from '../definition/payload-schema.js';
import type { Label, WorkflowDefinition } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import type { Outcome } from '../engine/commands.js';
import { openActs, publicState, restored } from '../engine/machine-step.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { isAwaited } from '../engine/urgency.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { actorOf, type Principal } from '../identity/principal.js';
import { chinaDate } from '../kernel/business-date.js';
import { moneySummary } from './money-summary.js';
import type {
  AvailableEventView,
  CaseSummaryView,
  CaseView,
  ClockSummaryView,
} from './case.view.js';

/** Puts cases into the words and fields of the interface. */
@Injectable()
export class CaseViews {
  /** Schemas of payloads never change while the process runs. */
  private readonly schemas = new Map<object, object>();

  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly directory: PartyDirectory,
  ) {}

  /** One case, whole, as the principal may see it. */
  async detail(
    { record, clocks }: Outcome,
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseView> {
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    const actor = actorOf(principal);
    const open = openActs(workflow, snapshot, actor, chinaDate(at));
    const units = await this.unitNames([record], tx);
    return {
      ...summaryOf(workflow, record, clocks, units, at),
      kindLabel: workflow.label,
      nextStep: publicState(snapshot).meta.next,
      filing: record.filing,
      acceptorUnit: unitOf(record.acceptorUnitId, units),
      enterprise: { id: record.enterpriseId, name: record.enterpriseName },
      trackingCode: principal.role === 'enterprise' ? record.trackingCode : null,
      clocks: clocks.map((clock) => clockSummary(workflow, clock, at)),
      availableEvents: open.map((type) => this.availableEvent(workflow, type)),
      money: moneySummary(record, snapshot.context),
    };
  }

  /** Cases as a list shows them. */
  async summaries(
    records: readonly Case[],
    clocks: ReadonlyMap<string, readonly Clock[]>,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseSummaryView[]> {
    const units = await this.unitNames(records, tx);
    return records.map((record) => {
      const workflow = this.workflows.get(record.kind, record.workflowVersion);
      return summaryOf(workflow, record, clocks.get(record.id) ?? [], units, at);
    });
  }

  private availableEvent(workflow: WorkflowDefinition, type: string): AvailableEventView {
    const definition = workflow.events[type];
    if (!definition) throw new Error(`${type} is not an event of ${workflow.key}.`);
    const { payload, label } = definition;
    let schema = this.schemas.get(payload);
    if (!schema) {
      schema = payloadSchema(payload);
      this.schemas.set(payload, schema);
    }
    return { type, label, payloadSchema: schema };
  }

  private unitNames(records: readonly Case[], tx: EntityManager) {
    const ids = records.flatMap(({ unitId, acceptorUnitId }) => [unitId, acceptorUnitId]);
    return this.directory.unitNames(tx, [...new Set(ids.filter((id) => id !== null))]);
  }
}

function summaryOf(
  workflow: WorkflowDefinition,
  record: Case,
  clocks: readonly Clock[],
  units: ReadonlyMap<string, Label>,
  at: Date,
): CaseSummaryView {
  const { meta } = publicState(restored(workflow, record.snapshot));
  const [urgent] = clocks
    .filter((clock) => isAwaited(clock, workflow.clocks[clock.name]?.metBy ?? []))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return {
    id: record.id,
    number: record.number,
    kind: record.kind,
    state: record.state,
    stateLabel: meta.label,
    escalation: record.escalation,
    version: record.version,
    cityCode: record.cityCode,
    divisionCode: record.divisionCode,
    enterpriseName: record.enterpriseName,
    respondentName: record.filing.respondent.name,
    holder: meta.holder,
    unit: record.unitId === null ? null : unitOf(record.unitId, units),
    deadline: urgent ? clockSummary(workflow, urgent, at) : null,
    filedOn: record.filedOn,
    filedAt: record.filedAt.toISOString(),
    updatedAt: record.updatedAt.toISOString(),
    endedAt: record.endedAt?.toISOString() ?? null,
  };
}

function unitOf(id: string, names: ReadonlyMap<string, Label>) {
  return { id, name: names.get(id)?.zh ?? '' };
}

/** A clock without its derivation. */
export function clockSummary(
  workflow: WorkflowDefinition,
  clock: Clock,
  at: Date,
): ClockSummaryView {
  return {
    name: clock.name,
    policy: clock.derivation.policy,
    label: workflow.clocks[clock.name]?.label ?? { zh: clock.name, en: clock.name },
    generation: clock.generation,
    status: clock.status,
    owedBy: clock.owedBy,
    startedOn: clock.startedOn,
    dueOn: clock.dueOn,
    rawDueOn: clock.rawDueOn,
    dueAt: clock.dueAt.toISOString(),
    overdue: clock.endedAt === null && clock.dueAt <= at,
    provisional: clock.provisional,
    mark: clock.mark,
    basis: clock.basis,
  };
}
