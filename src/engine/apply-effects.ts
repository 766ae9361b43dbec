import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock, PlannedStage } from '../clocks/clock.entity.js';
import { Clocks, type ClockToArm } from '../clocks/clocks.js';
import {
  subjectOf,
  type Actor,
  type CaseContext,
  type CaseEvent,
  type LegalBasis,
  type WorkflowDefinition,
} from '../definition/index.js';
import type { JsonObject } from '../kernel/json.js';
import { Outbox } from '../notices/outbox.js';
import { RuleBook } from '../policies/rule-book.js';
import { WriteBatch } from '../store/write-batch.js';
import { CaseMovedOn, onlyAsRead, type CaseAhead } from './case-ahead.js';
import { Case } from './case.entity.js';
import { policyInForce } from './case-policies.js';
import { textOf } from './case-text.js';
import { CaseText } from './case-text.entity.js';
import type { Outcome } from './commands.js';
import { HistoryEntry } from './history-entry.entity.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { linesAdded } from './ledger-lines.js';
import { sealed } from './history-chain.js';
import {
  contextOf,
  partyOf,
  persisted,
  publicState,
  type Step,
  type Timer,
} from './machine-step.js';
import { NoticeOrders } from './notice-orders.js';
import { isAwaited, urgentAt } from './urgency.js';

/** A transition to be written: the case before it, and the machine's step. */
export interface Transition {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly clocks: readonly Clock[];
  /** Clocks that differ from their rows already, before the step's own effects. */
  readonly changed?: readonly Clock[];
  readonly step: Step;
  readonly event: CaseEvent;
  /** What the step rests on, where the act's own declaration does not say it. */
  readonly basis?: LegalBasis | null;
  readonly actor: Actor;
  readonly at: Date;
  /** Where the case was read without a lock; it is locked as it is written. */
  readonly ahead?: CaseAhead | undefined;
}

/** A clock's moment that is no event, only letters. */
export interface Reminder {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly clocks: readonly Clock[];
  readonly clock: Clock;
  readonly stage: PlannedStage;
  readonly at: Date;
  readonly ahead?: CaseAhead | undefined;
}

/** Turns the machine's effects into rows: the case, its history entry, its clocks, its letters. */
@Injectable()
export class ApplyEffects {
  constructor(
    private readonly clocks: Clocks,
    private readonly orders: NoticeOrders,
    private readonly outbox: Outbox,
    private readonly rules: RuleBook,
  ) {}

  /** @throws CaseMovedOn when a case that was read without a lock does not stand so any more */
  async write(tx: EntityManager, transition: Transition): Promise<Outcome> {
    const { workflow, record: before, step, event, at, ahead } = transition;
    const { clocks, changed } = this.moveClocks(transition);
    const record = caseAfter(transition, clocks);
    const entry = entryOf(transition, record);
    const sealedRecord: Case = { ...record, lastHash: entry.hash };

    const letters = await this.orders.forEvent(tx, {
      workflow,
      record: sealedRecord,
      clocks,
      snapshot: step.snapshot,
      letters: step.effects.letters,
      event,
      ahead,
    });

    const batch = new WriteBatch(tx);
    if (ahead) onlyAsRead(batch, ahead.read);
    if (before.version === 0) {
      batch.insert(Case, [sealedRecord]);
      batch.insert(CaseText, [textOf(sealedRecord)]);
    } else updateCase(batch, sealedRecord);
    batch.insert(HistoryEntry, [entry]);
    batch.insert(LedgerEntry, linesAdded(transition, sealedRecord));
    this.clocks.save(batch, changed);
    this.outbox.put(batch, letters, at);
    if (!(await batch.send())) throw new CaseMovedOn();
    return { record: sealedRecord, clocks };
  }

  /** @throws CaseMovedOn as `write` does */
  async remind(tx: EntityManager, reminder: Reminder): Promise<Outcome> {
    const { record, clocks, clock, stage, at, ahead } = reminder;
    const letters = await this.orders.forStage(tx, reminder);
    const reminded = this.clocks.remind(clock, stage.offset, at);
    const batch = new WriteBatch(tx);
    if (ahead) onlyAsRead(batch, ahead.read);
    this.clocks.save(batch, [reminded]);
    this.outbox.put(batch, letters, at);
    if (!(await batch.send())) throw new CaseMovedOn();
    return { record, clocks: clocks.map((other) => (other === clock ? reminded : other)) };
  }

