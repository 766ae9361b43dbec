import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ListedRow } from '../cases/case-rows.js';
import { CaseSummaries, officersOf } from '../cases/case-summaries.js';
import { CaseViews, filingFor, kindLabel, summaryRow } from '../cases/case-views.js';
import { clockSummary } from '../cases/clock-summary.js';
import { ServiceAddresses } from '../cases/service-addresses.js';
import type { CaseContext, Filing } from '../definition/index.js';
import type { Outcome } from '../engine/commands.js';
import { contextOf, partyOf, publicState } from '../engine/machine-step.js';
import { restored } from '../engine/stored-snapshot.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { PartyDirectory } from '../engine/party-directory.js';
import type { Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import type { MeasureProgressView, MeasureSummaryView, MeasureView } from './measure.view.js';

/** A filing as far as every measure has it. */
type MeasureFiling = Filing & {
  readonly type: string;
  readonly cases: readonly { readonly id: string; readonly number: string }[];
};

/** What a list reads of a measure beside what every case has. */
export type MeasureRow = ListedRow & Pick<MeasureFiling, 'type' | 'cases'>;

/** Puts measures into the words and fields of the interface. */
@Injectable()
export class MeasureViews {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly cases: CaseViews,
    private readonly summaries: CaseSummaries,
    private readonly directory: PartyDirectory,
    private readonly addresses: ServiceAddresses,
  ) {}

  /** One measure, whole. */
  async detail(
    outcome: Outcome,
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<MeasureView> {
    const { record, clocks } = outcome;
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    const { meta } = publicState(snapshot);
    const context = contextOf(snapshot);
    const filing = record.filing as MeasureFiling;
    const { officerNames } = await this.directory.people(tx, officersOf(record), null);
    const known = { clocks, officerNames };
    const read = readings[readerOf(principal, record).standing];
    return {
      ...(await this.summaries.single(summaryRow(record), known, principal, at, tx)),
      type: filing.type,
      typeLabel: kindLabel(workflow, record),
      cases: filing.cases.map(({ id, number }) => ({ id, number })),
      holder: meta.holder && partyOf(meta.holder, context),
      nextStep: meta.next,
      filing: filingFor(read, record),
      progress: read.measures === 'whole' ? progressOf(context) : null,
      serviceAddress:
        read.serviceAddress === 'none' ? null : await this.addresses.of(tx, record, principal),
      clocks: clocks.map((clock) => clockSummary(workflow, clock, at)),
      availableEvents: this.cases.availableEvents(outcome, principal, at),
    };
  }

  /** Measures as a list shows them; a list restores no machine. */
  async list(
    rows: readonly MeasureRow[],
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<MeasureSummaryView[]> {
    const summaries = await this.summaries.of(rows, principal, at, tx);
    return summaries.map((summary, index) => {
      const { type = '', cases = [], kind = '', workflowVersion = 0 } = rows[index] ?? {};
      const { sorts = [] } = this.workflows.get(kind, workflowVersion).filing.about ?? {};
      const typeLabel = sorts.find((sort) => sort.type === type)?.label ?? { zh: type, en: type };
      const about = cases.map(({ id, number }) => ({ id, number }));
      return { ...summary, type, typeLabel, cases: about };
    });
  }
}

/** What has come of it so far, out of the machine's memory. */
function progressOf(context: CaseContext): MeasureProgressView {
  const memory = context as CaseContext & MeasureProgressView;
  return {
    proposedBy: memory.proposedBy,
    approvers: memory.approvers,
    issuers: memory.issuers,
    basis: memory.basis,
    documentNumber: memory.documentNumber,
    issuedOn: memory.issuedOn,
    servedOn: memory.servedOn,
    service: memory.service ?? null,
    dueOn: memory.dueOn,
    answer: memory.answer,
    interview: memory.interview,
    commitments: memory.commitments,
    audit: memory.audit,
    publication: memory.publication,
  };
}
