import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainError } from '../kernel/domain-error.js';
import { newSecret } from '../kernel/ids.js';
import { SessionTime } from '../kernel/time-source.js';
import { KnownUnits } from '../parties/known-units.js';
import { Transactions } from '../store/transactions.js';
import { PasswordCheck } from './password.js';
import type { Principal } from './principal.js';

export interface OpenedSession {
  /** Opaque; sent as `Authorization: Bearer …`. It cannot be read again. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Principal;
}

/** A principal without what its unit adds. */
type AccountRow = Omit<Principal, 'kinds' | 'divisionCode'>;

const ACCOUNT = `a.id AS "accountId", a.email, a.name, a.role, a.language,
  a.enterprise_id AS "enterpriseId", a.unit_id AS "unitId"`;

/** Sign-ins: opened by password, found by token, ended by their bearer or by time. */
@Injectable()
export class Sessions {
  private readonly passwords = new PasswordCheck();

  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly config: Config,
    private readonly units: KnownUnits,
  ) {}

  /** @throws DomainError CREDENTIALS_REFUSED, the same for a wrong password and no account. */
  async open(email: string, password: string): Promise<OpenedSession> {
    const { manager } = this.transactions;
    const [row] = await manager.query<(AccountRow & { passwordHash: string })[]>(
      `SELECT ${ACCOUNT}, a.password_hash AS "passwordHash" FROM accounts a WHERE a.email = $1`,
      [email.toLowerCase()],
    );
    const matches = await this.passwords.matches(password, row?.passwordHash ?? null);
    if (!row || !matches) {
      throw new DomainError('CREDENTIALS_REFUSED', 'The e-mail address or the password is wrong.');
    }
    const { passwordHash: _, ...account } = row;
    const token = newSecret(32);
    const now = this.time.now();
    const expiresAt = new Date(now.getTime() + this.config.sessionHours * 3_600_000);
    // The account's expired sessions go with the same round trip.
    await manager.query(
      `WITH expired AS (DELETE FROM sessions WHERE account_id = $2 AND expires_at <= $3)
       INSERT INTO sessions (token_hash, account_id, created_at, expires_at)
       VALUES ($1, $2, $3, $4)`,
      [fingerprint(token), account.accountId, now, expiresAt],
    );
    return { token, expiresAt, account: await this.withUnit(account) };
  }

  /** Whose token it is; null when it is unknown or has expired. One query. */
  async findPrincipal(token: string): Promise<Principal | null> {
    const [account] = await this.transactions.manager.query<AccountRow[]>(
      `SELECT ${ACCOUNT} FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.expires_at > $2`,
      [fingerprint(token), this.time.now()],
    );
    return account ? this.withUnit(account) : null;
  }

  async close(token: string): Promise<void> {
    await this.transactions.manager.query('DELETE FROM sessions WHERE token_hash = $1', [
      fingerprint(token),
    ]);
  }

  private async withUnit(account: AccountRow): Promise<Principal> {
    const { unitId } = account;
    const { manager } = this.transactions;
    const unit = unitId === null ? null : await this.units.find(manager, unitId);
    return { ...account, kinds: unit?.kinds ?? [], divisionCode: unit?.divisionCode ?? null };
  }
}

function fingerprint(token: string): string {
  return hash('sha256', token);
}
