import { Injectable } from '@nestjs/common';
import { addDays, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { DomainError, inputInvalid } from '../kernel/domain-error.js';
import { newId, newReadableCode, newSecret } from '../kernel/ids.js';
import { SessionTime } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { ApiKey, type KeyScope } from './api-key.entity.js';
import { fingerprint } from './fingerprint.js';
import type { Principal } from './principal.js';
import { ACCOUNT, Principals, type AccountRow } from './principals.js';
import { SEEN_EVERY_MS } from './sessions.js';

/** Keys of one account that still open something; nobody has use for more. */
const MOST_KEYS = 20;

const LONGEST_YEARS = 5;

/** `qn_`, what tells the key from others, the secret; no token of a session has this length. */
const SHAPE = /^qn_[2-9A-HJ-NP-Z]{12}_[\w-]{43}$/;

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly expiresOn?: BusinessDate;
}

/** Who bears a key, and what for. */
export interface KeyBearer {
  readonly principal: Principal;
  readonly scopes: readonly KeyScope[];
}

/** Keys of an enterprise's own systems: named, scoped, shown once, stored as a hash, revocable. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly principals: Principals,
  ) {}

  static isKey(bearer: string): boolean {
    return SHAPE.test(bearer);
  }

  /** @throws DomainError INPUT_INVALID */
  async create(
    accountId: string,
    { name, scopes, expiresOn }: NewApiKey,
  ): Promise<{ readonly key: string; readonly record: ApiKey }> {
    const now = this.time.now();
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
      revokedAt: null,
    };
    await this.transactions.run(async (tx) => {
      // Two at once must not both be the twentieth.
      await tx.query('SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
      const [row] = await tx.query<{ open: number }[]>(
        `SELECT count(*)::integer AS open FROM api_keys
          WHERE account_id = $1 AND revoked_at IS NULL AND (expires_on IS NULL OR expires_on >= $2)`,
        [accountId, chinaDate(now)],
      );
      if ((row?.open ?? 0) >= MOST_KEYS) {
        const message = `You have ${MOST_KEYS} keys; revoke one that is not used any more.`;
        throw inputInvalid([{ path: '', rule: 'maxKeys', message }]);
      }
      await tx.insert(ApiKey, record);
    });
    return { key, record };
  }

  /** Every key of an account, the latest first; revoked ones stay on record. */
  list(accountId: string): Promise<ApiKey[]> {
    return selectRows(
      this.transactions.manager,
      ApiKey,
      'WHERE account_id = $1 ORDER BY created_at DESC, id DESC',
      [accountId],
    );
  }

  /** @throws DomainError NOT_FOUND also for somebody else's, and for one that is revoked */
  async revoke(accountId: string, id: string): Promise<void> {
    const [, revoked] = await this.transactions.manager.query<[unknown[], number]>(
      `UPDATE api_keys SET revoked_at = $3
        WHERE account_id = $1 AND id = $2 AND revoked_at IS NULL`,
      [accountId, id, this.time.now()],
    );
    if (revoked === 0) throw new DomainError('NOT_FOUND', 'You have no such key.');
  }

  /** Whose key it is; null when it is unknown, revoked or over. One query. */
  async findBearer(key: string): Promise<KeyBearer | null> {
    const now = this.time.now();
    const [row] = await this.transactions.manager.query<
      (AccountRow & { id: string; scopes: KeyScope[]; lastUsedAt: Date | null })[]
    >(
      `SELECT ${ACCOUNT}, k.id, k.scopes, k.last_used_at AS "lastUsedAt"
         FROM api_keys k JOIN accounts a ON a.id = k.account_id
        WHERE k.key_hash = $1 AND k.revoked_at IS NULL AND a.status = 'active'
          AND (k.expires_on IS NULL OR k.expires_on >= $2)`,
      [fingerprint(key), chinaDate(now)],
    );
    if (!row) return null;
    if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= SEEN_EVERY_MS) {
      await this.transactions.manager.query('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [
        row.id,
        now,
      ]);
    }
    const principal = { ...(await this.principals.of(row)), keyId: row.id };
    return { principal, scopes: row.scopes };
  }
}

function requireDay(expiresOn: BusinessDate, today: BusinessDate): void {
  const refused = (rule: string, message: string) =>
    inputInvalid([{ path: 'expiresOn', rule, message }]);
  if (expiresOn < today) throw refused('notInPast', 'expiresOn must not lie in the past');
  if (expiresOn > addDays(today, LONGEST_YEARS * 366)) {
    throw refused('maxYears', `expiresOn must not lie more than ${LONGEST_YEARS} years ahead`);
  }
}
