import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Locale } from '../definition/index.js';
import { AccountLetters } from '../identity/account-letters.js';
import { addDays, chinaDate, chinaInstant, type BusinessDate } from '../kernel/business-date.js';
import { TimeSource } from '../kernel/time-source.js';
import { Loops } from '../loops/loops.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';

/** Six in the evening: what was filed since the last one. */
const MINUTE_OF_DAY = 18 * 60;
/** A letter of the day may come a minute late. */
const EVERY_MS = 60_000;
/** What is named one by one; the rest is counted. */
const LISTED = 200;

interface Filer {
  readonly enterpriseId: string;
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

interface Filed {
  readonly number: string;
  readonly respondent: string;
  readonly count: number;
}

/**
 * One letter a day, in the place of a receipt for each complaint, to enterprises that want it so.
 * It tells what has no receipt of its own; how far it has told stands with the enterprise, so that
 * nothing is told twice or left out, however late it comes.
 */
@Injectable()
export class ReceiptDigest {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    private readonly letters: AccountLetters,
    loops: Loops,
  ) {
    const round = () => this.runOnce();
    loops.add({ name: 'receipts of the day', role: 'sweeper', everyMs: EVERY_MS, round });
  }

  /** Owes the letters whose hour has come; answers with how many that were. */
  async runOnce(): Promise<number> {
    const at = this.time.now();
    const hour = lastHour(at);
    const due = await this.transactions.manager.query<{ id: string }[]>(
      'SELECT id FROM enterprises WHERE receipts_told_until < $1 ORDER BY id',
      [hour],
    );
    let owed = 0;
    for (const { id } of due)
      owed += await this.transactions.run((tx) => this.tell(tx, id, hour, at));
    return owed;
  }

  private async tell(tx: EntityManager, id: string, hour: Date, at: Date): Promise<number> {
    // Another process may have told it meanwhile.
    const [row] = await tx.query<{ since: Date }[]>(
      `SELECT receipts_told_until AS since FROM enterprises
        WHERE id = $1 AND receipts_told_until < $2 FOR NO KEY UPDATE`,
      [id, hour],
    );
    if (!row) return 0;
    const filed = await tx.query<Filed[]>(UNRECEIPTED, [id, row.since, hour]);
    const filers = await tx.query<Filer[]>(
      `SELECT enterprise_id AS "enterpriseId", id AS "accountId", email, name, language
         FROM accounts WHERE enterprise_id = $1 AND status = 'active'`,
      [id],
    );
    const batch = new WriteBatch(tx);
    const letters =
      filed.length === 0 ? [] : filers.map((to) => letterOf(chinaDate(hour), filed, to));
    this.letters.put(batch, letters, at);
    await batch.send();
    // Who has each receipt again is told the last of the others once.
    await tx.query(
      `UPDATE enterprises SET receipts_told_until = CASE WHEN receipts_daily THEN $2::timestamptz END
        WHERE id = $1`,
      [id, hour],
    );
    return letters.length;
  }
}

/** The last moment that has passed at which such letters are owed. */
function lastHour(at: Date): Date {
  const today = chinaDate(at);
  const hour = chinaInstant(today, MINUTE_OF_DAY);
  return hour <= at ? hour : chinaInstant(addDays(today, -1), MINUTE_OF_DAY);
}

function letterOf(date: BusinessDate, filed: readonly Filed[], to: Filer) {
  const count = filed[0]?.count ?? 0;
  const items = filed.map(({ number, respondent }) => ({ number, respondent }));
  return {
    name: 'receiptsOfDay',
    cause: `receipts:${date}`,
    to,
    variables: { name: to.name, date, count, items, more: count - filed.length },
  } as const;
}

const UNRECEIPTED = `
  SELECT c.number, c.filing #>> '{respondent,name}' AS respondent,
         count(*) OVER ()::integer AS count
    FROM cases c
   WHERE c.enterprise_id = $1 AND c.about_kind IS NULL AND c.filed_at > $2 AND c.filed_at <= $3
     AND NOT EXISTS (SELECT 1 FROM notices n
                      WHERE n.case_id = c.id AND n.cause = 'event:1' AND n.party = 'enterprise')
   ORDER BY c.filed_at, c.id LIMIT ${LISTED}`;
