import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents, type Retrying } from '../incidents/incidents.js';
import { DomainError } from '../kernel/domain-error.js';
import { selectOfCase } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { Notice } from './notice.entity.js';
import { TemplateLibrary, type RenderedLetter } from './template-library.js';
import { WorkingHours } from './working-hours.js';

/** The letters of a case: what was said to whom, and what the mail server answered. */
@Injectable()
export class Notices implements OnModuleInit, Retrying {
  constructor(
    private readonly transactions: Transactions,
    private readonly templates: TemplateLibrary,
    private readonly incidents: Incidents,
    private readonly hours: WorkingHours,
  ) {}

  onModuleInit(): void {
    this.incidents.retryWith('notice', this);
  }

  /** In the order in which they were owed, webhooks left out; one that was not tried yet is written for the reader. */
  async ofCase(caseId: string): Promise<Notice[]> {
    const { manager } = this.transactions;
    const all = await selectOfCase(manager, Notice, caseId, 'queued_at, id');
    const notices = all.filter(({ endpointId }) => endpointId === null);
    for (const notice of notices.filter((each) => each.subject === null)) {
      const letter = this.written(notice);
      notice.subject = letter?.subject ?? null;
      notice.textBody = letter?.text ?? null;
      notice.htmlBody = letter?.html ?? null;
    }
    return notices;
  }

  /** One letter that cannot be written must not hide the others; its row has the failure. */
  private written({ template, language, variables }: Notice): RenderedLetter | null {
    try {
      return this.templates.render(template, language, variables);
    } catch {
      return null;
    }
  }

  /** Puts a letter that was given up back in the queue, for a new round of tries from now on. */
  async retry(tx: EntityManager, _caseId: string | null, subject: string, at: Date): Promise<void> {
    const [, changed] = await tx.query<[unknown[], number]>(
      `UPDATE notices SET status = 'pending', earlier_attempts = attempts,
         release_at = CASE WHEN at_once THEN $2 ELSE $3 END::timestamptz,
         next_attempt_at = CASE WHEN at_once THEN $2 ELSE $3 END::timestamptz
       WHERE id = $1 AND status = 'failed' AND (NOT confidential OR variables <> '{}')`,
      [subject, at, this.hours.opening(at)],
    );
    if (changed === 0)
      throw new DomainError('NOT_FOUND', 'This letter is not waiting for a retry.');
  }
}
