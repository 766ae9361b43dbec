import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Locale } from '../definition/index.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import { fingerprint } from './fingerprint.js';
import { requirePassword } from './password-rule.js';
import { PasswordCheck, hashPassword } from './password.js';

/** An account as far as its password is concerned. */
export interface PasswordOwner {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
  readonly uscc: string | null;
}

const OWNER = `a.id AS "accountId", a.email, a.name, a.language, e.uscc`;

/** Sets passwords; whoever else is signed in with the old one is signed out. */
@Injectable()
export class Passwords {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly check: PasswordCheck,
    private readonly letters: AccountLetters,
  ) {}

  /**
   * Changes the password of somebody who is signed in; the session that asks goes on.
   *
   * @throws DomainError CREDENTIALS_REFUSED for a wrong current password; INPUT_INVALID
   */
  async change(accountId: string, current: string, password: string, token: string): Promise<void> {
    const [row] = await this.transactions.manager.query<
      (PasswordOwner & { passwordHash: string })[]
    >(
      `SELECT ${OWNER}, a.password_hash AS "passwordHash"
         FROM accounts a LEFT JOIN enterprises e ON e.id = a.enterprise_id WHERE a.id = $1`,
      [accountId],
    );
    const matches = await this.check.matches(current, row?.passwordHash ?? null);
    if (!row || !matches) {
      throw new DomainError('CREDENTIALS_REFUSED', 'The current password is wrong.');
    }
    if (current === password) {
      const message = 'must be another one than before';
      throw inputInvalid([{ path: 'password', rule: 'isAnother', message }]);
    }
    requirePassword(password, [row.email, row.name, row.uscc]);
    const passwordHash = await hashPassword(password);
    await this.transactions.run((tx) => this.set(tx, row, passwordHash, token));
  }

  /**
   * Writes a new password and the letter that tells of it, and ends the account's sessions but
   * that of the token. Open resets of the account are worth nothing from then on.
   */
  async set(
    tx: EntityManager,
    owner: PasswordOwner,
    passwordHash: string,
    token: string | null,
  ): Promise<void> {
    const { accountId, name } = owner;
    const now = this.time.now();
    const batch = new WriteBatch(tx);
    batch.add`UPDATE accounts SET password_hash = ${passwordHash}
      WHERE id = ${accountId} AND status = 'active'`;
    batch.add`DELETE FROM sessions WHERE account_id = ${accountId}
      AND token_hash <> ${token === null ? '' : fingerprint(token)}`;
    batch.add`UPDATE password_resets SET used_at = ${now}
      WHERE account_id = ${accountId} AND used_at IS NULL`;
    const cause = `password:${newId(now)}`;
    const letter = { name: 'passwordChanged', cause, to: owner, variables: { name } } as const;
    this.letters.put(batch, [letter], this.caseTime.now());
    await batch.send();
  }

  /** The account with what its password must not be; null when there is none that is active. */
  async owner(accountId: string): Promise<PasswordOwner | null> {
    const [row] = await this.transactions.manager.query<PasswordOwner[]>(
      `SELECT ${OWNER} FROM accounts a LEFT JOIN enterprises e ON e.id = a.enterprise_id
        WHERE a.id = $1 AND a.status = 'active'`,
      [accountId],
    );
    return row ?? null;
  }
}
