import { newId } from '../kernel/ids.js';
import type { WriteBatch } from '../store/write-batch.js';
import { endKeys, endSessions } from './end-access.js';

/** Whose decision it is that an account ends, why and when. */
export interface Closing {
  readonly by: string;
  readonly reason: string | null;
  readonly at: Date;
}

/**
 * Nothing opens by the account any more: its sessions, keys and open codes end with it. It is on
 * record once.
 */
export function closeAccount(
  batch: WriteBatch,
  { accountId, email }: { readonly accountId: string; readonly email: string },
  { by, reason, at }: Closing,
): void {
  const ending = { reason: 'departure', by, at } as const;
  batch.add`INSERT INTO account_changes (id, account_id, change, role, unit_id, made_by, reason, at)
    SELECT ${newId(at)}::uuid, id, 'left', role, unit_id, ${by}::uuid, ${reason}::text,
           ${at}::timestamptz
      FROM accounts WHERE id = ${accountId} AND status = 'active'`;
  batch.add`UPDATE accounts SET status = 'left' WHERE id = ${accountId}`;
  endSessions(batch, accountId, ending);
  endKeys(batch, accountId, ending);
  batch.add`UPDATE password_resets SET used_at = ${at}
    WHERE email = ${email} AND used_at IS NULL`;
}
