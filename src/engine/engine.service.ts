import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TimeWatch } from '../clocks/time-watch.js';
import type { CaseEvent } from '../definition/index.js';
import { inputInvalid, type DomainError } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import type { Case } from './case.entity.js';
import { CaseSteps } from './case-steps.js';
import type { MakeAnswer, OpenCommand, SendCommand } from './commands.js';
import { CurrentRates } from './current-rates.js';
import { EventRules } from './event-rules.js';
import { answerOnce } from './idempotency.js';
import { requireScope, scopesOf } from './key-rules.js';
import { lockCase, requireVersion } from './lock-case.js';
import { advance } from './machine-step.js';
import { restored } from './stored-snapshot.js';
import { OfficialDocuments, type LawfulAct } from './official-documents.js';
import { PartyDirectory } from './party-directory.js';
import { WorkflowRegistry } from './workflow-registry.js';

/**
 * The only door for acts on a case; `DueMoments` is the one for its deadlines. One event is one transaction: lock the case, let its lapsed deadlines
 * speak first, ask whether the event is open, take the machine's next step, and write the case,
 * its history entry, its clocks, its letters and what follows in other cases; commit or nothing.
 */
@Injectable()
export class EngineService {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly rules: EventRules,
    private readonly directory: PartyDirectory,
    private readonly documents: OfficialDocuments,
    private readonly rates: CurrentRates,
    private readonly steps: CaseSteps,
    private readonly time: TimeWatch,
  ) {}

  /**
   * Opens a case. `answer` makes what the sender is told; it is kept under the idempotency key.
   *
   * @throws DomainError INPUT_INVALID, FORBIDDEN, MEASURE_NOT_ALLOWED, IDEMPOTENCY_KEY_REUSED,
   *   UNAVAILABLE
   */
  open<Answer>(command: OpenCommand, answer: MakeAnswer<Answer>): Promise<Answer> {
    const { kind, filing } = command;
    const request = command.request ?? { kind, filing };
    return this.transactions.run((tx) =>
      answerOnce(tx, keyed(command, request), () => this.opened(tx, command, answer)),
    );
  }

  /**
   * What would come of opening a case, by the same transaction, undone: nothing is written and no
   * number is used up. Keys have no part in it.
   *
   * @throws DomainError as `open` does
   */
  rehearse<Answer>(command: OpenCommand, answer: MakeAnswer<Answer>): Promise<Answer> {
    const rehearsal = { ...command, isRehearsal: true };
    return this.transactions.rehearse((tx) => this.opened(tx, rehearsal, answer));
  }

  /**
   * Applies an act to a case.
   *
   * @throws DomainError KEY_NOT_ALLOWED, NOT_FOUND (also out of scope), PRECONDITION_FAILED,
   *   FORBIDDEN, EVENT_NOT_ACCEPTED, INPUT_INVALID, IDEMPOTENCY_KEY_REUSED, UNAVAILABLE
   */
  async send<Answer>(command: SendCommand, answer: MakeAnswer<Answer>): Promise<Answer> {
    requireScope(this.workflows, command);
    const { caseId, event, actor, at } = command;
    const scopes = scopesOf(command);
    const request = command.request ?? { caseId, event };
    return this.transactions.run((tx) =>
      answerOnce(tx, keyed(command, request), async () => {
        this.time.require(at);
        const found = await lockCase(tx, caseId, command.inScope);
        const { versionOf = ({ version }) => version } = command;
        requireVersion(versionOf(found.record), command.expectedVersion);
        const locked = { ...found, record: await this.rates.of(found.record, tx) };
        const { kind, workflowVersion } = locked.record;
        const workflow = this.workflows.get(kind, workflowVersion);
        const { record, subjects, clocks } = await this.steps.lapseDue(tx, workflow, locked, at);

        const snapshot = restored(workflow, record.snapshot);
        const { through } = command;
        const wanted = { workflow, record, snapshot, clocks, event, through, actor, scopes, at };
        const allowed = await this.rules.check(tx, wanted);
        const about = { workflow, record, snapshot, clocks, event: allowed, at };
        const checked = await this.documents.issuedBy(tx, about);
        const beside = workflow.events[checked.type]?.opens;
        if (beside !== undefined) {
          await this.openBeside(tx, record, beside, checked, at);
          return answer({ record, clocks }, tx);
        }
        await this.keepIdentity(tx, about);
        const step = advance(workflow, snapshot, checked);
        const transition = { workflow, record, subjects, clocks, step, event: checked, actor, at };
        return answer(await this.steps.write(tx, transition), tx);
      }),
    );
  }

  private async opened<Answer>(
    tx: EntityManager,
    command: OpenCommand,
    answer: MakeAnswer<Answer>,
  ): Promise<Answer> {
    this.time.require(command.at);
    const workflow = this.workflows.findLatest(command.kind);
    const isAboutCases = command.inScope !== undefined;
    if (!workflow || (workflow.filing.about !== undefined) !== isAboutCases) {
      throw unknownKind(this.workflows);
    }
    return answer(await this.steps.open(tx, workflow, command), tx);
  }

  /** What the act found of who the enterprise is, which holds for its later cases, too. */
  private async keepIdentity(
    tx: EntityManager,
    { workflow, record, event, at }: LawfulAct,
  ): Promise<void> {
    const { enterpriseId, id: caseId } = record;
    const { accountId } = event.actor;
    if (workflow.events[event.type]?.enterpriseIdentity !== 'confirms') return;
    if (enterpriseId === null || accountId === null) return;
    await this.directory.confirmEnterprise(tx, { enterpriseId, caseId, accountId, at });
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
  const { actor, idempotencyKey, replayed, at } = command;
  if (idempotencyKey === undefined || actor.accountId === null) return null;
  return { accountId: actor.accountId, key: idempotencyKey, request, at, replayed };
}

function unknownKind(workflows: WorkflowRegistry): DomainError {
  const kinds = workflows.complaints().map(({ key }) => key);
  const message = `kind must be one of ${kinds.join(', ')}`;
  return inputInvalid([{ path: 'kind', rule: 'isKind', message }]);
}
