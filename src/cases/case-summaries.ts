import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Label, StateMeta, WorkflowDefinition } from '../definition/index.js';
import { statesOf } from '../definition/describe-workflow.js';
import type { Case } from '../engine/case.entity.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { isAwaited } from '../engine/urgency.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { chinaDate } from '../kernel/business-date.js';
import type { CaseSummaryView } from './case.view.js';
import type { ClockSummaryView } from './clock-summary.view.js';
import { clockSummary, type SummarizedClock } from './clock-summary.js';

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

/** A case of a list, with what else is told of it: `listed` reads all that by one statement. */
export type ListedRow = SummaryRow & {
  /** Those of the clocks that run out at `urgentAt`, as JSON has them; null when there are none. */
  readonly clocks: readonly AwaitedClock[] | null;
  readonly acceptorOfficer: string | null;
  readonly handlerOfficer: string | null;
};

type AwaitedClock = Omit<SummarizedClock, 'dueAt' | 'endedAt'> & { readonly dueAt: string };

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

/** Of the derivation, which is long, only what a summary tells. */
const clockColumns: Readonly<Record<keyof AwaitedClock, string>> = {
  name: 'name',
  policyId: 'policy_id',
  generation: 'generation',
  subject: 'subject',
  status: 'status',
  owedBy: 'owed_by',
  startedOn: 'started_on',
  dueOn: 'due_on',
  rawDueOn: 'raw_due_on',
  dueAt: 'due_at',
  provisional: 'provisional',
  mark: 'mark',
  basis: 'basis',
  derivation: `json_build_object('policy', k.derivation -> 'policy', 'pauses', k.derivation -> 'pauses')`,
};

/**
 * The statement that reads a page of a list.
 *
 * @param page selects `summaryColumns`, and more if it likes, sorted and cut to the page
 */
export function listed(page: string): string {
  const clock = Object.entries(clockColumns)
    .map(([property, column]) => `'${property}', ${column}`)
    .join(', ');
  const nameOf = (officer: string) => `(SELECT name FROM accounts WHERE id = page."${officer}Id")`;
  return `WITH page AS MATERIALIZED (${page})
    SELECT page.*,
           (SELECT json_agg(json_build_object(${clock})) FROM clocks k
             WHERE k.case_id = page.id AND k.ended_at IS NULL
               AND k.due_at = page."urgentAt") AS clocks,
           ${nameOf('acceptorOfficer')} AS "acceptorOfficer",
           ${nameOf('handlerOfficer')} AS "handlerOfficer"
      FROM page ORDER BY "urgentAt", id`;
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
    rows: readonly ListedRow[],
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseSummaryView[]> {
    const units = await this.unitsOf(rows, tx);
    return rows.map((row) => {
      const clocks = (row.clocks ?? []).map((clock) => ({
        ...clock,
        dueAt: new Date(clock.dueAt),
        endedAt: null,
      }));
      const names = new Map([
        [row.acceptorOfficerId, row.acceptorOfficer],
        [row.handlerOfficerId, row.handlerOfficer],
      ]);
      return this.one(row, clocks, { units, officers: officersFor(principal, names) }, at);
    });
  }

  /** One case, with the clocks that it has. */
  async single(
    row: SummaryRow,
    clocks: readonly SummarizedClock[],
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseSummaryView> {
    const ids = distinct([row.acceptorOfficerId, row.handlerOfficerId]);
    const names = await this.directory.officerNames(tx, ids);
    const units = await this.unitsOf([row], tx);
    return this.one(row, clocks, { units, officers: officersFor(principal, names) }, at);
  }

  private one(
    row: SummaryRow,
    clocks: readonly SummarizedClock[],
    { units, officers }: Names,
    at: Date,
  ): CaseSummaryView {
    const workflow = this.workflows.get(row.kind, row.workflowVersion);
    const meta = this.metaOf(workflow, row.state);
    const unit = (id: string) => ({ id, name: units.get(id)?.zh ?? '' });
    const officer = (id: string | null) => {
      const name = officers.get(id) ?? null;
      return id === null || name === null ? null : { id, name };
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

  private unitsOf(
    rows: readonly SummaryRow[],
    tx: EntityManager,
  ): Promise<ReadonlyMap<string, Label>> {
    const ids = rows.flatMap((row) => [row.unitId, row.acceptorUnitId, ...row.coUnitIds]);
    return this.directory.unitNames(tx, distinct(ids));
  }
}

/** Officers act for their unit; an enterprise is told the office, not the person. */
function officersFor({ role }: Principal, names: OfficerNames): OfficerNames {
  return role === 'enterprise' ? new Map() : names;
}

type OfficerNames = ReadonlyMap<string | null, string | null>;

interface Names {
  readonly units: ReadonlyMap<string, Label>;
  readonly officers: OfficerNames;
}

const distinct = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

function mostUrgent(
  workflow: WorkflowDefinition,
  clocks: readonly SummarizedClock[],
  at: Date,
): ClockSummaryView | null {
  const [urgent] = clocks
    .filter((clock) => isAwaited(clock, workflow.clocks[clock.name]?.metBy ?? []))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return urgent ? clockSummary(workflow, urgent, at) : null;
}
