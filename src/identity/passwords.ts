import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Locale } from '../definition/index.js';
import { chinaMinute } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import { openKeys } from './api-keys.js';
import { endKeys, endSessions } from './end-access.js';
import { fingerprint } from './fingerprint.js';
import { KnownClients } from './known-clients.js';
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

/** The session that asks, and from where. */
export interface Asking {
  readonly token: string;
  readonly address: string;
}

/** What outlives a change of the password because its owner says so; without it nothing does. */
export interface Kept {
  readonly keys?: boolean;
  readonly sessions?: boolean;
}

/** How a password came to be another one. */
type NewPassword = {
  readonly passwordHash: string;
  readonly address: string;
} & (
  | { readonly reason: 'passwordReset' }
  | { readonly reason: 'passwordChanged'; readonly token: string; readonly keep: Kept }
);

/** Sets passwords; whoever else is signed in with the old one is signed out, and keys end. */
@Injectable()
export class Passwords {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly check: PasswordCheck,
    private readonly letters: AccountLetters,
    private readonly clients: KnownClients,
  ) {}

  /**
   * Changes the password of somebody who is signed in; the session that asks goes on.
   *
   * @throws DomainError CREDENTIALS_REFUSED for a wrong current password; INPUT_INVALID
   */
  async change(
    accountId: string,
    { current, password }: { readonly current: string; readonly password: string },
    { token, address }: Asking,
    keep: Kept = {},
  ): Promise<void> {
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
    await this.transactions.run((tx) =>
      this.set(tx, row, { reason: 'passwordChanged', passwordHash, token, address, keep }),
    );
  }

  /**
   * Writes a new password and the letter that tells of it. What the old one has opened ends:
   * sessions but the one that asks, keys, known clients, and open resets. Whoever is asked may keep
   * keys and sessions; a reset keeps nothing, since whoever forgot the password may have lost it.
   */
  async set(tx: EntityManager, owner: PasswordOwner, next: NewPassword): Promise<void> {
    const { accountId, email, name } = owner;
    const now = this.time.now();
    const { reason, passwordHash, address } = next;
    const isReset = next.reason === 'passwordReset';
    const keep: Kept = isReset ? {} : next.keep;
    // Sessions and keys that are being opened at this moment are there when this is had.
    await tx.query('SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
    const keys = await openKeys(tx, accountId, now);
    const batch = new WriteBatch(tx);
    batch.add`UPDATE accounts SET password_hash = ${passwordHash}
      WHERE id = ${accountId} AND status = 'active'`;
    const ending = { reason, by: accountId, at: now };
    const asking = isReset ? '' : fingerprint(next.token);
    if (keep.sessions !== true) {
      endSessions(batch, accountId, ending, asking);
      this.clients.forgetOthers(batch, accountId, email, address);
    }
    if (keep.keys !== true) endKeys(batch, accountId, ending);
    batch.add`UPDATE password_resets SET used_at = ${now}
      WHERE email = ${email} AND used_at IS NULL`;
    const letter = {
      name: 'passwordChanged',
      cause: `password:${newId(now)}`,
      to: owner,
      variables: {
        name,
        byReset: isReset,
        sessionsKept: keep.sessions === true,
        endedKeys: keep.keys === true ? [] : keys,
        keptKeys: keep.keys === true ? keys : [],
        at: chinaMinute(now),
      },
    } as const;
    this.letters.put(batch, [letter], this.caseTime.now());
    batch.add`UPDATE sessions SET authenticated_at = ${now} WHERE token_hash = ${asking}`;
    await batch.send();
  }

  /** The account of an address with what its password must not be; null when none is active. */
  async owner(email: string): Promise<PasswordOwner | null> {
    const [row] = await this.transactions.manager.query<PasswordOwner[]>(
      `SELECT ${OWNER} FROM accounts a LEFT JOIN enterprises e ON e.id = a.enterprise_id
        WHERE a.email = $1 AND a.status = 'active'`,
      [email],
    );
    return row ?? null;
  }
}
