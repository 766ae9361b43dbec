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
import { RuleBook } from '../policies/rule-book.js';
import type { Case } from './case.entity.js';
import { policyInForce } from './case-policies.js';
import type { CaseWrites } from './case-writer.js';
import { handsAfter } from './duties.js';
import type { HistoryEntry } from './history-entry.entity.js';
import { linesAdded } from './ledger-lines.js';
import { sealed } from './history-chain.js';
import { contextOf, partyOf, publicState, type Step, type Timer } from './machine-step.js';
import { persisted } from './stored-snapshot.js';
import { causeOfEvent, causeOfStage } from './letter-causes.js';
import { NoticeOrders } from './notice-orders.js';
import type { LetterDirectory } from './party-directory.js';
import { ServedTerms } from './served-terms.js';
import { heldBy, type ServicePayload } from './service-rules.js';
import { urgencyOf } from './urgency.js';
import { isHiddenEvent, shownAfter } from './shown-version.js';

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
  /** Time alone has brought it about: a deadline has lapsed, here or in the case that tells of it. */
  readonly byTime?: boolean;
  readonly at: Date;
}

/** A clock's moment that is no event, only letters. */
export interface Reminder {
  readonly workflow: WorkflowDefinition;
  readonly record: Case;
  readonly clocks: readonly Clock[];
  readonly clock: Clock;
  readonly stage: PlannedStage;
  readonly at: Date;
}

/**
 * Turns the machine's effects into rows: the case, its history entry, its clocks, its letters. It
 * reads whom letters go to, by `directory` where many cases ask the same; it writes nothing.
 */
@Injectable()
export class ApplyEffects {
  constructor(
    private readonly clocks: Clocks,
    private readonly orders: NoticeOrders,
    private readonly rules: RuleBook,
    private readonly terms: ServedTerms,
  ) {}

  async ofStep(
    tx: EntityManager,
    transition: Transition,
    directory?: LetterDirectory,
  ): Promise<CaseWrites> {
    const { workflow, step, event } = transition;
    const { clocks, changed, armed } = this.moveClocks(transition);
    const after = caseAfter(transition, clocks);
    const entry = entryOf(transition, after);
    const record: Case = { ...after, lastHash: entry.hash };
    const { snapshot, effects } = step;
    const letters = await this.orders.forEvent(
      tx,
      { workflow, record, clocks, snapshot, letters: effects.letters, event },
      directory,
    );
    const lines = linesAdded(transition, record);
    const timed = transition.byTime ? causeOfEvent(record.version) : null;
    return { record, clocks, entry, lines, changed, armed, letters, timed };
  }

  async ofReminder(
    tx: EntityManager,
    reminder: Reminder,
    directory?: LetterDirectory,
  ): Promise<CaseWrites> {
    const { record, clock, stage, at } = reminder;
    const letters = await this.orders.forStage(tx, reminder, directory);
    const reminded = this.clocks.remind(clock, stage.offset, at);
    const clocks = reminder.clocks.map((other) => (other === clock ? reminded : other));
    const timed = causeOfStage(clock, stage);
    const none = { entry: null, lines: [], armed: [] };
    return { ...none, record, clocks, changed: [reminded], letters, timed };
  }

  /** Ends what the machine cancelled, then arms what it raised: a re-entry does both to one timer. */
  private moveClocks({ workflow, record, clocks, changed = [], step, event, at }: Transition) {
    const { effects } = step;
    const touched = new Map(changed.map((clock) => [idOf(clock), clock]));
    const kept = clocks.map((clock) => {
      if (clock.endedAt !== null || !effects.cancelled.includes(clock.timerId)) return clock;
      const met = workflow.clocks[clock.name]?.metBy.includes(event.type) ?? false;
      const ended = this.clocks.end(clock, met, at);
      touched.set(idOf(ended), ended);
      return ended;
    });
    const served = this.served({ workflow, record, event, at }, kept);
    if (served) touched.set(idOf(served.ended), served.ended);
    const armed: Clock[] = served ? [served.armed] : [];
    const left = kept.map((clock) => (clock === served?.held ? served.ended : clock));
    for (const timer of effects.armed) {
      const before = [...left, ...armed];
      armed.push(this.armed({ workflow, record, step, event, at }, timer, before));
    }
    return { clocks: [...left, ...armed], changed: [...touched.values()], armed };
  }

  /** An act that says that a term was served in another way: it runs from that day. */
  private served(
    { workflow, record, event, at }: Pick<Transition, 'workflow' | 'record' | 'event' | 'at'>,
    clocks: readonly Clock[],
  ) {
    if (workflow.events[event.type]?.serves !== true) return null;
    const payload = event.payload as ServicePayload;
    const held = heldBy(clocks, payload);
    if (!held) throw new Error(`${payload.clock} does not wait for service.`);
    const service = { way: payload.way, on: payload.servedOn, startEvent: event.type };
    return { held, ...this.terms.served(workflow, { record, clocks }, held, service, at) };
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
    if (definition.reached?.(context as never) === false) {
      throw new Error(`${name} is to run against a respondent whom nothing has reached.`);
    }
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

function caseAfter(
  { workflow, record, step, event, at }: Transition,
  clocks: readonly Clock[],
): Case {
  const { snapshot } = step;
  const state = publicState(snapshot);
  return {
    ...record,
    state: state.name,
    escalation: state.escalation,
    version: record.version + 1,
    snapshot: persisted(workflow, snapshot),
    hands: handsAfter(workflow, record.hands, event),
    ...standing(contextOf(snapshot)),
    oldestDueOn: workflow.ledger?.oldestDueOn(contextOf(snapshot) as never) ?? null,
    updatedAt: at,
    ...shownAfter(record, at, isHiddenEvent(workflow, event.type)),
    urgentAt: urgencyOf(workflow, clocks),
    endedAt: state.ended ? at : null,
  };
}

/** What of the machine's memory stands in columns of its own, for scope, lists and statistics. */
function standing({ unitId, coUnitIds, officers, outcome, closedFor = null }: CaseContext) {
  return {
    unitId,
    coUnitIds: [...coUnitIds],
    acceptorOfficerId: officers.acceptor,
    handlerOfficerId: officers.handler,
    solved: outcome?.solved ?? null,
    satisfied: outcome?.satisfied ?? null,
    closedFor,
  };
}

function entryOf(
  { workflow, record, clocks, step, event, basis, actor, at }: Transition,
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
    basis: basis === undefined ? basisOf(workflow, event.type, clocks, step) : basis,
    prevHash: record.lastHash,
  });
}

/** The article behind the entry: the act's own, or that of the deadline that lapsed. */
function basisOf(
  workflow: WorkflowDefinition,
  type: string,
  clocks: readonly Clock[],
  { snapshot }: Step,
): LegalBasis | null {
  const act = workflow.events[type];
  if (act) return act.basisIn?.(contextOf(snapshot) as never) ?? act.basis ?? null;
  if (!type.startsWith('xstate.after.')) return workflow.filing.basis ?? null;
  return clocks.findLast(({ timerId }) => timerId === type)?.basis ?? null;
}
