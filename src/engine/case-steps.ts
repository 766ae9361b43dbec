import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import {
  systemActor,
  type CaseEvent,
  type Information,
  type Proposal,
  type WorkflowDefinition,
} from '../definition/index.js';
import { DomainError } from '../kernel/domain-error.js';
import { RuleBook } from '../policies/rule-book.js';
import { ApplyEffects, type Transition } from './apply-effects.js';
import type { Case } from './case.entity.js';
import { CaseOpening } from './case-opening.js';
import { CaseWriter } from './case-writer.js';
import { CitedFiles } from './cited-files.js';
import type { OpenCommand, Outcome } from './commands.js';
import { CurrentRates } from './current-rates.js';
import { lockSiblings, type Locked } from './lock-case.js';
import { advance, begin } from './machine-step.js';
import { ServiceHolds } from './service-holds.js';
import { restored } from './stored-snapshot.js';
import { WorkflowRegistry } from './workflow-registry.js';

/** A step of a locked case; what it is about is locked with it. */
export type LockedTransition = Transition & Pick<Locked, 'subjects'>;

/** A case after a step, and the cases that it is about as they are then. */
export type Moved = Outcome & Locked;

/**
 * Steps of cases inside a transaction: each is written whole, and with it what it sets going in
 * other cases, which are told of it or opened by it. All of it is committed together.
 */
@Injectable()
export class CaseSteps {
  constructor(
    private readonly workflows: WorkflowRegistry,
    private readonly opening: CaseOpening,
    private readonly effects: ApplyEffects,
    private readonly writer: CaseWriter,
    private readonly clocks: Clocks,
    private readonly rules: RuleBook,
    private readonly holds: ServiceHolds,
    private readonly rates: CurrentRates,
    private readonly files: CitedFiles,
  ) {}

  /** The first step of a case; `locked` are those that it is about, where they are locked already. */
  async open(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    command: OpenCommand,
    locked?: readonly Case[],
  ): Promise<Moved> {
    const { input, files, ...prepared } = await this.opening.prepare(tx, workflow, command, locked);
    const { actor, at, byTime = false } = command;
    const step = begin(workflow, input);
    const opened = { ...prepared, workflow, clocks: [], step, actor, byTime, at };
    const moved = await this.write(tx, opened);
    await this.files.keep(tx, files, { record: moved.record, actor, at });
    return moved;
  }

  /** Writes a step, then what it asks of other cases; all of them are handed on as they are then. */
  async write(tx: EntityManager, transition: LockedTransition): Promise<Moved> {
    const { informed, proposed } = transition.step.effects;
    const { subjects } = transition;
    const writes = await this.effects.ofStep(tx, transition);
    await this.writer.write(tx, writes, transition.at);
    let moved: Moved = { record: writes.record, clocks: writes.clocks, subjects };
    for (const information of informed) {
      moved = { ...moved, subjects: await this.inform(tx, transition, moved, information) };
    }
    for (const proposal of proposed) {
      moved = await this.propose(tx, transition, moved, proposal);
    }
    return moved;
  }

