import { Injectable } from '@nestjs/common';
import type { Role } from '../definition/index.js';
import { closeAccount } from '../identity/close-account.js';
import type { Principal } from '../identity/principal.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { SessionTime } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { DepartedOfficerCases } from './departed-officer-cases.js';

interface Departing {
  readonly role: Role;
  readonly unitId: string | null;
  readonly email: string;
}

/** Somebody leaves for good: nothing opens by their account any more, and their cases go on. */
@Injectable()
export class Departures {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly cases: DepartedOfficerCases,
  ) {}

  /**
   * Ends the account with its sessions, keys and open codes, then puts its cases back. Asked for
   * again, it goes on with the cases that a failure has left.
   *
   * @returns how many cases went back to the unit
   * @throws DomainError NOT_FOUND; INPUT_INVALID for one's own account, so that one administrator
   *   always stays
   */
  async depart(principal: Principal, accountId: string): Promise<number> {
    if (accountId === principal.accountId || accountId === principal.onBehalfOf) {
      const message = 'another administrator must do this';
      throw inputInvalid([{ path: 'id', rule: 'anotherPerson', message }]);
    }
    const { role, unitId } = await this.close(accountId, principal.accountId);
    if (role === 'enterprise') return 0;
    const actor = {
      role,
      unitId,
      accountId: principal.accountId,
      name: principal.name,
      onBehalfOf: accountId,
    };
    return this.cases.release(accountId, actor);
  }

  private close(accountId: string, by: string): Promise<Departing> {
    return this.transactions.run(async (tx) => {
      const [account] = await tx.query<Departing[]>(
        'SELECT role, unit_id AS "unitId", email FROM accounts WHERE id = $1 FOR NO KEY UPDATE',
        [accountId],
      );
      if (!account) throw new DomainError('NOT_FOUND', 'There is no such account.');
      const now = this.time.now();
      const batch = new WriteBatch(tx);
      closeAccount(batch, { accountId, email: account.email }, by, now);
      await batch.send();
      return account;
    });
  }
}
