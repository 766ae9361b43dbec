import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { addDays, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId, newReadableCode, newSecret } from '../kernel/ids.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import { ApiKey, type KeyScope } from './api-key.entity.js';
import { keyMade, keyRevoked } from './api-key-letters.js';
import { fingerprint } from './fingerprint.js';
import type { Principal } from './principal.js';
import { ACCOUNT, Principals, type AccountRow } from './principals.js';
import { unauthenticated } from './sessions.js';

/** Keys of one account that still open something; nobody has use for more. */
const MOST_KEYS = 20;

const LONGEST_YEARS = 5;

/** "Last used" is written at most this often, so that it costs nearly no request anything. */
const USED_EVERY_MS = 5 * 60_000;

/** `qn_`, what tells the key from others, the secret; no token of a session has this length. */
const SHAPE = /^qn_[2-9A-HJ-NP-Z]{12}_[\w-]{43}$/;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresOn?: BusinessDate;
}

/** Who makes or revokes a key: the owner, by the session of a token, from an address. */
export interface KeyOwner {
  readonly principal: Pick<Principal, 'accountId' | 'email' | 'name' | 'language'>;
  readonly token: string;
  readonly address: string;
}

/** Who bears a key, and what for. */
export interface KeyBearer {
  readonly principal: Principal;
  readonly scopes: readonly KeyScope[];
}

/** Keys of an enterprise's own systems: named, scoped, shown once, stored as a hash, revocable; a letter for each. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly principals: Principals,
    private readonly letters: AccountLetters,
  ) {}

  static isKey(bearer: string): boolean {
    return SHAPE.test(bearer);
  }

  /**
   * Makes a key, and owes its owner the letter that says so.
   *
   * @throws DomainError INPUT_INVALID; UNAUTHENTICATED when the session has ended meanwhile
   */
  async create(
    owner: KeyOwner,
    { name, scopes, expiresOn }: NewApiKey,
  ): Promise<{ readonly key: string; readonly record: ApiKey }> {
    const now = this.time.now();
    const { accountId } = owner.principal;
    if (expiresOn !== undefined) requireDay(expiresOn, chinaDate(now));
    const prefix = `qn_${newReadableCode()}`;
    const key = `${prefix}_${newSecret(32)}`;
    const record: ApiKey = {
      id: newId(now),
      accountId,
      name,
      prefix,
      keyHash: fingerprint(key),
      scopes: [...new Set(scopes)],
      createdAt: now,
      lastUsedAt: null,
      expiresOn: expiresOn ?? null,
      endedAt: null,
      endedBy: null,
      endReason: null,
    };
    await this.transactions.run(async (tx) => {
      // Two at once must not both be the twentieth, nor one slip past a change of the password.
      await tx.query('SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
      const [row] = await tx.query<{ open: number; isSignedIn: boolean }[]>(
        `SELECT EXISTS (SELECT 1 FROM sessions
                         WHERE token_hash = $3 AND ended_at IS NULL) AS "isSignedIn",
                (SELECT count(*)::integer FROM api_keys WHERE account_id = $1
                    AND ended_at IS NULL AND (expires_on IS NULL OR expires_on >= $2)) AS open`,
        [accountId, chinaDate(now), fingerprint(owner.token)],
      );
      if (row?.isSignedIn !== true) throw unauthenticated('ended');
      if (row.open >= MOST_KEYS) {
        const message = `You have ${MOST_KEYS} keys; revoke one that is not used any more.`;
        throw inputInvalid([{ path: '', rule: 'maxKeys', message }]);
      }
      const batch = new WriteBatch(tx);
      batch.insert(ApiKey, [record]);
      this.letters.put(batch, [keyMade(record, owner)], this.caseTime.now());
      await batch.send();
    });
    return { key, record };
  }

  /** Every key of an account, the latest first; those that have ended stay on record. */
  list(accountId: string): Promise<ApiKey[]> {
    return selectRows(
      this.transactions.manager,
      ApiKey,
      'WHERE account_id = $1 ORDER BY created_at DESC, id DESC',
      [accountId],
    );
  }

  /**
   * Ends a key, and owes its owner the letter that says so.
   *
   * @throws DomainError NOT_FOUND also for somebody else's, and for one that has ended
   */
  async revoke(owner: KeyOwner, id: string): Promise<void> {
    const { accountId } = owner.principal;
    const now = this.time.now();
    await this.transactions.run(async (tx) => {
      const [revoked] = await tx.query<[Pick<ApiKey, 'name' | 'prefix'>[], number]>(
        `UPDATE api_keys SET ended_at = $3, ended_by = $1, end_reason = 'revoked'
          WHERE account_id = $1 AND id = $2 AND ended_at IS NULL RETURNING name, prefix`,
        [accountId, id, now],
      );
      const [key] = revoked;
      if (!key) throw new DomainError('NOT_FOUND', 'You have no such key.');
      const batch = new WriteBatch(tx);
      this.letters.put(batch, [keyRevoked(id, key, owner, now)], this.caseTime.now());
      await batch.send();
    });
  }

  /** Whose key it is; null when it is unknown, ended or over. One query. */
  async findBearer(key: string): Promise<KeyBearer | null> {
    const now = this.time.now();
    const [row] = await this.transactions.manager.query<
      (AccountRow & { id: string; scopes: KeyScope[]; lastUsedAt: Date | null })[]
    >(
      `SELECT ${ACCOUNT}, k.id, k.scopes, k.last_used_at AS "lastUsedAt"
         FROM api_keys k JOIN accounts a ON a.id = k.account_id
        WHERE k.key_hash = $1 AND k.ended_at IS NULL AND a.status = 'active'
          AND (k.expires_on IS NULL OR k.expires_on >= $2)`,
      [fingerprint(key), chinaDate(now)],
    );
    if (!row) return null;
    if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= USED_EVERY_MS) {
      await this.transactions.manager.query('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [
        row.id,
        now,
      ]);
    }
    const principal = { ...(await this.principals.of(row)), keyId: row.id };
    return { principal, scopes: row.scopes };
  }
}

/** Keys of an account that open something, the first made first. */
export function openKeys(
  tx: EntityManager,
  accountId: string,
  at: Date,
): Promise<Pick<ApiKey, 'name' | 'prefix'>[]> {
  return tx.query(
    `SELECT name, prefix FROM api_keys
      WHERE account_id = $1 AND ended_at IS NULL AND (expires_on IS NULL OR expires_on >= $2)
      ORDER BY created_at, id`,
    [accountId, chinaDate(at)],
  );
}

function requireDay(expiresOn: BusinessDate, today: BusinessDate): void {
  const refused = (rule: string, message: string) =>
    inputInvalid([{ path: 'expiresOn', rule, message }]);
  if (expiresOn < today) throw refused('notInPast', 'expiresOn must not lie in the past');
  if (expiresOn > addDays(today, LONGEST_YEARS * 366)) {
    throw refused('maxYears', `expiresOn must not lie more than ${LONGEST_YEARS} years ahead`);
  }
}
