import { Injectable } from '@nestjs/common';
import type { EventInput } from '../cases/case.input.js';
import type { RequestGuards } from '../cases/cases.service.js';
import { Clocks } from '../clocks/clocks.js';
import { Case } from '../engine/case.entity.js';
import { EngineService } from '../engine/engine.service.js';
import { actorOf, type Principal } from '../identity/principal.js';
import { covers, scopeOf } from '../identity/scope.policy.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import type { MeasureView } from './measure.view.js';
import { MeasureViews } from './measure-views.js';

/** The kind of case that a measure is. */
export const MEASURE = 'measure';

/** Proposing, reading and moving measures for an officer who is signed in. */
@Injectable()
export class MeasuresService {
  constructor(
    private readonly engine: EngineService,
    private readonly transactions: Transactions,
    private readonly clocks: Clocks,
    private readonly views: MeasureViews,
    private readonly time: TimeSource,
  ) {}

  /** @throws DomainError INPUT_INVALID, FORBIDDEN, MEASURE_NOT_ALLOWED, IDEMPOTENCY_KEY_REUSED */
  propose(principal: Principal, filing: unknown, guards: RequestGuards): Promise<MeasureView> {
    const at = this.time.now();
    const scope = scopeOf(principal);
    return this.engine.open(
      {
        kind: MEASURE,
        filing,
        actor: actorOf(principal),
        enterprise: null,
        at,
        inScope: (record) => covers(scope, record),
        ...guards,
      },
      (outcome, tx) => this.views.detail(outcome, principal, at, tx),
    );
  }

  /** @throws DomainError NOT_FOUND, FORBIDDEN, EVENT_NOT_ACCEPTED, INPUT_INVALID, PRECONDITION_FAILED */
  act(
    principal: Principal,
    caseId: string,
    { type, payload }: EventInput,
    guards: RequestGuards,
  ): Promise<MeasureView> {
    const at = this.time.now();
    const scope = scopeOf(principal);
    return this.engine.send(
      {
        caseId,
        event: { type, payload },
        actor: actorOf(principal),
        at,
        inScope: (record) => record.kind === MEASURE && covers(scope, record),
        ...guards,
      },
      (outcome, tx) => this.views.detail(outcome, principal, at, tx),
    );
  }

  /** @throws DomainError NOT_FOUND also for a measure out of scope */
  async read(principal: Principal, id: string): Promise<MeasureView> {
    const { manager } = this.transactions;
    const record = await manager.findOneBy(Case, { id, kind: MEASURE });
    if (!record || !covers(scopeOf(principal), record)) {
      throw new DomainError('NOT_FOUND', 'There is no such measure.');
    }
    const clocks = await this.clocks.of(id);
    return this.views.detail({ record, clocks }, principal, this.time.now(), manager);
  }
}
