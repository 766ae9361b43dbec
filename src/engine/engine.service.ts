import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import { DueClockHandler, type DueClock, type FireClock } from '../clocks/due-clock-handler.js';
import { systemActor, type CaseEvent, type WorkflowDefinition } from '../definition/index.js';
import { inputInvalid, type DomainError } from '../kernel/domain-error.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';
import { ApplyEffects } from './apply-effects.js';
import { CaseMovedOn, readCases, type CaseAhead } from './case-ahead.js';
import type { Case } from './case.entity.js';
import { CaseOpening } from './case-opening.js';
import type { MakeAnswer, OpenCommand, Outcome, SendCommand } from './commands.js';
import { EventRules } from './event-rules.js';
import { answerOnce } from './idempotency.js';
import { lockCase, requireVersion } from './lock-case.js';
import { advance, begin, restored } from './machine-step.js';
import { PartyDirectory } from './party-directory.js';
import { RememberingDirectory } from './remembering-directory.js';
import { WorkflowRegistry } from './workflow-registry.js';

/**
 * The only door to a case. One event is one transaction: lock the case, let its lapsed deadlines
 * speak first, ask whether the event is open, take the machine's next step, and write the case,
 * its history entry, its clocks and its letters; commit or nothing.
 */
@Injectable()
export class EngineService extends DueClockHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly opening: CaseOpening,
    private readonly rules: EventRules,
    private readonly effects: ApplyEffects,
    private readonly clocks: Clocks,
    private readonly directory: PartyDirectory,
    private readonly rulebook: RuleBook,
  ) {
    super();
  }

  /**
   * Opens a case. `answer` makes what the sender is told; it is kept under the idempotency key.
   *
   * @throws DomainError INPUT_INVALID, IDEMPOTENCY_KEY_REUSED
   */
  open<Answer>(command: OpenCommand, answer: MakeAnswer<Answer>): Promise<Answer> {
    const { kind, filing, actor, at } = command;
    const request = { kind, filing };
    return this.transactions.run((tx) =>
      answerOnce(tx, keyed(command, request), async () => {
        const workflow = this.workflows.findLatest(kind);
        if (!workflow) throw unknownKind(this.workflows);
        const { record, event, remembers } = await this.opening.prepare(tx, workflow, command);
        const transition = {
          workflow,
          record,
          clocks: [],
          step: begin(workflow, remembers),
          event,
          actor,
          at,
        };
        return answer(await this.effects.write(tx, transition), tx);
      }),
    );
  }

  /**
   * Applies an act to a case.
   *
   * @throws DomainError NOT_FOUND (also out of scope), PRECONDITION_FAILED, FORBIDDEN,
   *   EVENT_NOT_ACCEPTED, INPUT_INVALID, IDEMPOTENCY_KEY_REUSED
   */
  send<Answer>(command: SendCommand, answer: MakeAnswer<Answer>): Promise<Answer> {
    const { caseId, event, actor, at } = command;
    const request = command.request ?? { caseId, event };
    return this.transactions.run((tx) =>
      answerOnce(tx, keyed(command, request), async () => {
        const locked = await lockCase(tx, caseId, command.inScope);
        requireVersion(locked, command.expectedVersion);
        const workflow = this.workflows.get(locked.kind, locked.workflowVersion);
        const { record, clocks } = await this.lapseDueClocks(tx, workflow, locked, at);

        const snapshot = restored(workflow, record.snapshot);
        const checked = await this.rules.check(tx, {
          workflow,
          record,
          snapshot,
          clocks,
          event,
          through: command.through,
          actor,
          at,
        });
        const step = advance(workflow, snapshot, checked);
        const transition = { workflow, record, clocks, step, event: checked, actor, at };
        return answer(await this.effects.write(tx, transition), tx);
      }),
    );
  }

  /**
   * For the sweeper. Cases are read without a lock; each moment is then written by one statement,
   * a transaction by itself, which locks the case and its clocks if they still stand as read.
   */
  override async readAhead(due: readonly DueClock[]): Promise<FireClock> {
    await this.rulebook.refresh();
    const ids = [...new Set(due.map(({ caseId }) => caseId))];
    const cases = await readCases(this.transactions.manager, ids);
    const directory = new RememberingDirectory(this.directory);
    return async (clock, now) => {
      const read = cases.get(clock.caseId);
      if (!read) return false;
      try {
        const outcome = await this.fire(clock, { read, directory }, now);
        if (outcome) cases.set(clock.caseId, outcome);
        return outcome !== null;
      } catch (error) {
        if (!(error instanceof CaseMovedOn)) throw error;
        cases.delete(clock.caseId);
        return false;
      }
    };
  }

  /** The next moment of a due clock: a letter, or the lapse of the deadline. Null: none is due. */
  private async fire(due: DueClock, ahead: CaseAhead, now: Date): Promise<Outcome | null> {
    const { record, clocks } = ahead.read;
    const clock = clocks.find(
      ({ name, generation }) => name === due.name && generation === due.generation,
    );
    const stage = clock?.stages.find(({ firedAt, at }) => firedAt === null && new Date(at) <= now);
    if (!clock || !stage || clock.nextStageAt === null || clock.nextStageAt > now) return null;

    const { manager } = this.transactions;
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    return stage.offset === 0
      ? this.lapse(manager, workflow, ahead.read, clock, now, ahead)
      : this.effects.remind(manager, { workflow, record, clocks, clock, stage, at: now, ahead });
  }

  /** What lapsed before the act came first, even if no sweeper has looked yet. */
  private async lapseDueClocks(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    record: Case,
    at: Date,
  ): Promise<Outcome> {
    let outcome: Outcome = { record, clocks: await this.clocksOf(tx, record.id) };
    for (;;) {
      const [lapsed] = outcome.clocks
        .filter((clock) => clock.status === 'running' && clock.dueAt <= at)
        .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.name.localeCompare(b.name));
      if (!lapsed) return outcome;
      outcome = await this.lapse(tx, workflow, outcome, lapsed, at);
    }
  }

  /** The clocks of a locked case; the rules are brought up to date on the way. */
  private async clocksOf(tx: EntityManager, caseId: string): Promise<readonly Clock[]> {
    const { clocks, revision } = await this.clocks.ofLocked(caseId, tx);
    await this.rulebook.meet(tx, revision);
    return clocks;
  }

  /** The deadline's own event, dated on its last day however late it is noticed. */
  private lapse(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { record, clocks }: Outcome,
    clock: Clock,
    at: Date,
    ahead?: CaseAhead,
  ): Promise<Outcome> {
    const event: CaseEvent = {
      type: clock.timerId,
      payload: { clock: clock.name, generation: clock.generation, dueOn: clock.dueOn },
      actor: systemActor,
      on: clock.dueOn,
    };
    const awaited = (workflow.clocks[clock.name]?.metBy.length ?? 0) > 0;
    const lapsed = this.clocks.lapse(clock, awaited, at);
    const step = advance(workflow, restored(workflow, record.snapshot), event);
    return this.effects.write(tx, {
      workflow,
      record,
      clocks: clocks.map((other) => (other === clock ? lapsed : other)),
      changed: [lapsed],
      step,
      event,
      actor: systemActor,
      at,
      ahead,
    });
  }
}

function keyed(command: OpenCommand | SendCommand, request: unknown) {
  const { actor, idempotencyKey, at } = command;
  if (idempotencyKey === undefined || actor.accountId === null) return null;
  return { accountId: actor.accountId, key: idempotencyKey, request, at };
}

function unknownKind(workflows: WorkflowRegistry): DomainError {
  const kinds = workflows.latestOfEach().map(({ key }) => key);
  const message = `kind must be one of ${kinds.join(', ')}`;
  return inputInvalid([{ path: 'kind', rule: 'isKind', message }]);
}
