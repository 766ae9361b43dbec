import type { EntityManager } from 'typeorm';
import type { KeyScope } from '../definition/index.js';
import { addYears, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { inputInvalid } from '../kernel/domain-error.js';
import { newId, newReadableCode, newSecret } from '../kernel/ids.js';
import type { ApiKey } from './api-key.entity.js';
import { fingerprint } from './fingerprint.js';
import type { Principal } from './principal.js';
import { unauthenticated } from './sessions.js';

/** Keys of one account that open something and are not replaced; nobody has use for more. */
const MOST_KEYS = 20;

/** With those that go on beside the ones that replace them. */
const MOST_OPEN = 2 * MOST_KEYS;

/** No key outlives the year: a system that is forgotten must not keep a way in. */
const LONGEST_YEARS = 1;

/** Who makes, replaces or revokes a key: the owner, by the session of a token, from an address. */
export interface KeyOwner {
  readonly principal: Pick<Principal, 'accountId' | 'email' | 'name' | 'language'>;
  readonly token: string;
  readonly address: string;
}

/** A key and its row; the key itself is shown to its owner once and kept nowhere. */
export interface MadeKey {
  readonly key: string;
  readonly record: ApiKey;
}

export interface NewApiKey {
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** The last day on which it works; in a year, when not given. */
  readonly expiresOn?: BusinessDate;
}

/**
 * A key that is not stored yet.
 *
 * @throws DomainError INPUT_INVALID for an end that is past, or more than a year ahead
 */
export function newKeyFor(
  accountId: string,
  { name, scopes, expiresOn }: NewApiKey,
  now: Date,
): MadeKey {
  const today = chinaDate(now);
  if (expiresOn !== undefined) requireDay(expiresOn, today);
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
    expiresOn: expiresOn ?? addYears(today, LONGEST_YEARS),
    endedAt: null,
    endedBy: null,
    endReason: null,
    replacedBy: null,
  };
  return { key, record };
}

/** Keys of an account that open something, and those of them that are not replaced. */
export interface KeyCount {
  readonly open: number;
  readonly lasting: number;
}

/**
 * Locks the owner's account until the end of the transaction: two at once must not both make the
 * last key, nor one slip past a change of the password.
 *
 * @throws DomainError UNAUTHENTICATED when the session has ended meanwhile
 */
export async function lockForKey(
  tx: EntityManager,
  { principal: { accountId }, token }: KeyOwner,
  now: Date,
): Promise<KeyCount> {
  await tx.query('SELECT 1 FROM accounts WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
  const [row] = await tx.query<(KeyCount & { readonly isSignedIn: boolean })[]>(
    `SELECT EXISTS (SELECT 1 FROM sessions
                     WHERE token_hash = $3 AND ended_at IS NULL) AS "isSignedIn",
            count(*)::integer AS open,
            (count(*) FILTER (WHERE replaced_by IS NULL))::integer AS lasting
       FROM api_keys WHERE account_id = $1 AND ended_at IS NULL AND expires_on >= $2`,
    [accountId, chinaDate(now), fingerprint(token)],
  );
  if (row?.isSignedIn !== true) throw unauthenticated('ended');
  return row;
}

/**
 * There must be room for one more key.
 *
 * @param instead whether it takes the place of another one
 * @throws DomainError INPUT_INVALID `maxKeys`
 */
export function requireRoom({ open, lasting }: KeyCount, instead: boolean): void {
  const [count, most] = instead ? [open, MOST_OPEN] : [lasting, MOST_KEYS];
  if (count < most) return;
  const message = `You have ${count} keys; revoke one that is not used any more.`;
  throw inputInvalid([{ path: '', rule: 'maxKeys', message }]);
}

function requireDay(expiresOn: BusinessDate, today: BusinessDate): void {
  const refused = (rule: string, message: string) =>
    inputInvalid([{ path: 'expiresOn', rule, message }]);
  if (expiresOn < today) throw refused('notInPast', 'expiresOn must not lie in the past');
  if (expiresOn > addYears(today, LONGEST_YEARS)) {
    throw refused('maxYears', 'expiresOn must not lie more than a year ahead');
  }
}
