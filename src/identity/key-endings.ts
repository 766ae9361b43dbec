import { Injectable } from '@nestjs/common';
import {
  addDays,
  chinaDate,
  chinaInstant,
  daysBetween,
  type BusinessDate,
} from '../kernel/business-date.js';
import { SessionTime, TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';
import { AccountLetters } from './account-letters.js';
import { keyEnds, type EndingKey } from './api-key-letters.js';

/** So many days before its end the owner of a key is written to, the nearest last. */
const STAGES = [14, 3] as const;
const FIRST = STAGES[0];

/** Nine in the morning, on working days and others: an end does not wait for the office. */
const MINUTE_OF_DAY = 9 * 60;
const EVERY_MS = 60_000;

/**
 * Writes to the owner of a key before it comes to its end; of one that was replaced or has ended,
 * nothing. The letter's cause is the key and the stage, so that it is owed once however many
 * processes owe it and however often they start; one that comes late says the day all the same.
 */
@Injectable()
export class KeyEndings {
  /** The day whose letters this process knows to be owed. */
  private doneOn: BusinessDate = '';

  constructor(
    private readonly transactions: Transactions,
    private readonly time: SessionTime,
    private readonly caseTime: TimeSource,
    private readonly letters: AccountLetters,
    loops: Loops,
  ) {
    const round = () => this.runOnce();
    loops.add({ name: 'ends of API keys', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  /** Owes today's letters once their hour has come; answers with for how many keys. */
  async runOnce(): Promise<number> {
    const now = this.time.now();
    const today = chinaDate(now);
    if (now < chinaInstant(today, MINUTE_OF_DAY) || today === this.doneOn) return 0;
    const owed = await this.transactions.run(async (tx) => {
      // The lock waits for who replaces or ends one at this moment, and then looks again.
      const keys = await tx.query<(EndingKey & { readonly createdAt: Date })[]>(
        `SELECT k.id, k.name AS "keyName", k.prefix, k.scopes, k.expires_on AS "expiresOn",
                k.created_at AS "createdAt", a.id AS "accountId", a.email, a.name, a.language
           FROM api_keys k JOIN accounts a ON a.id = k.account_id
          WHERE k.ended_at IS NULL AND k.replaced_by IS NULL AND a.status = 'active'
            AND k.expires_on BETWEEN $1 AND $2
          ORDER BY k.expires_on, k.id FOR SHARE OF k`,
        [today, addDays(today, FIRST)],
      );
      const letters = keys.flatMap((key) => {
        const left = daysBetween(today, key.expiresOn);
        const stage = STAGES.findLast((days) => left <= days) ?? FIRST;
        // Who has just chosen so near a day knows it.
        const isChosen = chinaDate(key.createdAt) >= addDays(key.expiresOn, -stage);
        return isChosen ? [] : [keyEnds(key, stage)];
      });
      const batch = new WriteBatch(tx);
      this.letters.put(batch, letters, this.caseTime.now());
      await batch.send();
      return letters.length;
    });
    this.doneOn = today;
    return owed;
  }
}
