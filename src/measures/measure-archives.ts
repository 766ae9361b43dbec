import { Injectable } from '@nestjs/common';
import { CaseArchive, type BuiltArchive } from '../archive/case-archive.js';
import { CasesService } from '../cases/cases.service.js';
import { Case } from '../engine/case.entity.js';
import { contextOf } from '../engine/machine-step.js';
import { restored } from '../engine/stored-snapshot.js';
import { WorkflowRegistry } from '../engine/workflow-registry.js';
import type { Principal } from '../identity/principal.js';
import { covers, scopeOf } from '../identity/scope.policy.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { Transactions } from '../store/transactions.js';
import { MEASURE } from './measures.service.js';

/** The measure that hands a file on, and for what. */
const REFERRAL = 'auditReferral';
const PURPOSE = '移送审计监督';

/** The files of complaints (案卷材料) that go to the audit office with an issued referral (审计移送). */
@Injectable()
export class MeasureArchives {
  constructor(
    private readonly transactions: Transactions,
    private readonly workflows: WorkflowRegistry,
    private readonly cases: CasesService,
    private readonly archives: CaseArchive,
  ) {}

  /**
   * @param caseId which complaint; may be left out where the referral is about one
   * @throws DomainError NOT_FOUND for a measure or a complaint out of scope; INPUT_INVALID for one that hands no
   *   file on, or not that of this case
   */
  async of(principal: Principal, id: string, caseId: string | undefined): Promise<BuiltArchive> {
    const record = await this.transactions.manager.findOneBy(Case, { id, kind: MEASURE });
    if (!record || !covers(scopeOf(principal), record)) {
      throw new DomainError('NOT_FOUND', 'There is no such measure.');
    }
    const workflow = this.workflows.get(record.kind, record.workflowVersion);
    const { type, issuedOn } = contextOf(restored(workflow, record.snapshot)) as unknown as {
      readonly type: string;
      readonly issuedOn: string | null;
    };
    if (type !== REFERRAL || issuedOn === null) {
      throw refused('id', 'isIssuedReferral', 'Only an issued referral to the audit has a file.');
    }
    const [only, ...others] = record.aboutIds;
    const wanted = caseId ?? (others.length === 0 ? only : undefined);
    if (wanted === undefined) {
      throw refused('caseId', 'isDefined', 'The referral is about several complaints: name one.');
    }
    if (!record.aboutIds.includes(wanted)) {
      throw refused('caseId', 'ofTheReferral', 'The referral is not about this complaint.');
    }
    // A unit that one of the complaints is with learns nothing of the others by it.
    await this.cases.inScope(principal, wanted);
    return this.archives.build(wanted, PURPOSE);
  }
}

const refused = (path: string, rule: string, message: string): DomainError =>
  inputInvalid([{ path, rule, message }]);
