import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Locale } from '../definition/index.js';
import type { EnterpriseStanding } from '../engine/party-directory.js';
import { AccountLetters } from '../identity/account-letters.js';
import { closeAccount } from '../identity/close-account.js';
import type { Principal } from '../identity/principal.js';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { Enterprise } from '../parties/enterprise.entity.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';

/** A registration with how it stands. */
export interface RegisteredEnterprise extends Enterprise {
  readonly standing: EnterpriseStanding;
}

interface Owner {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

const MOST_LISTED = 20;

/**
 * Who stands for a credit code. Anybody can register with one; what an acceptor has seen decides,
 * and a code that somebody else had taken goes back (统一社会信用代码收回).
 */
@Injectable()
export class EnterpriseCodes {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    private readonly sessionTime: SessionTime,
    private readonly letters: AccountLetters,
  ) {}

  /** Every registration of a code; without one the latest that nobody has confirmed. */
  async find(uscc?: string): Promise<readonly RegisteredEnterprise[]> {
    const { manager } = this.transactions;
    const rows =
      uscc === undefined
        ? await selectRows(
            manager,
            Enterprise,
            `WHERE confirmed_at IS NULL AND taken_back_at IS NULL
              ORDER BY id DESC LIMIT ${MOST_LISTED}`,
            [],
          )
        : await selectRows(
            manager,
            Enterprise,
            `WHERE uscc = $1
              ORDER BY taken_back_at DESC NULLS FIRST, id DESC LIMIT ${MOST_LISTED}`,
            [uscc],
          );
    return rows.map(registered);
  }

  /**
   * Closes the accounts behind a code and frees it. One head does it for an enterprise that nobody
   * has confirmed; for a confirmed one the first head asks and another one agrees. Asked for again,
   * it changes nothing.
   *
   * @throws DomainError NOT_FOUND; FORBIDDEN for a deputy, for who confirmed the enterprise and for
   *   who asked already
   */
  takeBack(principal: Principal, id: string, reason: string): Promise<RegisteredEnterprise> {
    return this.transactions.run(async (tx) => {
      const [enterprise] = await selectRows(tx, Enterprise, 'WHERE id = $1 FOR NO KEY UPDATE', [
        id,
      ]);
      if (!enterprise) throw new DomainError('NOT_FOUND', 'There is no such enterprise.');
      if (enterprise.takenBackAt !== null) return registered(enterprise);
      requireOwnOffice(principal, enterprise);
      const now = this.time.now();
      const isAgreed = enterprise.confirmedAt === null || enterprise.takeBackAskedAt !== null;
      const step = isAgreed
        ? { takenBackAt: now, takenBackBy: principal.accountId }
        : { takeBackAskedAt: now, takeBackAskedBy: principal.accountId };
      const change = { takeBackReason: reason, ...step };
      await tx.update(Enterprise, { id }, change);
      if (isAgreed) await this.close(tx, enterprise, { by: principal.accountId, reason }, now);
      return registered({ ...enterprise, ...change });
    });
  }

  private async close(
    tx: EntityManager,
    { id, uscc }: Enterprise,
    { by, reason }: { readonly by: string; readonly reason: string },
    now: Date,
  ): Promise<void> {
    const owners = await tx.query<Owner[]>(
      `SELECT id AS "accountId", email, name, language FROM accounts
        WHERE enterprise_id = $1 AND status = 'active' ORDER BY id FOR NO KEY UPDATE`,
      [id],
    );
    const batch = new WriteBatch(tx);
    for (const owner of owners) {
      closeAccount(batch, owner, { by, reason, at: this.sessionTime.now() });
      const variables = { name: owner.name, uscc, reason };
      const cause = `takeBack:${id}`;
      this.letters.put(batch, [{ name: 'codeTakenBack', cause, to: owner, variables }], now);
    }
    await batch.send();
  }
}

/** Who has vouched for the enterprise, or asked for this, is not the one who decides it. */
function requireOwnOffice(
  { accountId, onBehalfOf }: Principal,
  { confirmedBy, takeBackAskedBy }: Enterprise,
): void {
  if (onBehalfOf !== undefined) {
    throw new DomainError('FORBIDDEN', 'A deputy does not take codes back.');
  }
  if (accountId === confirmedBy || accountId === takeBackAskedBy) {
    const message = 'Another head than the one who confirmed the enterprise or asked must do this.';
    throw new DomainError('FORBIDDEN', message);
  }
}

function registered(enterprise: Enterprise): RegisteredEnterprise {
  const { takenBackAt, confirmedAt } = enterprise;
  const open = confirmedAt === null ? 'unconfirmed' : 'confirmed';
  return { ...enterprise, standing: takenBackAt === null ? open : 'takenBack' };
}
