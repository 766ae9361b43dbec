import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Role } from '../definition/index.js';
import type { AccountStatus } from '../identity/account.entity.js';
import { closeAccount } from '../identity/close-account.js';
import type { Principal } from '../identity/principal.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { SessionTime } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { DepartedOfficerCases } from './departed-officer-cases.js';

interface Departing {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string | null;
  readonly email: string;
  readonly status: AccountStatus;
}

/** Roles of which one account in service stays: nobody else could bring in another. */
const irreplaceable: readonly Role[] = ['admin'];

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
   * @throws DomainError NOT_FOUND; UNAUTHENTICATED for an administrator whom another one has ended
   *   meanwhile; INPUT_INVALID for one's own account and for the last administrator
   */
  async depart(principal: Principal, accountId: string, reason?: string): Promise<number> {
    if (accountId === principal.accountId || accountId === principal.onBehalfOf) {
      const message = 'another administrator must do this';
      throw inputInvalid([{ path: 'id', rule: 'anotherPerson', message }]);
    }
    const { role, unitId } = await this.close(principal, accountId, reason ?? null);
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

  private close(by: Principal, accountId: string, reason: string | null): Promise<Departing> {
    return this.transactions.run(async (tx) => {
      const account = await lockDeparting(tx, by, accountId);
      const now = this.time.now();
      const batch = new WriteBatch(tx);
      const { email } = account;
      closeAccount(batch, { accountId, email }, { by: by.accountId, reason, at: now });
      await batch.send();
      return account;
    });
  }
}

/**
 * The account that leaves, locked with all administrators in the order of their ids: two that end
 * each other at once wait for each other, and the second finds itself ended.
 */
async function lockDeparting(
  tx: EntityManager,
  { accountId: actorId }: Principal,
  accountId: string,
): Promise<Departing> {
  const locked = await tx.query<Departing[]>(
    `SELECT id, role, unit_id AS "unitId", email, status FROM accounts
      WHERE id = $1 OR role = ANY($2) ORDER BY id FOR NO KEY UPDATE`,
    [accountId, irreplaceable],
  );
  const active = locked.filter(({ status }) => status === 'active');
  if (!active.some(({ id }) => id === actorId)) {
    throw new DomainError('UNAUTHENTICATED', 'Your own account has ended.');
  }
  const account = locked.find(({ id }) => id === accountId);
  if (!account) throw new DomainError('NOT_FOUND', 'There is no such account.');
  const stays = active.some(({ id, role }) => id !== accountId && role === account.role);
  if (irreplaceable.includes(account.role) && !stays) {
    const message = 'the last administrator stays';
    throw inputInvalid([{ path: 'id', rule: 'lastAdministrator', message }]);
  }
  return account;
}
