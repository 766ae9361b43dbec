import type { WriteBatch } from '../store/write-batch.js';
import type { KeyEnd } from './api-key.entity.js';
import type { SessionEnd } from './session.entity.js';

/** Why something ended, when, and by whose account; null when no account did it. */
export interface Ending<Reason> {
  readonly reason: Reason;
  readonly by: string | null;
  readonly at: Date;
}

/**
 * Ends the open sessions of an account, but for one. Lock the account's row by a statement of its
 * own before: whoever opens a session locks it too, and a session must not slip through between.
 *
 * @param except the hash of the token that goes on
 */
export function endSessions(
  batch: WriteBatch,
  accountId: string,
  { reason, by, at }: Ending<SessionEnd>,
  except = '',
): void {
  batch.add`UPDATE sessions SET ended_at = ${at}, ended_by = ${by}, end_reason = ${reason}
    WHERE account_id = ${accountId} AND ended_at IS NULL AND token_hash <> ${except}`;
}

/** Ends the keys of an account; the row of the account is locked before, as for sessions. */
export function endKeys(
  batch: WriteBatch,
  accountId: string,
  { reason, by, at }: Ending<KeyEnd>,
): void {
  batch.add`UPDATE api_keys SET ended_at = ${at}, ended_by = ${by}, end_reason = ${reason}
    WHERE account_id = ${accountId} AND ended_at IS NULL`;
}
