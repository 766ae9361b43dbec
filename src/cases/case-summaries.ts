import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import type { Label, StateMeta, WorkflowDefinition } from '../definition/index.js';
import { statesOf } from '../definition/describe-workflow.js';
import type { Case } from '../engine/case.entity.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { isAwaited } from '../engine/urgency.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { chinaDate } from '../kernel/business-date.js';
import { groupBy } from '../kernel/group-by.js';
import type { CaseSummaryView } from './case.view.js';
import type { ClockSummaryView } from './clock-summary.view.js';
import { clockSummary } from './clock-summary.js';

/** What a list tells of a case, without its snapshot and its filing. */
export type SummaryRow = Omit<
  Case,
  | 'snapshot'
  | 'filing'
  | 'lastHash'
  | 'trackingCode'
  | 'filedBy'
  | 'respondentOrganisationId'
  | 'aboutIds'
  | 'aboutKind'
> & { readonly respondentName: string };

/** A clock as a list needs it. */
type AwaitedClock = Parameters<typeof clockSummary>[1] & Pick<Clock, 'caseId'>;

const columns: Readonly<Record<keyof SummaryRow, string>> = {
  id: 'id',
  number: 'number',
  kind: 'kind',
  workflowVersion: 'workflow_version',
  state: 'state',
  escalation: 'escalation',
  version: 'version',
  enterpriseId: 'enterprise_id',
  enterpriseName: 'enterprise_name',
  acceptorUnitId: 'acceptor_unit_id',
  unitId: 'unit_id',
  coUnitIds: 'co_unit_ids',
  acceptorOfficerId: 'acceptor_officer_id',
  handlerOfficerId: 'handler_officer_id',
  solved: 'solved',
  satisfied: 'satisfied',
  respondentType: 'respondent_type',
  divisionCode: 'division_code',
  cityCode: 'city_code',
  filedOn: 'filed_on',
  filedAt: 'filed_at',
  updatedAt: 'updated_at',
  urgentAt: 'urgent_at',
  endedAt: 'ended_at',
  oldestDueOn: 'oldest_due_on',
  respondentName: `filing #>> '{respondent,name}'`,
};

/** The columns of a `SummaryRow` from the table `alias`. */
export function summaryColumns(alias: string): string {
  return Object.entries(columns)
    .map(([property, column]) => `${alias}.${column} AS "${property}"`)
    .join(', ');
}

/** Cases as a list shows them; a list restores no machine. */
@Injectable()
export class CaseSummaries {
  private readonly states = new Map<WorkflowDefinition, ReadonlyMap<string, StateMeta>>();

  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly directory: PartyDirectory,
  ) {}

  async of(
    rows: readonly SummaryRow[],
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseSummaryView[]> {
    if (rows.length === 0) return [];
    const clocks = groupBy(await awaitedClocks(tx, rows), (clock) => clock.caseId);
    const names = await this.names(rows, principal, tx);
    return rows.map((row) => this.one(row, clocks.get(row.id) ?? [], names, at));
  }

  /** One case, with the clocks that it has. */
  async single(
    row: SummaryRow,
    clocks: readonly Parameters<typeof clockSummary>[1][],
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseSummaryView> {
    return this.one(row, clocks, await this.names([row], principal, tx), at);
  }

  private one(
    row: SummaryRow,
    clocks: readonly Parameters<typeof clockSummary>[1][],
    { units, officers }: Names,
    at: Date,
  ): CaseSummaryView {
    const workflow = this.workflows.get(row.kind, row.workflowVersion);
    const meta = this.metaOf(workflow, row.state);
    const unit = (id: string) => ({ id, name: units.get(id)?.zh ?? '' });
    const officer = (id: string | null) => {
      const name = id === null ? undefined : officers.get(id);
      return id === null || name === undefined ? null : { id, name };
    };
    return {
      id: row.id,
      number: row.number,
      kind: row.kind,
      state: row.state,
      stateLabel: meta.label,
      escalation: row.escalation,
      closed: row.endedAt !== null,
      solved: row.solved,
      satisfied: row.satisfied,
      version: row.version,
      cityCode: row.cityCode,
      divisionCode: row.divisionCode,
      enterpriseName: row.enterpriseName,
      respondentName: row.respondentName,
      holder: meta.holder,
      unit: row.unitId === null ? null : unit(row.unitId),
      coUnits: row.coUnitIds.map(unit),
      officers: {
        acceptor: officer(row.acceptorOfficerId),
        handler: officer(row.handlerOfficerId),
      },
      oldestDueOn: row.oldestDueOn,
      debtAge: workflow.ledger?.ageOf(row.oldestDueOn, chinaDate(at)) ?? null,
      deadline: mostUrgent(workflow, clocks, at),
      filedOn: row.filedOn,
      filedAt: row.filedAt.toISOString(),
      updatedAt: row.updatedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
    };
  }

  private metaOf(workflow: WorkflowDefinition, state: string): StateMeta {
    let states = this.states.get(workflow);
    if (!states) {
      states = new Map(statesOf(workflow.machine).map((meta) => [meta.name, meta]));
      this.states.set(workflow, states);
    }
    const meta = states.get(state);
    if (!meta) throw new Error(`${workflow.key} has no state ${state}.`);
    return meta;
  }

  /** Officers act for their unit; an enterprise is told the office, not the person. */
  private async names(
    rows: readonly SummaryRow[],
    { role }: Principal,
    tx: EntityManager,
  ): Promise<Names> {
    const units = rows.flatMap((row) => [row.unitId, row.acceptorUnitId, ...row.coUnitIds]);
    const officers =
      role === 'enterprise'
        ? []
        : rows.flatMap((row) => [row.acceptorOfficerId, row.handlerOfficerId]);
    return {
      units: await this.directory.unitNames(tx, distinct(units)),
      officers: await this.directory.officerNames(tx, distinct(officers)),
    };
  }
}

interface Names {
  readonly units: ReadonlyMap<string, Label>;
  readonly officers: ReadonlyMap<string, string>;
}

const distinct = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

function mostUrgent(
  workflow: WorkflowDefinition,
  clocks: readonly Parameters<typeof clockSummary>[1][],
  at: Date,
): ClockSummaryView | null {
  const [urgent] = clocks
    .filter((clock) => isAwaited(clock, workflow.clocks[clock.name]?.metBy ?? []))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return urgent ? clockSummary(workflow, urgent, at) : null;
}

/** Clocks that have not ended, with what a summary tells of them. */
function awaitedClocks(tx: EntityManager, rows: readonly SummaryRow[]): Promise<AwaitedClock[]> {
  return tx.query<AwaitedClock[]>(
    `SELECT case_id AS "caseId", name, generation, subject, status, owed_by AS "owedBy",
            started_on AS "startedOn", due_on AS "dueOn", raw_due_on AS "rawDueOn",
            due_at AS "dueAt", ended_at AS "endedAt", provisional, mark, basis, derivation
       FROM clocks WHERE case_id = ANY($1) AND ended_at IS NULL`,
    [rows.map(({ id }) => id)],
  );
}
