import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { CasesService, type RequestGuards } from '../cases/cases.service.js';
import type { SendCommand } from '../engine/commands.js';
import { EngineService } from '../engine/engine.service.js';
import { EventRules } from '../engine/event-rules.js';
import { isKeyUsed } from '../engine/idempotency.js';
import { requireVersion } from '../engine/lock-case.js';
import { restored } from '../engine/stored-snapshot.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import { actorOf, keyScopesOf, type Principal } from '../identity/principal.js';
import { readerOf } from '../identity/reader.js';
import { covers, scopeOf } from '../identity/scope.policy.js';
import { versionFor } from '../identity/what-is-read.js';
import { DomainError } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { Evidence } from './evidence.entity.js';
import { evidenceOf } from './evidence-of.js';
import { requirePlace } from './evidence-intake.js';
import { EvidenceReading } from './evidence-reading.js';
import { EvidenceStore } from './evidence-store.js';
import type { EvidenceView } from './evidence.view.js';
import { EvidenceViews } from './evidence-views.js';
import { FileScanner } from './file-scanner.js';
import type { SentFile } from './form-in-progress.js';

/** Adding and sealing files: acts of the case, in its history, with a row of their own. */
@Injectable()
export class EvidenceActs {
  constructor(
    private readonly cases: CasesService,
    private readonly engine: EngineService,
    private readonly rules: EventRules,
    private readonly workflows: WorkflowRegistry,
    private readonly transactions: Transactions,
    private readonly store: EvidenceStore,
    private readonly scanner: FileScanner,
    private readonly reading: EvidenceReading,
    private readonly views: EvidenceViews,
    private readonly time: TimeSource,
  ) {}

  /**
   * The content goes into the store first, then one transaction writes the act and the row: a
   * crash between them leaves content that nobody refers to, never a row without its content.
   *
   * @throws DomainError NOT_FOUND, FORBIDDEN, EVENT_NOT_ACCEPTED, PRECONDITION_FAILED,
   *   EVIDENCE_TYPE_NOT_ALLOWED, EVIDENCE_CONTENT_MISMATCH, EVIDENCE_INFECTED,
   *   EVIDENCE_LIMIT_REACHED, INPUT_INVALID,
   *   IDEMPOTENCY_KEY_REUSED, UNAVAILABLE
   */
  async add(
    principal: Principal,
    caseId: string,
    sent: SentFile,
    guards: RequestGuards,
  ): Promise<EvidenceView> {
    const at = this.time.now();
    const file = await evidenceOf(sent, principal, { caseId, id: newId(at), at });
    await this.scanner.scan(sent.file.path);
    const { id, name, type, size, sha256, shownToEnterprise, note } = file;
    const asked = { name, sha256, shownToEnterprise, ...(note !== null && { note }) };
    const command: SendCommand = {
      ...this.act(principal, caseId, guards, at),
      event: { type: 'evidence.add', payload: { evidenceId: id, type, size, ...asked } },
      // The id is made anew for each try; what was asked for is not.
      request: { caseId, evidence: asked },
    };
    // An answer under a key was given already and is given again, whatever the case is like now.
    const isRepeated = await this.isRepeated(principal, guards);
    if (!isRepeated) {
      await this.rehearse(principal, command);
      await this.store.put(sent.file);
    }
    return this.engine.send(command, async ({ record }, tx) => {
      // Only when the key was forgotten in the meantime.
      if (isRepeated) await this.store.put(sent.file);
      await requirePlace(tx, caseId);
      await tx.insert(Evidence, file);
      return this.views.one(tx, file, readerOf(principal, record));
    });
  }

  /**
   * Nothing is ever deleted; a sealed file stays in the list with the reason.
   *
   * @throws DomainError NOT_FOUND, FORBIDDEN, EVENT_NOT_ACCEPTED, EVIDENCE_ALREADY_SEALED,
   *   PRECONDITION_FAILED, IDEMPOTENCY_KEY_REUSED
   */
  async seal(
    principal: Principal,
    caseId: string,
    id: string,
    reason: string,
    guards: RequestGuards,
  ): Promise<EvidenceView> {
    const at = this.time.now();
    const file = await this.reading.get(principal, caseId, id);
    const payload = { evidenceId: id, name: file.name, reason };
    const command: SendCommand = {
      ...this.act(principal, caseId, guards, at),
      event: { type: 'evidence.seal', payload },
    };
    return this.engine.send(command, async ({ record }, tx) => {
      const { accountId, role } = principal;
      const sealing = { sealedAt: at, sealedBy: accountId, sealedRole: role, sealReason: reason };
      const open = { caseId, id, sealedAt: IsNull() };
      const { affected } = await tx.update(Evidence, open, sealing);
      if (affected !== 1) {
        throw new DomainError('EVIDENCE_ALREADY_SEALED', 'This file is sealed already.');
      }
      return this.views.one(tx, { ...file, ...sealing }, readerOf(principal, record));
    });
  }

  private act(principal: Principal, caseId: string, guards: RequestGuards, at: Date) {
    const scope = scopeOf(principal);
    return {
      caseId,
      through: 'evidence',
      actor: actorOf(principal),
      ...keyScopesOf(principal),
      at,
      inScope: (record) => covers(scope, record),
      versionOf: (record) => versionFor(principal, record),
      ...guards,
    } satisfies Omit<SendCommand, 'event'>;
  }

  private async isRepeated({ accountId }: Principal, { idempotencyKey }: RequestGuards) {
    if (idempotencyKey === undefined) return false;
    return isKeyUsed(this.transactions.manager, accountId, idempotencyKey);
  }

  /** Refuses now what the transaction would refuse, so that the store keeps nothing for nobody. */
  private async rehearse(principal: Principal, command: SendCommand): Promise<void> {
    const { caseId, event, through, actor, at, expectedVersion } = command;
    const { manager } = this.transactions;
    const record = await this.cases.inScope(principal, caseId);
    requireVersion(versionFor(principal, record), expectedVersion);
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const snapshot = restored(workflow, record.snapshot);
    await this.rules.check(manager, { workflow, record, snapshot, event, through, actor, at });
    await requirePlace(manager, caseId);
  }
}
