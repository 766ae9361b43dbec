import { Injectable } from '@nestjs/common';
import type { UnitContact } from '../engine/party-directory.js';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { RuleBook } from '../policies/rule-book.js';
import { lockRules, raiseRevision } from '../store/rule-revision.js';
import { Transactions } from '../store/transactions.js';

export interface ContactChange {
  readonly office?: string;
  readonly person?: string;
  readonly telephone?: string;
  readonly address?: string;
}

/** Whom to call at a unit, as the administrator enters it. */
@Injectable()
export class UnitContacts {
  constructor(
    private readonly transactions: Transactions,
    private readonly rules: RuleBook,
    private readonly time: TimeSource,
  ) {}

  /**
   * Letters that are written from then on name it, in every process.
   *
   * @throws DomainError NOT_FOUND
   */
  async change(unitId: string, change: ContactChange, accountId: string): Promise<UnitContact> {
    const { office, person, telephone, address } = change;
    const contact = await this.transactions.run(async (tx) => {
      await lockRules(tx);
      const [row] = await tx.query<[UnitContact[], number]>(
        `UPDATE units SET contact_office = nullif(coalesce($2, contact_office), ''),
                          telephone = coalesce($3, telephone),
                          address = nullif(coalesce($4, address), ''),
                          contact_person = nullif(coalesce($5, contact_person), ''),
                          contact_changed_at = $6, contact_changed_by = $7
          WHERE id = $1
          RETURNING contact_office AS office, contact_person AS person, telephone, address`,
        [
          unitId,
          office ?? null,
          telephone ?? null,
          address ?? null,
          person ?? null,
          this.time.now(),
          accountId,
        ],
      );
      const [changed] = row;
      if (!changed) throw new DomainError('NOT_FOUND', 'There is no such unit.');
      await raiseRevision(tx);
      return changed;
    });
    await this.rules.refresh();
    return contact;
  }
}
