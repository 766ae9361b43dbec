import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Label, StateMeta, WorkflowDefinition } from '../definition/index.js';
import { statesOf } from '../definition/describe-workflow.js';
import { PartyDirectory } from '../engine/party-directory.js';
import { expectsAnAct } from '../engine/expected-acts.js';
import { isAwaited } from '../engine/urgency.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { readerOf, type Reader } from '../identity/reader.js';
import { readings } from '../identity/readings.js';
import { countedFor } from '../identity/what-is-read.js';
import { chinaDate, type BusinessDate } from '../kernel/business-date.js';
import type { ListedClock, ListedRow, OwnClock, SummaryRow } from './case-rows.js';
import type { CaseSummaryView, ClosingGroundView } from './case-summary.view.js';
import type { ClockSummaryView } from './clock-summary.view.js';
import { clockSummary, type SummarizedClock } from './clock-summary.js';

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
      const deadlines = { yours: ownDeadline(workflow, row.own, at), first: deadline ?? null };
      return this.one(row, deadlines, names, readerOf(principal, row), on);
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
    const deadlines = {
      yours: ownOf(workflow, clocks, principal, at),
      first: mostUrgent(workflow, clocks, at),
    };
    const reader = readerOf(principal, row);
    return this.one(row, deadlines, { units, officers }, reader, chinaDate(at));
  }

  private one(
    row: SummaryRow,
    { yours, first }: Deadlines,
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
      yourDeadline: yours,
      deadline: first,
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

/** The next term of the reader, and the next of anybody. */
interface Deadlines {
  readonly yours: ClockSummaryView | null;
  readonly first: ClockSummaryView | null;
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

function ownDeadline(
  workflow: WorkflowDefinition,
  own: OwnClock | null,
  at: Date,
): ClockSummaryView | null {
  if (own === null) return null;
  const { dueAt, ...clock } = own;
  return clockSummary(workflow, whole(clock, new Date(dueAt)), at);
}

/** The first running term that the reader owes and that expects an act. */
function ownOf(
  workflow: WorkflowDefinition,
  clocks: readonly SummarizedClock[],
  { role }: Principal,
  at: Date,
): ClockSummaryView | null {
  const [first] = clocks
    .filter(({ status, held, owedBy }) => status === 'running' && held === null && owedBy === role)
    .filter(({ name }) => expectsAnAct(workflow.clocks[name]))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.name.localeCompare(b.name));
  return first ? clockSummary(workflow, first, at) : null;
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
