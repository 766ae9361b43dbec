import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { chinaDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import type { AccountStatus } from './account.entity.js';
import { ApiKey } from './api-key.entity.js';
import { keyMade, keyRevoked } from './api-key-letters.js';
import { fingerprint } from './fingerprint.js';
import {
  lockForKey,
  newKeyFor,
  requireRoom,
  type KeyOwner,
  type MadeKey,
  type NewApiKey,
} from './new-key.js';
import type { KeyInUse, Principal } from './principal.js';
import { ACCOUNT, Principals, type AccountRow } from './principals.js';
import { unauthenticated } from './sessions.js';

/** "Last used" is written at most this often, so that it costs nearly no request anything. */
const USED_EVERY_MS = 5 * 60_000;

/** `qn_`, what tells the key from others, the secret; no token of a session has this length. */
const SHAPE = /^qn_[2-9A-HJ-NP-Z]{12}_[\w-]{43}$/;

/** Who bears a key, and what for. */
export interface KeyBearer {
  readonly principal: Principal & { readonly key: KeyInUse };
}

type Found = AccountRow &
  Pick<ApiKey, 'prefix' | 'scopes' | 'lastUsedAt' | 'expiresOn' | 'endedAt'> & {
    readonly keyId: string;
    readonly keyName: string;
    readonly status: AccountStatus;
  };

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
  async create(owner: KeyOwner, wanted: NewApiKey): Promise<MadeKey> {
    const now = this.time.now();
    const made = newKeyFor(owner.principal.accountId, wanted, now);
    await this.transactions.run(async (tx) => {
      requireRoom(await lockForKey(tx, owner, now), false);
      const batch = new WriteBatch(tx);
      batch.insert(ApiKey, [made.record]);
      this.letters.put(batch, [keyMade(made.record, owner)], this.caseTime.now());
      await batch.send();
    });
    return made;
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

  /**
   * Whose key it is. One query.
   *
   * @throws DomainError KEY_REVOKED, KEY_EXPIRED to who has the whole key; UNAUTHENTICATED for one
   *   that there is not
   */
  async bearerOf(key: string): Promise<KeyBearer> {
    const now = this.time.now();
    const [row] = await this.transactions.manager.query<Found[]>(
      `SELECT ${ACCOUNT}, a.status, k.id AS "keyId", k.name AS "keyName", k.prefix, k.scopes,
              k.last_used_at AS "lastUsedAt", k.expires_on AS "expiresOn", k.ended_at AS "endedAt"
         FROM api_keys k JOIN accounts a ON a.id = k.account_id
        WHERE k.key_hash = $1`,
      [fingerprint(key)],
    );
    if (!row) throw unauthenticated();
    const { keyId: id, keyName: name, prefix, scopes, lastUsedAt, expiresOn } = row;
    if (row.endedAt !== null || row.status !== 'active') throw keyRefused('KEY_REVOKED');
    if (expiresOn < chinaDate(now)) throw keyRefused('KEY_EXPIRED');
    if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= USED_EVERY_MS) {
      await this.transactions.manager.query('UPDATE api_keys SET last_used_at = $2 WHERE id = $1', [
        id,
        now,
      ]);
    }
    const inUse = { id, name, prefix, scopes, expiresOn, lastUsedAt };
    return { principal: { ...(await this.principals.of(row)), key: inUse } };
  }
}

const sentences = {
  KEY_REVOKED: 'This API key was ended, by its owner or with its account; make another one.',
  KEY_EXPIRED: 'This API key has come to its end; make another one.',
} as const;

function keyRefused(code: keyof typeof sentences): DomainError<keyof typeof sentences> {
  return new DomainError(code, sentences[code]);
}

/** Keys of an account that open something, the first made first. */
export function openKeys(
  tx: EntityManager,
  accountId: string,
  at: Date,
): Promise<Pick<ApiKey, 'name' | 'prefix'>[]> {
  return tx.query(
    `SELECT name, prefix FROM api_keys
      WHERE account_id = $1 AND ended_at IS NULL AND expires_on >= $2
      ORDER BY created_at, id`,
    [accountId, chinaDate(at)],
  );
}
