import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Label, StateMeta, WorkflowDefinition } from '../definition/index.js';
import { statesOf } from '../definition/describe-workflow.js';
import type { Case } from '../engine/case.entity.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { isAwaited } from '../engine/urgency.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { readerOf, type Reader } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import { countedFor } from '../identity/what-is-read.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import type { CaseSummaryView, ClosingGroundView } from './case-summary.view.js';
import type { ClockSummaryView } from './clock-summary.view.js';
import { clockSummary, type SummarizedClock } from './clock-summary.js';

/** What a list tells of a case, without its snapshot and its filing. */
export type SummaryRow = Omit<
  Case,
  | 'snapshot'
  | 'hands'
  | 'filing'
  | 'lastHash'
  | 'trackingCode'
  | 'filedBy'
  | 'respondentOrganisationId'
  | 'aboutIds'
  | 'archivedAt'
> & { readonly respondentName: string };

/** A case of a list, with what else is told of it: `listed` reads all that by one statement. */
export type ListedRow = SummaryRow & {
  /** Those of the running clocks that run out at `urgentAt`; null when there are none. */
  readonly clocks: readonly ListedClock[] | null;
  readonly acceptorOfficer: string | null;
  readonly handlerOfficer: string | null;
};

/** Of the derivation, which is long, only what a summary tells. */
type ListedClock = Omit<SummarizedClock, 'dueAt' | 'endedAt' | 'derivation'> &
  SummarizedClock['derivation'];

const columns: Readonly<Record<keyof SummaryRow, string>> = {
  id: 'id',
  number: 'number',
  kind: 'kind',
  workflowVersion: 'workflow_version',
  state: 'state',
  escalation: 'escalation',
  version: 'version',
  enterpriseName: 'enterprise_name',
  unitId: 'unit_id',
  coUnitIds: 'co_unit_ids',
  acceptorOfficerId: 'acceptor_officer_id',
  handlerOfficerId: 'handler_officer_id',
  solved: 'solved',
  satisfied: 'satisfied',
  closedFor: 'closed_for',
  divisionCode: 'division_code',
  cityCode: 'city_code',
  filedOn: 'filed_on',
  filedAt: 'filed_at',
  updatedAt: 'updated_at',
  shownVersion: 'shown_version',
  shownAt: 'shown_at',
  urgentAt: 'urgent_at',
  endedAt: 'ended_at',
  oldestDueOn: 'oldest_due_on',
  // Who may read what of it is decided by these.
  aboutKind: 'about_kind',
  enterpriseId: 'enterprise_id',
  acceptorUnitId: 'acceptor_unit_id',
  respondentType: 'respondent_type',
  respondentName: `filing #>> '{respondent,name}'`,
};

/** The columns of a `SummaryRow` from the table `alias`. */
export function summaryColumns(alias: string): string {
  return Object.entries(columns)
    .map(([property, column]) => `${alias}.${column} AS "${property}"`)
    .join(', ');
}

const clockColumns: Readonly<Record<keyof ListedClock, string>> = {
  name: 'name',
  policyId: 'policy_id',
  generation: 'generation',
  subject: 'subject',
  status: 'status',
  held: 'held',
  owedBy: 'owed_by',
  startedOn: 'started_on',
  dueOn: 'due_on',
  rawDueOn: 'raw_due_on',
  provisional: 'provisional',
  mark: 'mark',
  basis: 'basis',
  policy: `derivation -> 'policy'`,
  pauses: `derivation -> 'pauses'`,
};

/**
 * The statement that reads a page of a list. The page is cut first; names and clocks are looked up
 * for what is left of it.
 *
 * @param page selects `summaryColumns`, and more if it likes, sorted and cut to the page
 */
export function listed(page: string): string {
  const clock = Object.entries(clockColumns)
    .map(([property, column]) => `${column} AS "${property}"`)
    .join(', ');
  return `WITH page AS MATERIALIZED (${page})
    SELECT page.*,
           (SELECT json_agg(k) FROM (
              SELECT ${clock} FROM clocks
               WHERE case_id = page.id AND ended_at IS NULL AND due_at = page."urgentAt") k
           ) AS clocks,
           acceptor.name AS "acceptorOfficer",
           handler.name AS "handlerOfficer"
      FROM page
      LEFT JOIN accounts acceptor ON acceptor.id = page."acceptorOfficerId"
      LEFT JOIN accounts handler ON handler.id = page."handlerOfficerId"
     ORDER BY page."urgentAt", page.id`;
}

/** What is known of one case beside its row. */
export interface SingleFacts {
  readonly clocks: readonly SummarizedClock[];
  readonly officerNames: ReadonlyMap<string, string>;
}

