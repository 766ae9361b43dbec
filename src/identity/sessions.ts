import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainError } from '../kernel/domain-error.js';
import { newId, newSecret } from '../kernel/ids.js';
import { SessionTime } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { fingerprint } from './fingerprint.js';
import { PasswordCheck } from './password.js';
import type { Principal } from './principal.js';
import { ACCOUNT, Principals, type AccountRow } from './principals.js';
import { Session } from './session.entity.js';

/** "Last seen" is written at most this often, so that it costs nearly no request anything. */
export const SEEN_EVERY_MS = 5 * 60_000;

const LONGEST_USER_AGENT = 200;

export interface OpenedSession {
  /** Opaque; sent as `Authorization: Bearer …`. It cannot be read again. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly account: Principal;
}

/** Where a sign-in comes from, as its owner sees it in the list. */
export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

/** Sign-ins: opened by password, found by token, ended by their bearer, their owner or by time. */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly config: Config,
    private readonly principals: Principals,
    private readonly passwords: PasswordCheck,
  ) {}

  /**
   * @throws DomainError CREDENTIALS_REFUSED, the same for a wrong password, for no account and for
   *   one that nobody may use
   */
  async open(email: string, password: string, client: Client): Promise<OpenedSession> {
    const { manager } = this.transactions;
    const [row] = await manager.query<(AccountRow & { passwordHash: string })[]>(
      `SELECT ${ACCOUNT}, a.password_hash AS "passwordHash" FROM accounts a
        WHERE a.email = $1 AND a.status = 'active'`,
      [email.toLowerCase()],
    );
    const matches = await this.passwords.matches(password, row?.passwordHash ?? null);
    if (!row || !matches) {
      throw new DomainError('CREDENTIALS_REFUSED', 'The e-mail address or the password is wrong.');
    }
    const token = newSecret(32);
    const now = this.time.now();
    const expiresAt = new Date(now.getTime() + this.config.sessionHours * 3_600_000);
    // The account's expired sessions go with the same round trip; an account that has just left
    // gets none.
    await manager.query(
      `WITH expired AS (DELETE FROM sessions WHERE account_id = $3 AND expires_at <= $4)
       INSERT INTO sessions
         (token_hash, id, account_id, created_at, expires_at, last_seen_at, address, user_agent)
       SELECT $1, $2, id, $4, $5, $4, $6, $7 FROM accounts WHERE id = $3 AND status = 'active'`,
      [
        fingerprint(token),
        newId(now),
        row.accountId,
        now,
        expiresAt,
        client.address,
        client.userAgent.slice(0, LONGEST_USER_AGENT),
      ],
    );
    return { token, expiresAt, account: await this.principals.of(row) };
  }

  /** Whose token it is; null when it is unknown or has expired. One query. */
  async findPrincipal(token: string): Promise<Principal | null> {
    const now = this.time.now();
    const tokenHash = fingerprint(token);
    const [row] = await this.transactions.manager.query<(AccountRow & { lastSeenAt: Date })[]>(
      `SELECT ${ACCOUNT}, s.last_seen_at AS "lastSeenAt"
         FROM sessions s JOIN accounts a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.expires_at > $2 AND a.status = 'active'`,
      [tokenHash, now],
    );
    if (!row) return null;
    if (now.getTime() - row.lastSeenAt.getTime() >= SEEN_EVERY_MS) await this.seen(tokenHash, now);
    return this.principals.of(row);
  }

  /** Those of an account that have not expired, the latest first. */
  list(accountId: string): Promise<Session[]> {
    return selectRows(
      this.transactions.manager,
      Session,
      'WHERE account_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id DESC',
      [accountId, this.time.now()],
    );
  }

  async close(token: string): Promise<void> {
    await this.transactions.manager.query('DELETE FROM sessions WHERE token_hash = $1', [
      fingerprint(token),
    ]);
  }

  /** @throws DomainError NOT_FOUND also for somebody else's */
  async end(accountId: string, id: string): Promise<void> {
    const [, ended] = await this.transactions.manager.query<[unknown[], number]>(
      'DELETE FROM sessions WHERE account_id = $1 AND id = $2',
      [accountId, id],
    );
    if (ended === 0) throw new DomainError('NOT_FOUND', 'You have no such session.');
  }

  private async seen(tokenHash: string, now: Date): Promise<void> {
    await this.transactions.manager.query(
      'UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2',
      [tokenHash, now],
    );
  }
}
