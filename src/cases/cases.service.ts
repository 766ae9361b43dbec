import { Injectable } from '@nestjs/common';
import { Clocks } from '../clocks/clocks.js';
import { Case } from '../engine/case.entity.js';
import type { MakeAnswer, OpenCommand } from '../engine/commands.js';
import { EngineService } from '../engine/engine.service.js';
import { actorOf, keyScopesOf, type Principal } from '../identity/principal.js';
import { covers, scopeOf } from '../identity/scope.policy.js';
import { versionFor } from '../identity/what-is-read.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Enterprise } from '../parties/enterprise.entity.js';
import { Transactions } from '../store/transactions.js';
import { keepContact, type BesideFiling } from './complaint-contact.js';
import type { EventInput } from './case.input.js';
import type { CaseView } from './case.view.js';
import { CheckedComplaintView, type FiledCaseView } from './filed-case.view.js';
import { CaseViews } from './case-views.js';

/** What a request says beside its body. */
export interface RequestGuards {
  readonly idempotencyKey?: string;
  readonly expectedVersion?: number;
  /** Told when the answer is one that was given before under the key. */
  readonly replayed?: () => void;
}

/** A complaint as it comes in: its kind, what that declares, and what every one may have. */
export interface SentComplaint {
  readonly kind: string;
  readonly filing: unknown;
  readonly beside: BesideFiling;
}

/** Filing, reading and moving cases for someone who is signed in. */
@Injectable()
export class CasesService {
  constructor(
    private readonly engine: EngineService,
    private readonly transactions: Transactions,
    private readonly clocks: Clocks,
    private readonly views: CaseViews,
    private readonly time: TimeSource,
  ) {}

  async file(
    principal: Principal,
    sent: SentComplaint,
    guards: RequestGuards,
  ): Promise<FiledCaseView> {
    const { command, answer } = await this.complaint(principal, sent);
    return this.engine.open({ ...command, ...guards }, answer);
  }

  /** What would come of filing it; nothing is filed. */
  async check(principal: Principal, sent: SentComplaint): Promise<CheckedComplaintView> {
    const { command, answer } = await this.complaint(principal, sent);
    return new CheckedComplaintView(await this.engine.rehearse(command, answer));
  }

  private async complaint(principal: Principal, { kind, filing, beside }: SentComplaint) {
    const at = this.time.now();
    const id = principal.enterpriseId ?? '';
    const enterprise = await this.transactions.manager.findOneByOrFail(Enterprise, { id });
    const actor = { ...actorOf(principal), accountId: principal.accountId };
    const { contact } = beside;
    const request = contact && { request: { kind, filing, contact } };
    const command: OpenCommand = { kind, filing, actor, enterprise, at, ...request };
    const answer: MakeAnswer<FiledCaseView> = async (outcome, tx) => {
      await keepContact(tx, enterprise, beside);
      const view = await this.views.detail(outcome, principal, at, tx);
      return { ...view, doubts: this.views.doubts(outcome.record) };
    };
    return { command, answer };
  }

  act(
    principal: Principal,
    caseId: string,
    event: EventInput,
    guards: RequestGuards,
  ): Promise<CaseView> {
    const at = this.time.now();
    const scope = scopeOf(principal);
    const { type, payload } = event;
    return this.engine.send(
      {
        caseId,
        event: { type, payload },
        actor: actorOf(principal),
        ...keyScopesOf(principal),
        at,
        inScope: (record) => covers(scope, record),
        versionOf: (record) => versionFor(principal, record),
        ...guards,
      },
      // A referral may take the case out of the sender's scope; the sender still sees what it did.
      (outcome, tx) => this.views.detail(outcome, principal, at, tx),
    );
  }

  async read(principal: Principal, id: string): Promise<CaseView> {
    const record = await this.inScope(principal, id);
    const { manager } = this.transactions;
    const clocks = await this.clocks.of(id);
    return this.views.detail({ record, clocks }, principal, this.time.now(), manager);
  }

  /** @throws DomainError NOT_FOUND also for a case out of scope: its existence is not told */
  async inScope(principal: Principal, id: string): Promise<Case> {
    const record = await this.transactions.manager.findOneBy(Case, { id });
    if (!record || !covers(scopeOf(principal), record)) {
      throw new DomainError('NOT_FOUND', 'There is no such case.');
    }
    return record;
  }
}
