import { Injectable } from '@nestjs/common';
import { addDays, chinaDate, type BusinessDate } from '../kernel/business-date.js';
import { DomainError } from '../kernel/domain-error.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import { ApiKey } from './api-key.entity.js';
import { keyRotated } from './api-key-letters.js';
import { lockForKey, newKeyFor, requireRoom, type KeyOwner, type MadeKey } from './new-key.js';

/** So long the old key goes on beside the new one at most, in days. */
export const LONGEST_OVERLAP = 14;

/** And so long where nothing is said. */
export const USUAL_OVERLAP = 7;

/** Replaces a key by another one, without a moment in which neither works (密钥轮换). */
@Injectable()
export class KeyRotation {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly letters: AccountLetters,
  ) {}

  /**
   * A key with the same name and scopes and a year of its own. The old one works to the end of the
   * overlap, in calendar days of China, but never beyond its own end; without an overlap it is over
   * at once. The owner is owed a letter.
   *
   * @throws DomainError NOT_FOUND also for somebody else's; KEY_NOT_ROTATABLE with the `reason`;
   *   INPUT_INVALID `maxKeys`; UNAUTHENTICATED when the session has ended meanwhile
   */
  async rotate(owner: KeyOwner, id: string, overlapDays = USUAL_OVERLAP): Promise<MadeKey> {
    const now = this.time.now();
    const today = chinaDate(now);
    return this.transactions.run(async (tx) => {
      const count = await lockForKey(tx, owner, now);
      const { accountId } = owner.principal;
      const [old] = await selectRows(tx, ApiKey, 'WHERE account_id = $1 AND id = $2 FOR UPDATE', [
        accountId,
        id,
      ]);
      if (!old) throw new DomainError('NOT_FOUND', 'You have no such key.');
      requireRotatable(old, today);
      requireRoom(count, true);
      const made = newKeyFor(accountId, { name: old.name, scopes: old.scopes }, now);
      const until = earlier(old.expiresOn, addDays(today, overlapDays));
      const batch = new WriteBatch(tx);
      batch.insert(ApiKey, [made.record]);
      if (overlapDays === 0) {
        batch.add`UPDATE api_keys SET replaced_by = ${made.record.id}, ended_at = ${now},
            ended_by = ${accountId}, end_reason = 'rotated'
          WHERE id = ${id}`;
      } else {
        batch.add`UPDATE api_keys SET replaced_by = ${made.record.id}, expires_on = ${until}
          WHERE id = ${id}`;
      }
      const letter = keyRotated(old, made.record, owner, overlapDays === 0 ? null : until);
      this.letters.put(batch, [letter], this.caseTime.now());
      await batch.send();
      return made;
    });
  }
}

const earlier = (a: BusinessDate, b: BusinessDate): BusinessDate => (a < b ? a : b);

function requireRotatable({ endedAt, expiresOn, replacedBy }: ApiKey, today: BusinessDate): void {
  const refused = (reason: string, message: string, more: object = {}) =>
    new DomainError('KEY_NOT_ROTATABLE', message, { reason, ...more });
  if (endedAt !== null) throw refused('ended', 'This key has ended; make another one.');
  if (expiresOn < today) throw refused('expired', 'This key is past its end; make another one.');
  if (replacedBy !== null) {
    const message = 'This key was replaced already; rotate the one that replaces it.';
    throw refused('rotated', message, { replacedBy });
  }
}
