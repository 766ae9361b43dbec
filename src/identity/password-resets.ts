import { Injectable } from '@nestjs/common';
import type { Locale } from '../definition/index.js';
import { newId } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import { fingerprint } from './fingerprint.js';
import { KnownClients } from './known-clients.js';
import { LoginThrottle } from './login-throttle.js';
import { MailThrottle } from './mail-throttle.js';
import { codeRefused, newCode, openRow } from './one-time-code.js';
import { requirePassword } from './password-rule.js';
import { hashPassword } from './password.js';
import { PasswordReset } from './password-reset.entity.js';
import { Passwords } from './passwords.js';

/** How long the code in the letter works. */
const HOURS = 1;

/** A new password for somebody who has forgotten the old one, by a code sent to the mailbox. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly passwords: Passwords,
    private readonly letters: AccountLetters,
    private readonly mails: MailThrottle,
    private readonly logins: LoginThrottle,
    private readonly clients: KnownClients,
  ) {}

  /**
   * Sends a code to whoever has an account under the address. Others get a letter that there is
   * none, after the same row and the same statement: neither answer nor time tells who has one.
   *
   * @throws DomainError TOO_MANY_REQUESTS for the address of the network alone
   */
  async ask(input: string, address: string): Promise<void> {
    const email = input.toLowerCase();
    const allowed = await this.mails.allows('reset', email, address);
    await this.transactions.run(async (tx) => {
      const [account] = await tx.query<Addressee[]>(
        `SELECT id, name, language FROM accounts WHERE email = $1 AND status = 'active'`,
        [email],
      );
      const now = this.time.now();
      const { code, hash } = newCode();
      const reset: PasswordReset = {
        id: newId(now),
        email,
        codeHash: hash,
        createdAt: now,
        expiresAt: new Date(now.getTime() + HOURS * 3_600_000),
        usedAt: null,
      };
      const batch = new WriteBatch(tx);
      batch.insert(PasswordReset, [reset]);
      const letter = letterFor(account ?? null, email, code, `reset:${reset.id}`);
      this.letters.put(batch, allowed ? [letter] : [], this.caseTime.now());
      await batch.send();
    });
  }

  /**
   * Sets the new password and ends every session and every key of the account. There is no choice
   * to keep any: whoever has forgotten the password may have lost it to somebody, and a choice that
   * is made by the mailbox alone would be that somebody's, too.
   *
   * @throws DomainError CODE_REFUSED, INPUT_INVALID (the code is then still good)
   */
  async complete(code: string, password: string, address: string): Promise<void> {
    const codeHash = fingerprint(code);
    const { manager } = this.transactions;
    const rows = await selectRows(manager, PasswordReset, 'WHERE code_hash = $1', [codeHash]);
    const { email } = openRow(rows[0], this.time.now());
    const owner = await this.passwords.owner(email);
    if (!owner) throw codeRefused('unknown');
    requirePassword(password, [owner.email, owner.name, owner.uscc]);
    const passwordHash = await hashPassword(password);
    await this.transactions.run(async (tx) => {
      const [, taken] = await tx.query<[unknown[], number]>(
        'UPDATE password_resets SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL',
        [codeHash, this.time.now()],
      );
      if (taken === 0) throw codeRefused('used');
      await this.passwords.set(tx, owner, { reason: 'passwordReset', passwordHash, address });
      const batch = new WriteBatch(tx);
      this.clients.remember(batch, owner.accountId, email, address);
      await batch.send();
    });
    await this.logins.clear(email, address);
  }
}

interface Addressee {
  readonly id: string;
  readonly name: string;
  readonly language: Locale;
}

function letterFor(account: Addressee | null, email: string, code: string, cause: string) {
  return account
    ? ({
        name: 'passwordReset',
        cause,
        to: { accountId: account.id, email, name: account.name, language: account.language },
        variables: { name: account.name, code, hours: HOURS },
      } as const)
    : ({
        name: 'noAccount',
        cause,
        to: { accountId: null, email, name: email, language: 'zh-CN' },
        variables: {},
      } as const);
}