  /** Ends what the machine cancelled, then arms what it raised: a re-entry does both to one timer. */
  private moveClocks({ workflow, record, clocks, changed = [], step, event, at }: Transition) {
    const { cancelled, armed } = step.effects;
    const touched = new Map(changed.map((clock) => [idOf(clock), clock]));
    let now = clocks.map((clock) => {
      if (clock.endedAt !== null || !cancelled.includes(clock.timerId)) return clock;
      const met = workflow.clocks[clock.name]?.metBy.includes(event.type) ?? false;
      const ended = this.clocks.end(clock, met, at);
      touched.set(idOf(ended), ended);
      return ended;
    });
    for (const timer of armed) {
      const clock = this.armed({ workflow, record, step, event, at }, timer, now);
      touched.set(idOf(clock), clock);
      now = [...now, clock];
    }
    return { clocks: now, changed: [...touched.values()] };
  }

  private armed(
    {
      workflow,
      record,
      step,
      event,
      at,
    }: Pick<Transition, 'workflow' | 'record' | 'step' | 'event' | 'at'>,
    { name, timerId }: Timer,
    before: readonly Clock[],
  ): Clock {
    const definition = workflow.clocks[name];
    if (!definition) throw new Error(`No clock is declared by the name ${name}.`);
    const context = contextOf(step.snapshot);
    const subject = subjectOf(timerId);
    const order: ClockToArm = {
      caseId: record.id,
      name,
      subject,
      timerId,
      definition,
      owedBy: partyOf(definition.owedBy, context),
      count: definition.count?.(context as never, event.on, subject) ?? {
        from: event.on,
        extension: 0,
      },
      policyFor: (going) =>
        going
          ? this.rules.policies.get(going.policyId)
          : policyInForce(this.rules, workflow, record, name),
      startEvent: event.type,
      at,
    };
    return this.clocks.arm(order, before);
  }
}

const idOf = (clock: Clock): string => `${clock.name}#${clock.generation}`;

function caseAfter({ workflow, record, step, at }: Transition, clocks: readonly Clock[]): Case {
  const { snapshot } = step;
  const state = publicState(snapshot);
  const awaited = clocks.filter((clock) =>
    isAwaited(clock, workflow.clocks[clock.name]?.metBy ?? []),
  );
  return {
    ...record,
    state: state.name,
    escalation: state.escalation,
    version: record.version + 1,
    snapshot: persisted(workflow, snapshot),
    ...standing(contextOf(snapshot)),
    oldestDueOn: workflow.ledger?.oldestDueOn(contextOf(snapshot) as never) ?? null,
    updatedAt: at,
    urgentAt: urgentAt(awaited),
    endedAt: state.ended ? at : null,
  };
}

/** What of the machine's memory stands in columns of its own, for scope, lists and statistics. */
function standing({ unitId, coUnitIds, officers, outcome }: CaseContext) {
  return {
    unitId,
    coUnitIds: [...coUnitIds],
    acceptorOfficerId: officers.acceptor,
    handlerOfficerId: officers.handler,
    solved: outcome?.solved ?? null,
    satisfied: outcome?.satisfied ?? null,
  };
}

function entryOf(
  { workflow, record, clocks, event, basis, actor, at }: Transition,
  after: Case,
): HistoryEntry {
  return sealed({
    caseId: record.id,
    seq: after.version,
    event: event.type,
    payload: event.payload as JsonObject,
    actor,
    at,
    occurredOn: event.on,
    fromState: record.version === 0 ? null : record.state,
    toState: after.state,
    workflowVersion: workflow.version,
    basis: basis === undefined ? basisOf(workflow, event.type, clocks) : basis,
    prevHash: record.lastHash,
  });
}

/** The article behind the entry: the act's own, or that of the deadline that lapsed. */
function basisOf(
  workflow: WorkflowDefinition,
  type: string,
  clocks: readonly Clock[],
): LegalBasis | null {
  const act = workflow.events[type];
  if (act) return act.basis ?? null;
  if (!type.startsWith('xstate.after.')) return workflow.filing.basis ?? null;
  return clocks.findLast(({ timerId }) => timerId === type)?.basis ?? null;
}

/** Only what an event can change; the filing and the parties stay as they were filed. */
function updateCase(batch: WriteBatch, record: Case): void {
  batch.add`UPDATE cases SET state = ${record.state}, escalation = ${record.escalation},
    version = ${record.version}, snapshot = ${JSON.stringify(record.snapshot)},
    last_hash = ${record.lastHash}, unit_id = ${record.unitId}, co_unit_ids = ${record.coUnitIds},
    acceptor_officer_id = ${record.acceptorOfficerId}, handler_officer_id = ${record.handlerOfficerId},
    solved = ${record.solved}, satisfied = ${record.satisfied}, updated_at = ${record.updatedAt},
    urgent_at = ${record.urgentAt}, ended_at = ${record.endedAt},
    oldest_due_on = ${record.oldestDueOn} WHERE id = ${record.id}`;
}
