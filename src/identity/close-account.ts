import type { WriteBatch } from '../store/write-batch.js';
import { endKeys, endSessions } from './end-access.js';

/**
 * Nothing opens by the account any more: its sessions, keys and open codes end with it.
 *
 * @param by the account that closes it
 */
export function closeAccount(
  batch: WriteBatch,
  { accountId, email }: { readonly accountId: string; readonly email: string },
  by: string,
  at: Date,
): void {
  const ending = { reason: 'departure', by, at } as const;
  batch.add`UPDATE accounts SET status = 'left' WHERE id = ${accountId}`;
  endSessions(batch, accountId, ending);
  endKeys(batch, accountId, ending);
  batch.add`UPDATE password_resets SET used_at = ${at}
    WHERE email = ${email} AND used_at IS NULL`;
}
