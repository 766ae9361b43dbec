import { Injectable } from '@nestjs/common';
import { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Locale } from '../definition/index.js';
import { AccountLetters } from '../identity/account-letters.js';
import type { IncidentKind } from '../incidents/incident.entity.js';
import { chinaDate, chinaInstant, type BusinessDate } from '../kernel/business-date.js';
import { TimeSource } from '../kernel/time-source.js';
import { Transactions } from '../store/transactions.js';
import { WriteBatch } from '../store/write-batch.js';

/** Nine in the morning. */
const MINUTE_OF_DAY = 9 * 60;
/** What is named one by one; the rest is counted. */
const LISTED = 20;
/** A mail server may talk at length. */
const CAUSE_LENGTH = 200;

interface StuckRow {
  readonly caseNumber: string | null;
  readonly kind: IncidentKind;
  readonly subject: string;
  readonly cause: string;
  readonly attempts: number;
  readonly openedAt: Date;
  readonly count: number;
}

interface Reader {
  readonly accountId: string;
  readonly email: string;
  readonly name: string;
  readonly language: Locale;
}

/**
 * Tells each administrator at nine of a working day what is stuck since before; nothing, when
 * nothing is. A late start makes up for it the same day. The letter's cause is the day, so that it
 * is owed once however many processes owe it.
 */
@Injectable()
export class IncidentDigest {
  /** The day whose digest this process knows to be owed. */
  private doneOn: BusinessDate = '';

  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
    private readonly calendar: WorkingCalendar,
    private readonly letters: AccountLetters,
  ) {}

  /** Owes today's digest once its hour has come; answers with how many letters that were. */
  async runOnce(): Promise<number> {
    const at = this.time.now();
    const today = chinaDate(at);
    const hour = chinaInstant(today, MINUTE_OF_DAY);
    if (at < hour || today === this.doneOn || !this.calendar.isWorkingDay(today)) return 0;
    const owed = await this.transactions.run(async (tx) => {
      const rows = await tx.query<StuckRow[]>(
        `SELECT c.number AS "caseNumber", i.kind, i.subject, i.cause, i.attempts,
                i.opened_at AS "openedAt", count(*) OVER ()::integer AS count
           FROM incidents i LEFT JOIN cases c ON c.id = i.case_id
          WHERE i.resolved_at IS NULL AND i.opened_at <= $1
          ORDER BY i.opened_at, i.id LIMIT ${LISTED}`,
        [hour],
      );
      if (rows.length === 0) return 0;
      const readers = await tx.query<Reader[]>(
        `SELECT id AS "accountId", email, name, language FROM accounts
          WHERE role = 'admin' AND status = 'active'`,
      );
      const batch = new WriteBatch(tx);
      const letters = readers.map((reader) => letterOf(today, rows, reader));
      this.letters.put(batch, letters, at);
      await batch.send();
      return letters.length;
    });
    this.doneOn = today;
    return owed;
  }

  /** When the next digest falls due; null while nothing is open. */
  async nextDueAt(): Promise<Date | null> {
    const [row] = await this.transactions.manager.query<[{ open: boolean }]>(
      'SELECT EXISTS (SELECT FROM incidents WHERE resolved_at IS NULL) AS open',
    );
    if (!row.open) return null;
    const today = chinaDate(this.time.now());
    const still = today !== this.doneOn && this.calendar.isWorkingDay(today);
    return chinaInstant(still ? today : this.calendar.addWorkingDays(today, 1), MINUTE_OF_DAY);
  }
}

function letterOf(date: BusinessDate, rows: readonly StuckRow[], reader: Reader) {
  const count = rows[0]?.count ?? 0;
  const items = rows.map(({ caseNumber, kind, subject, cause, attempts, openedAt }) => ({
    caseNumber: caseNumber ?? '',
    isClock: kind === 'clock',
    isLetter: kind === 'notice',
    isFile: kind === 'evidence',
    isServer: kind === 'mailServer',
    isTime: kind === 'time',
    isRestore: kind === 'restore',
    isWebhook: kind === 'webhook',
    subject,
    cause: cause.slice(0, CAUSE_LENGTH),
    attempts,
    openedOn: chinaDate(openedAt),
  }));
  return {
    name: 'incidentsOpen',
    cause: `incidents:${date}`,
    to: reader,
    variables: { name: reader.name, date, count, items, more: count - rows.length },
  } as const;
}
