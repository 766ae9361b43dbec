import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { payloadSchema } from '../definition/payload-schema.js';
import type { Filing, FilingDoubt, Label, WorkflowDefinition } from '../definition/index.js';
import type { Case } from '../engine/case.entity.js';
import type { Outcome } from '../engine/commands.js';
import { CurrentRates } from '../engine/current-rates.js';
import { policiesOf } from '../engine/case-policies.js';
import { openActs, publicState } from '../engine/machine-step.js';
import { awaitsService } from '../engine/service-rules.js';
import { sameMatterAs } from '../engine/same-matter.js';
import { restored } from '../engine/stored-snapshot.js';
import { actsFor } from '../engine/enterprise-identity.js';
import { actsForKey } from '../engine/key-rules.js';
import {
  PartyDirectory,
  type EnterpriseFacts,
  type EnterpriseStanding,
} from '../engine/party-directory.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { actorOf, type Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { readings, type Readings } from '../identity/readings.js';
import { chinaDate } from '../kernel/business-date.js';
import { RuleBook } from '../policies/rule-book.js';
import { moneySummary } from './money-summary.js';
import type { AvailableEventView, CaseEnterpriseView, CaseView } from './case.view.js';
import type { SummaryRow } from './case-rows.js';
import { CaseSummaries, officersOf } from './case-summaries.js';
import { clockSummary } from './clock-summary.js';
import { clocksFor, rightsOf } from './rights-of.js';
import { ServiceAddresses } from './service-addresses.js';

/** Puts cases into the words and fields of the interface. */
@Injectable()
export class CaseViews {
  /** Schemas of payloads never change while the process runs. */
  private readonly schemas = new Map<object, object>();

  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly directory: PartyDirectory,
    private readonly summaries: CaseSummaries,
    private readonly rules: RuleBook,
    private readonly addresses: ServiceAddresses,
    private readonly rates: CurrentRates,
  ) {}

  /** One case, whole, as the principal may see it. */
  async detail(
    { record: stored, clocks }: Outcome,
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseView> {
    const record = await this.rates.of(stored, tx);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    const read = readings[readerOf(principal, record).standing];
    const names = await this.directory.unitNames(tx, [record.acceptorUnitId]);
    const people = await this.directory.people(tx, officersOf(record), record.enterpriseId);
    const { officerNames, enterprise } = people;
    const known = { clocks, officerNames };
    return {
      ...(await this.summaries.single(summaryRow(record), known, principal, at, tx)),
      kindLabel: kindLabel(workflow, record),
      nextStep: publicState(snapshot).meta.next,
      filing: filingFor(read, record),
      acceptorUnit: {
        id: record.acceptorUnitId,
        name: names.get(record.acceptorUnitId)?.zh ?? '',
      },
      enterprise:
        enterprise === null || read.names === 'none'
          ? null
          : enterpriseView(enterprise, record.enterpriseName, read),
      sameMatter: read.sameMatter === 'none' ? null : await sameMatterAs(tx, record),
      trackingCode: read.trackingCode === 'yes' ? record.trackingCode : null,
      clocks: clocksFor(read, workflow, clocks).map((clock) => clockSummary(workflow, clock, at)),
      availableEvents: this.availableEvents(
        { record, clocks },
        principal,
        at,
        enterprise?.standing ?? null,
      ),
      money: read.money === 'none' ? null : moneySummary(record, snapshot.context),
      rights: read.rights === 'none' ? [] : rightsOf(workflow, snapshot.context, at),
      serviceAddress:
        read.serviceAddress === 'none' ? null : await this.addresses.of(tx, record, principal),
      escalationDetail:
        read.escalation === 'none'
          ? null
          : (workflow.escalation?.explain(
              record.escalation,
              snapshot.context as never,
              read.escalation === 'public',
            ) ?? null),
    };
  }

  /** What the principal, or the key it speaks by, may do now, with the schema of each payload. */
  availableEvents(
    { record, clocks }: Outcome,
    principal: Principal,
    at: Date,
    standing: EnterpriseStanding | null = null,
  ): readonly AvailableEventView[] {
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    const policyOf = policiesOf(this.rules, workflow, record, clocks);
    const stands = { snapshot, hands: record.hands, toServe: awaitsService(clocks) };
    const acts = openActs(workflow, stands, actorOf(principal), chinaDate(at), policyOf);
    const open = actsForKey(workflow, acts, principal.key?.scopes ?? null);
    return actsFor(workflow, open, standing).map((type) => this.availableEvent(workflow, type));
  }

  /** What of a complaint looks like a slip. */
  doubts({ kind, workflowVersion, filing }: Case): readonly FilingDoubt[] {
    return this.workflows.get(kind, workflowVersion).filing.doubts?.(filing as never) ?? [];
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
}

/** As the case was filed: a later change of the name is no matter of this case. */
function enterpriseView(
  { id, uscc, standing, confirmedAt, contact }: EnterpriseFacts,
  name: string,
  read: Readings,
): CaseEnterpriseView {
  return {
    ...{ id, name, uscc, standing, confirmedAt: confirmedAt?.toISOString() ?? null },
    contact: read.contact === 'none' ? null : contact,
  };
}

/** What was filed, as far as it is for the reader: whom it is against is told without an address. */
export function filingFor({ filing: extent }: Readings, { filing }: Case): Partial<Filing> {
  switch (extent) {
    case 'whole':
      return filing;
    case 'respondent': {
      const { contactEmail: _, ...respondent } = filing.respondent;
      return { respondent };
    }
    case 'none':
      return {};
  }
}

/** What a case is called: by its sort, where its kind has several. */
export function kindLabel(
  { label, filing: { about } }: WorkflowDefinition,
  { filing }: Case,
): Label {
  const { type } = filing as { readonly type?: string };
  return about?.sorts?.find((sort) => sort.type === type)?.label ?? label;
}

/** The row as a list would have read it. */
export function summaryRow(record: Case): SummaryRow {
  return { ...record, respondentName: record.filing.respondent.name };
}
