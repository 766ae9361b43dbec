import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { Clocks } from '../clocks/clocks.js';
import { DueClockHandler, type DueClock } from '../clocks/due-clock-handler.js';
import { systemActor, type CaseEvent, type WorkflowDefinition } from '../definition/index.js';
import { inputInvalid, type DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { ApplyEffects } from './apply-effects.js';
import type { Case } from './case.entity.js';
import { CaseOpening } from './case-opening.js';
import type { MakeAnswer, OpenCommand, Outcome, SendCommand } from './commands.js';
import { EventRules } from './event-rules.js';
import { answerOnce } from './idempotency.js';
import { lockCase, lockCaseIfFree, requireVersion } from './lock-case.js';
import { advance, begin, restored } from './machine-step.js';
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
        const { record, event } = await this.opening.prepare(tx, workflow, command);
        const transition = {
          workflow,
          record,
          clocks: [],
          step: begin(workflow),
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

  /** Fires the next moment of a due clock, for the sweeper: a letter, or the lapse of the deadline. */
  override fire(due: DueClock, now: Date): Promise<boolean> {
    return this.transactions.run(async (tx) => {
      const record = await lockCaseIfFree(tx, due.caseId);
      if (!record) return false;
      const clocks = await this.clocks.of(due.caseId, tx);
      const clock = clocks.find(
        ({ name, generation }) => name === due.name && generation === due.generation,
      );
      const stage = clock?.stages.find(
        ({ firedAt, at }) => firedAt === null && new Date(at) <= now,
      );
      if (!clock || !stage || clock.nextStageAt === null || clock.nextStageAt > now) return false;

      const workflow = this.workflows.get(record.kind, record.workflowVersion);
      if (stage.offset === 0) await this.lapse(tx, workflow, { record, clocks }, clock, now);
      else await this.effects.remind(tx, { workflow, record, clocks, clock, stage, at: now });
      return true;
    });
  }

  /** What lapsed before the act came first, even if no sweeper has looked yet. */
  private async lapseDueClocks(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    record: Case,
    at: Date,
  ): Promise<Outcome> {
    let outcome: Outcome = { record, clocks: await this.clocks.of(record.id, tx) };
    for (;;) {
      const [lapsed] = outcome.clocks
        .filter((clock) => clock.status === 'running' && clock.dueAt <= at)
        .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.name.localeCompare(b.name));
      if (!lapsed) return outcome;
      outcome = await this.lapse(tx, workflow, outcome, lapsed, at);
    }
  }

  /** The deadline's own event, dated on its last day however late it is noticed. */
  private lapse(
    tx: EntityManager,
    workflow: WorkflowDefinition,
    { record, clocks }: Outcome,
    clock: Clock,
    at: Date,
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
