import type { WriteBatch } from '../store/write-batch.js';

/** Nothing opens by the account any more: its sessions, keys and open codes end with it. */
export function closeAccount(batch: WriteBatch, accountId: string, now: Date): void {
  batch.add`UPDATE accounts SET status = 'left' WHERE id = ${accountId}`;
  batch.add`DELETE FROM sessions WHERE account_id = ${accountId}`;
  batch.add`UPDATE api_keys SET revoked_at = ${now}
    WHERE account_id = ${accountId} AND revoked_at IS NULL`;
  batch.add`UPDATE password_resets SET used_at = ${now}
    WHERE account_id = ${accountId} AND used_at IS NULL`;
}