/** The officers who have a case on the desk. */
export function officersOf({
  acceptorOfficerId,
  handlerOfficerId,
}: Pick<SummaryRow, 'acceptorOfficerId' | 'handlerOfficerId'>): readonly string[] {
  return distinct([acceptorOfficerId, handlerOfficerId]);
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
    const on = chinaDate(at);
    return rows.map((row) => {
      const workflow = this.workflows.get(row.kind, row.workflowVersion);
      const urgent = row.clocks?.find(({ name, held }) =>
        isAwaitedIn(workflow, { name, held, endedAt: null }),
      );
      const deadline = urgent && clockSummary(workflow, whole(urgent, row.urgentAt), at);
      const { acceptorOfficer: acceptor, handlerOfficer: handler } = row;
      const names = { units, officers: { acceptor, handler } };
      return this.one(row, deadline ?? null, names, readerOf(principal, row), on);
    });
  }

  /** One case, with the clocks that it has and the names of its officers. */
  async single(
    row: SummaryRow,
    { clocks, officerNames: names }: SingleFacts,
    principal: Principal,
    at: Date,
    tx: EntityManager,
  ): Promise<CaseSummaryView> {
    const units = await this.unitsOf([row], tx);
    const workflow = this.workflows.get(row.kind, row.workflowVersion);
    const officers = {
      acceptor: names.get(row.acceptorOfficerId ?? '') ?? null,
      handler: names.get(row.handlerOfficerId ?? '') ?? null,
    };
    const deadline = mostUrgent(workflow, clocks, at);
    const reader = readerOf(principal, row);
    return this.one(row, deadline, { units, officers }, reader, chinaDate(at));
  }

  private one(
    row: SummaryRow,
    deadline: ClockSummaryView | null,
    { units, officers }: Names,
    reader: Reader,
    on: BusinessDate,
  ): CaseSummaryView {
    const { names, persons, money } = readings[reader.standing];
    const { version, updatedAt } = countedFor(reader, row);
    const named = names === 'both';
    const oldestDueOn = money === 'none' ? null : row.oldestDueOn;
    const workflow = this.workflows.get(row.kind, row.workflowVersion);
    const meta = this.metaOf(workflow, row.state);
    const unit = (id: string) => ({ id, name: units.get(id)?.zh ?? '' });
    const officer = (id: string | null, name: string | null) =>
      persons === 'none' || id === null || name === null ? null : { id, name };
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
      closedFor: groundOf(workflow, row.closedFor),
      version,
      cityCode: row.cityCode,
      divisionCode: row.divisionCode,
      enterpriseName: named ? row.enterpriseName : null,
      respondentName: named ? row.respondentName : null,
      holder: meta.holder,
      unit: row.unitId === null ? null : unit(row.unitId),
      coUnits: row.coUnitIds.map(unit),
      officers: {
        acceptor: officer(row.acceptorOfficerId, officers.acceptor),
        handler: officer(row.handlerOfficerId, officers.handler),
      },
      oldestDueOn,
      debtAge: money === 'none' ? null : (workflow.ledger?.ageOf(oldestDueOn, on) ?? null),
      deadline,
      filedOn: row.filedOn,
      filedAt: row.filedAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
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
    const ids = rows.flatMap((row) => [row.unitId, ...row.coUnitIds]);
    return this.directory.unitNames(tx, distinct(ids));
  }
}

/** Who has the case on the desk, on either side. */
interface OfficerNames {
  readonly acceptor: string | null;
  readonly handler: string | null;
}

interface Names {
  readonly units: ReadonlyMap<string, Label>;
  readonly officers: OfficerNames;
}

const distinct = (ids: readonly (string | null)[]): string[] => [
  ...new Set(ids.filter((id) => id !== null)),
];

function isAwaitedIn(
  workflow: WorkflowDefinition,
  clock: Pick<SummarizedClock, 'name' | 'endedAt' | 'held'>,
): boolean {
  return isAwaited(clock, workflow.clocks[clock.name]?.metBy ?? []);
}

function whole({ policy, pauses, ...clock }: ListedClock, dueAt: Date): SummarizedClock {
  return { ...clock, dueAt, endedAt: null, derivation: { policy, pauses } };
}

function mostUrgent(
  workflow: WorkflowDefinition,
  clocks: readonly SummarizedClock[],
  at: Date,
): ClockSummaryView | null {
  const [urgent] = clocks
    .filter((clock) => isAwaitedIn(workflow, clock))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  return urgent ? clockSummary(workflow, urgent, at) : null;
}

/** Why it is closed: solved, or over without being solved, which are counted apart. */
function groundOf(
  { closingGrounds = {} }: WorkflowDefinition,
  code: string | null,
): ClosingGroundView | null {
  const label = code === null ? undefined : closingGrounds[code];
  return code === null || !label ? null : { code, label: { zh: label.zh, en: label.en } };
}
