import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId, newSecret } from '../kernel/ids.js';
import { shortened } from '../kernel/plain-text.js';
import { SessionTime } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import type { AccountStatus } from './account.entity.js';
import { endSessions } from './end-access.js';
import { fingerprint } from './fingerprint.js';
import { idleTimeOf } from './idle-time.js';
import { KnownClients } from './known-clients.js';
import { PasswordCheck } from './password.js';
import type { Principal } from './principal.js';
import { ACCOUNT, Principals, type AccountRow } from './principals.js';
import { Session, type SessionEnd } from './session.entity.js';

/** Open sessions of one account; nobody sits at more desks. */
const MOST_SESSIONS = 20;

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

/** Whose token it is, and when the password was last proved in the session. */
export interface SessionBearer {
  readonly principal: Principal;
  readonly authenticatedAt: Date;
}

/** Why a token that did exist opens nothing; who bears it may know. */
export const sessionEnds = ['idle', 'expired', 'ended'] as const;

export type SessionOver = (typeof sessionEnds)[number];

type Found = AccountRow &
  Pick<Session, 'lastSeenAt' | 'expiresAt' | 'endedAt' | 'authenticatedAt'> & {
    readonly status: AccountStatus;
  };

/** Sign-ins: opened by password, found by token, ended by their bearer, their owner or by time. */
@Injectable()
export class Sessions {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly config: Config,
    private readonly principals: Principals,
    private readonly passwords: PasswordCheck,
    private readonly clients: KnownClients,
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
    if (!row || !matches) throw credentialsRefused();
    const token = newSecret(32);
    const now = this.time.now();
    const expiresAt = new Date(now.getTime() + this.config.sessionHours * 3_600_000);
    await this.transactions.run(async (tx) => {
      // Whoever changes the password or closes the account meanwhile ends what is open by then.
      const still = await tx.query<unknown[]>(
        `SELECT 1 FROM accounts
          WHERE id = $1 AND status = 'active' AND password_hash = $2 FOR NO KEY UPDATE`,
        [row.accountId, row.passwordHash],
      );
      if (still.length === 0) throw credentialsRefused();
      const batch = new WriteBatch(tx);
      // Those that are over by themselves count no more.
      batch.add`UPDATE sessions SET ended_at = ${now}, end_reason = 'tooMany'
        WHERE token_hash IN (
          SELECT token_hash FROM sessions
           WHERE account_id = ${row.accountId} AND ended_at IS NULL AND expires_at > ${now}
           ORDER BY last_seen_at DESC, created_at DESC, id DESC OFFSET ${MOST_SESSIONS - 1})`;
      batch.insert(Session, [
        {
          tokenHash: fingerprint(token),
          id: newId(now),
          accountId: row.accountId,
          createdAt: now,
          expiresAt,
          lastSeenAt: now,
          authenticatedAt: now,
          address: client.address,
          userAgent: shortened(client.userAgent, LONGEST_USER_AGENT),
        },
      ]);
      this.clients.remember(batch, row.accountId, row.email, client.address);
      await batch.send();
    });
    return { token, expiresAt, account: await this.principals.of(row) };
  }

  /**
   * Whose token it is. One query.
   *
   * @throws DomainError UNAUTHENTICATED, with the `reason` for a token that did exist
   */
  async bearerOf(token: string): Promise<SessionBearer> {
    const now = this.time.now();
    const tokenHash = fingerprint(token);
    const [row] = await this.transactions.manager.query<Found[]>(
      `SELECT ${ACCOUNT}, a.status, s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt",
              s.ended_at AS "endedAt", s.authenticated_at AS "authenticatedAt"
         FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = $1`,
      [tokenHash],
    );
    if (!row) throw unauthenticated();
    const { seenEveryMs, endsAfterMs } = idleTimeOf(row.role, this.config);
    const unseenMs = now.getTime() - row.lastSeenAt.getTime();
    if (row.endedAt !== null || row.status !== 'active') throw unauthenticated('ended');
    if (row.expiresAt <= now) throw unauthenticated('expired');
    if (unseenMs >= endsAfterMs) throw unauthenticated('idle');
    if (unseenMs >= seenEveryMs) await this.seen(tokenHash, now);
    return { principal: await this.principals.of(row), authenticatedAt: row.authenticatedAt };
  }

  /** Those of an account that are not over, the latest first. */
  list(accountId: string): Promise<Session[]> {
    const now = this.time.now();
    const seenSince = (role: 'enterprise' | 'handler') =>
      new Date(now.getTime() - idleTimeOf(role, this.config).endsAfterMs);
    return selectRows(
      this.transactions.manager,
      Session,
      `WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > CASE
         WHEN (SELECT role FROM accounts WHERE id = $1) = 'enterprise' THEN $3::timestamptz
         ELSE $4::timestamptz END
       ORDER BY created_at DESC, id DESC`,
      [accountId, now, seenSince('enterprise'), seenSince('handler')],
    );
  }

  async close(token: string): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE sessions SET ended_at = $2, ended_by = account_id, end_reason = 'signedOut'
        WHERE token_hash = $1 AND ended_at IS NULL`,
      [fingerprint(token), this.time.now()],
    );
  }

  /** @throws DomainError NOT_FOUND also for somebody else's */
  async end(accountId: string, id: string): Promise<void> {
    const reason: SessionEnd = 'endedByOwner';
    const [, ended] = await this.transactions.manager.query<[unknown[], number]>(
      `UPDATE sessions SET ended_at = $3, ended_by = account_id, end_reason = $4
        WHERE account_id = $1 AND id = $2 AND ended_at IS NULL`,
      [accountId, id, this.time.now(), reason],
    );
    if (ended === 0) throw new DomainError('NOT_FOUND', 'You have no such session.');
  }

  /**
   * Ends every session of somebody else's account, by an administrator.
   *
   * @throws DomainError NOT_FOUND; INPUT_INVALID for one's own, which the owner ends one by one
   */
  async endAll(accountId: string, by: string): Promise<void> {
    if (accountId === by) {
      const message = 'your own sessions are ended by DELETE /api/v1/sessions/{id}';
      throw inputInvalid([{ path: 'id', rule: 'anotherPerson', message }]);
    }
    await this.transactions.run(async (tx) => {
      const accounts = await tx.query<unknown[]>(
        'SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE',
        [accountId],
      );
      if (accounts.length === 0) throw new DomainError('NOT_FOUND', 'There is no such account.');
      const batch = new WriteBatch(tx);
      const reason: SessionEnd = 'endedByAdministrator';
      endSessions(batch, accountId, { reason, by, at: this.time.now() });
      await batch.send();
    });
  }

  /**
   * Proves the password anew in a session that is open.
   *
   * @throws DomainError CREDENTIALS_REFUSED
   */
  async reauthenticate(token: string, password: string): Promise<void> {
    const { manager } = this.transactions;
    const tokenHash = fingerprint(token);
    const [row] = await manager.query<{ passwordHash: string }[]>(
      `SELECT a.password_hash AS "passwordHash"
         FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.token_hash = $1`,
      [tokenHash],
    );
    if (!(await this.passwords.matches(password, row?.passwordHash ?? null))) {
      throw new DomainError('CREDENTIALS_REFUSED', 'The password is wrong.');
    }
    await manager.query('UPDATE sessions SET authenticated_at = $2 WHERE token_hash = $1', [
      tokenHash,
      this.time.now(),
    ]);
  }

  private async seen(tokenHash: string, now: Date): Promise<void> {
    await this.transactions.manager.query(
      'UPDATE sessions SET last_seen_at = $2 WHERE token_hash = $1 AND last_seen_at < $2',
      [tokenHash, now],
    );
  }
}

function credentialsRefused(): DomainError {
  return new DomainError('CREDENTIALS_REFUSED', 'The e-mail address or the password is wrong.');
}

const sentences: Readonly<Record<SessionOver, string>> = {
  idle: 'Your session has ended, because nothing was asked in it for some time; sign in again.',
  expired: 'Your session has reached its longest time; sign in again.',
  ended: 'Your session was ended; sign in again.',
};

/** Without a reason nothing is told of the token, not even that there was none. */
export function unauthenticated(reason?: SessionOver): DomainError<'UNAUTHENTICATED'> {
  if (reason === undefined) {
    return new DomainError('UNAUTHENTICATED', 'Sign in first: the session is missing or over.');
  }
  return new DomainError('UNAUTHENTICATED', sentences[reason], { reason });
}