  /** What lapsed before an act came first, even if no sweeper has looked yet. */
  async lapseDue(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { record, subjects }: Locked,
    at: Date,
  ): Promise<Moved> {
    let moved: Moved = { record, subjects, clocks: await this.clocksOf(tx, record.id) };
    for (;;) {
      const [lapsed] = moved.clocks
        .filter((clock) => clock.status === 'running' && clock.dueAt <= at)
        .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.name.localeCompare(b.name));
      if (!lapsed) return moved;
      const held = await this.holds.holdUnsent(tx, workflow, moved, lapsed, at);
      if (held) {
        moved = { ...held, subjects: moved.subjects };
        continue;
      }
      const transition = this.lapseOf(workflow, moved, lapsed, at);
      moved = await this.write(tx, { ...transition, subjects: moved.subjects });
    }
  }

  /** The clocks of a locked case; the rules are brought up to date on the way. */
  async clocksOf(tx: EntityManager, caseId: string): Promise<readonly Clock[]> {
    const { clocks, revision } = await this.clocks.ofLocked(caseId, tx);
    await this.rules.meet(tx, revision);
    return clocks;
  }

  /** The deadline's own event, dated on its last day however late it is noticed; not written yet. */
  lapseOf(
    workflow: WorkflowDefinition,
    { record, clocks }: Outcome,
    clock: Clock,
    at: Date,
  ): Transition {
    const event: CaseEvent = {
      type: clock.timerId,
      payload: { clock: clock.name, generation: clock.generation, dueOn: clock.dueOn },
      actor: systemActor,
      on: clock.dueOn,
    };
    const awaited = (workflow.clocks[clock.name]?.metBy.length ?? 0) > 0;
    const lapsed = this.clocks.lapse(clock, awaited, at);
    return {
      workflow,
      record,
      clocks: clocks.map((other) => (other === clock ? lapsed : other)),
      changed: [lapsed],
      step: advance(workflow, restored(workflow, record.snapshot), event),
      event,
      actor: systemActor,
      byTime: true,
      at,
    };
  }

  /** Other cases learn of a step. */
  private async inform(
    tx: EntityManager,
    { event: { on }, byTime = false, at }: LockedTransition,
    { record, subjects }: Locked,
    { to, event: type, payload }: Information,
  ): Promise<readonly Case[]> {
    const event = { type, payload: { ...payload, ...referenceTo(record) }, actor: systemActor, on };
    const heard = { event, byTime, at };
    if (to === 'siblings') {
      // What a sibling says to the cases that both are about counts for the next one.
      let about = subjects;
      for (const sibling of await lockSiblings(tx, record)) {
        about = (await this.hear(tx, { record: sibling, subjects: about }, heard)).subjects;
      }
      return about;
    }
    const informed: Case[] = [];
    for (const subject of subjects) {
      const { record: moved } = await this.hear(tx, { record: subject, subjects: [] }, heard);
      informed.push(moved);
    }
    return informed;
  }

  /** A case that does not take the event now (it has ended, say) is left as it is. */
  private async hear(
    tx: EntityManager,
    hearing: Locked,
    { event, byTime, at }: Pick<Transition, 'event' | 'byTime' | 'at'>,
  ): Promise<Locked> {
    const locked = { ...hearing, record: await this.rates.of(hearing.record, tx) };
    const workflow = this.workflows.get(locked.record.kind, locked.record.workflowVersion);
    if (!restored(workflow, locked.record.snapshot).can(event)) return locked;
    const moved = await this.lapseDue(tx, workflow, locked, at);
    const snapshot = restored(workflow, moved.record.snapshot);
    if (!snapshot.can(event)) return moved;
    const step = advance(workflow, snapshot, event);
    const actor = event.actor;
    return this.write(tx, { ...moved, workflow, step, event, actor, byTime: byTime === true, at });
  }

  /** Opens what the step proposes, unless the law has something against it. */
  private async propose(
    tx: EntityManager,
    { byTime = false, at }: LockedTransition,
    moved: Moved,
    { kind, filing, behalf }: Proposal,
  ): Promise<Moved> {
    const workflow = this.workflows.findLatest(kind);
    if (!workflow) throw new Error(`A step proposes a case of the kind ${kind}: nobody knows it.`);
    const { record, subjects } = moved;
    const isAboutItself = subjects.length === 0;
    const about = isAboutItself ? [record] : subjects;
    const caseIds = about.map(({ id }) => id);
    const proposer = { role: behalf, unitId: about[0]?.unitId ?? null };
    const command = { kind, filing: { ...filing, caseIds }, actor: systemActor, proposer, at };
    try {
      const asked = { ...command, enterprise: null, byTime };
      const opened = await this.open(tx, workflow, asked, about);
      if (!isAboutItself) return { ...moved, subjects: opened.subjects };
      const [own = record] = opened.subjects;
      return { record: own, subjects, clocks: await this.clocks.of(own.id, tx) };
    } catch (error) {
      // Decided before anything is written, so the transaction goes on.
      if (error instanceof DomainError && error.code === 'MEASURE_NOT_ALLOWED') return moved;
      throw error;
    }
  }
}

/** By which a case names another in its history. */
function referenceTo({ id, number }: Case) {
  return { measureId: id, number };
}
