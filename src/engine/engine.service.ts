import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../clocks/clock.entity.js';
import { DueClockHandler, type DueClock, type FireClock } from '../clocks/due-clock-handler.js';
import type { CaseEvent, WorkflowDefinition } from '../definition/index.js';
import { inputInvalid, type DomainError } from '../kernel/domain-error.js';
import { RuleBook } from '../policies/rule-book.js';
import { Transactions } from '../store/transactions.js';
import { ApplyEffects } from './apply-effects.js';
import { CaseMovedOn, readCases, type CaseAhead } from './case-ahead.js';
import type { Case } from './case.entity.js';
import { CaseSteps } from './case-steps.js';
import type { MakeAnswer, OpenCommand, Outcome, SendCommand } from './commands.js';
import { EventRules } from './event-rules.js';
import { answerOnce } from './idempotency.js';
import { lockCase, lockCaseIfFree, requireVersion } from './lock-case.js';
import { advance, hasConsequences, restored } from './machine-step.js';
import { PartyDirectory } from './party-directory.js';
import { RememberingDirectory } from './remembering-directory.js';
import { WorkflowRegistry } from './workflow-registry.js';

/**
 * The only door to a case. One event is one transaction: lock the case, let its lapsed deadlines
 * speak first, ask whether the event is open, take the machine's next step, and write the case,
 * its history entry, its clocks, its letters and what follows in other cases; commit or nothing.
 */
@Injectable()
export class EngineService extends DueClockHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly rules: EventRules,
    private readonly steps: CaseSteps,
    private readonly effects: ApplyEffects,
    private readonly directory: PartyDirectory,
    private readonly rulebook: RuleBook,
  ) {
    super();
  }

  /**
   * Opens a case. `answer` makes what the sender is told; it is kept under the idempotency key.
   *
   * @throws DomainError INPUT_INVALID, FORBIDDEN, MEASURE_NOT_ALLOWED, IDEMPOTENCY_KEY_REUSED
   */
  open<Answer>(command: OpenCommand, answer: MakeAnswer<Answer>): Promise<Answer> {
    const { kind, filing } = command;
    const request = { kind, filing };
    return this.transactions.run((tx) =>
      answerOnce(tx, keyed(command, request), async () => {
        const workflow = this.workflows.findLatest(kind);
        const isAboutCases = command.inScope !== undefined;
        if (!workflow || (workflow.filing.about !== undefined) !== isAboutCases) {
          throw unknownKind(this.workflows);
        }
        return answer(await this.steps.open(tx, workflow, command), tx);
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
        requireVersion(locked.record, command.expectedVersion);
        const { kind, workflowVersion } = locked.record;
        const workflow = this.workflows.get(kind, workflowVersion);
        const { record, subjects, clocks } = await this.steps.lapseDue(tx, workflow, locked, at);

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
        const beside = workflow.events[checked.type]?.opens;
        if (beside !== undefined) {
          await this.openBeside(tx, record, beside, checked, at);
          return answer({ record, clocks }, tx);
        }
        const step = advance(workflow, snapshot, checked);
        const transition = { workflow, record, subjects, clocks, step, event: checked, actor, at };
        return answer(await this.steps.write(tx, transition), tx);
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
    if (stage.offset !== 0) {
      return this.effects.remind(manager, {
        workflow,
        record,
        clocks,
        clock,
        stage,
        at: now,
        ahead,
      });
    }
    const lapse = this.steps.lapseOf(workflow, ahead.read, clock, now);
    return hasConsequences(lapse.step)
      ? this.fireAmongCases(workflow, ahead.read, clock, now)
      : this.effects.write(manager, { ...lapse, ahead });
  }

  /** A lapse that others learn of: all of them are locked, if the case still stands as read. */
  private fireAmongCases(
    workflow: WorkflowDefinition,
    { record: { id, version } }: Outcome,
    { name, generation, nextStageAt }: Clock,
    at: Date,
  ): Promise<Outcome> {
    return this.transactions.run(async (tx) => {
      const locked = await lockCaseIfFree(tx, id);
      if (locked?.record.version !== version) throw new CaseMovedOn();
      const { record, subjects } = locked;
      const clocks = await this.steps.clocksOf(tx, id);
      const clock = clocks.find((it) => it.name === name && it.generation === generation);
      const isAsRead = clock?.nextStageAt?.getTime() === nextStageAt?.getTime();
      if (!clock || !isAsRead) throw new CaseMovedOn();
      const lapse = this.steps.lapseOf(workflow, { record, clocks }, clock, at);
      return this.steps.write(tx, { ...lapse, subjects });
    });
  }

  /** An act that leaves its case as it is: what it opens is a case of its own, for other readers. */
  private async openBeside(
    tx: EntityManager,
    record: Case,
    kind: string,
    { payload, actor }: CaseEvent,
    at: Date,
  ): Promise<void> {
    const workflow = this.workflows.findLatest(kind);
    if (!workflow) {
      throw new Error(`An act opens a case of the kind ${kind}, which is not registered.`);
    }
    const { id, enterpriseId, enterpriseName: name } = record;
    const enterprise = enterpriseId === null ? null : { id: enterpriseId, name };
    const filing = { ...(payload as object), caseIds: [id] };
    await this.steps.open(tx, workflow, { kind, filing, actor, enterprise, at }, [record]);
  }
}

function keyed(command: OpenCommand | SendCommand, request: unknown) {
  const { actor, idempotencyKey, at } = command;
  if (idempotencyKey === undefined || actor.accountId === null) return null;
  return { accountId: actor.accountId, key: idempotencyKey, request, at };
}

function unknownKind(workflows: WorkflowRegistry): DomainError {
  const kinds = workflows.complaints().map(({ key }) => key);
  const message = `kind must be one of ${kinds.join(', ')}`;
  return inputInvalid([{ path: 'kind', rule: 'isKind', message }]);
}
