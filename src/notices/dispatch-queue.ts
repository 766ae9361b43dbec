import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Attachment, Locale } from '../definition/index.js';
import { Incidents } from '../incidents/incidents.js';
import type { JsonObject } from '../kernel/json.js';
import { Transactions } from '../store/transactions.js';
import { CHANNELS, leased } from './due-notices.js';
import { asBeginning, LetterFates } from './letter-fates.js';
import { STRANGER } from './outbox.js';
import type { RenderedLetter } from './template-library.js';

/** A notice that this process has under lease. */
export interface ClaimedNotice {
  readonly caseId: string | null;
  readonly id: string;
  readonly template: string;
  readonly party: string;
  readonly recipient: string;
  readonly recipientName: string;
  /** The term that begins with its arrival. */
  readonly clock: string | null;
  readonly clockGeneration: number | null;
  readonly language: Locale;
  readonly variables: JsonObject;
  readonly attachments: readonly Attachment[];
  readonly messageId: string;
  readonly returnToken: string | null;
  readonly atOnce: boolean;
  readonly queuedAt: Date;
  readonly releaseAt: Date;
  /** This try included. */
  readonly attempts: number;
  readonly earlierAttempts: number;
  readonly slotAt: Date | null;
  /** Whether the server took nothing when the letter was claimed. */
  readonly serverFails: boolean;
  /** The letter as it was first written; null at the first try, the HTML also once it has left. */
  readonly subject: string | null;
  readonly textBody: string | null;
  readonly htmlBody: string | null;
  /** The secret of the case, for a letter to the enterprise that filed it; null in every other. */
  readonly trackingCode: string | null;
}

/** What is asked of a notice that is recorded as sent. */
export type SentNotice = Pick<
  ClaimedNotice,
  'id' | 'caseId' | 'clock' | 'clockGeneration' | 'template'
>;

/** The notices that wait, as rows: claim, then record what came of it. */
@Injectable()
export class DispatchQueue {
  constructor(
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly fates: LetterFates,
  ) {}

  /**
   * Working hours are over: what is due and did not leave in them waits for the next ones. What a
   * process has under lease is not touched.
   */
  async putOff(due: Date, until: Date): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices SET next_attempt_at = $2
        WHERE ${CHANNELS.mail} AND next_attempt_at <= $1 AND NOT at_once`,
      [due, until],
    );
  }

  /**
   * Takes notices that are due, the longest waiting first. No other process takes them before
   * the lease has ended; then one whose process died is due again by itself.
   */
  async claim(due: Date, leaseUntil: Date, limit: number): Promise<ClaimedNotice[]> {
    const [rows] = await this.transactions.manager.query<[ClaimedNotice[], number]>(
      `WITH due AS (${leased('mail')})
       UPDATE notices n SET next_attempt_at = $2, attempts = attempts + 1
       FROM due WHERE n.id = due.id
       RETURNING n.case_id AS "caseId", n.id, n.template, n.party, n.recipient,
         n.recipient_name AS "recipientName", n.clock,
         n.clock_generation AS "clockGeneration", n.language, n.variables, n.attachments,
         n.message_id AS "messageId", n.return_token AS "returnToken", n.at_once AS "atOnce",
         n.queued_at AS "queuedAt", n.release_at AS "releaseAt",
         n.attempts, n.earlier_attempts AS "earlierAttempts", n.slot_at AS "slotAt",
         (SELECT failing_since IS NOT NULL FROM mail_server WHERE id = 1) AS "serverFails",
         n.subject, n.text_body AS "textBody", n.html_body AS "htmlBody",
         CASE WHEN n.party = 'enterprise' AND n.account_id IS NOT NULL
              THEN (SELECT tracking_code FROM cases WHERE id = n.case_id) END AS "trackingCode"`,
      [due, leaseUntil, limit],
    );
    return rows;
  }

  /** When the next letter or webhook is due, or the lease of one under way ends. */
  async nextAttemptAt(): Promise<Date | null> {
    const [row] = await this.transactions.manager.query<[{ at: Date | null }]>(
      `SELECT least(
         (SELECT min(next_attempt_at) FROM notices
           WHERE ${CHANNELS.mail} AND next_attempt_at IS NOT NULL),
         (SELECT min(next_attempt_at) FROM notices
           WHERE ${CHANNELS.webhook} AND next_attempt_at IS NOT NULL)) AS at`,
    );
    return row.at;
  }

  /**
   * The server took it over; also a lease that ran out meanwhile does not undo that. Of a letter
   * with a code, nothing stays but its subject and the proof; of every other one its words stay,
   * of which `whole-letter.ts` makes the HTML anew.
   */
  async recordSent(
    notice: SentNotice,
    letter: RenderedLetter,
    response: string,
    at: Date,
  ): Promise<void> {
    const beginning = asBeginning(notice);
    if (!beginning) {
      await this.markSent(this.transactions.manager, notice, letter, response, at);
      return;
    }
    await this.transactions.run(async (tx) => {
      await this.fates.listener.lock(tx, beginning.caseId);
      await this.markSent(tx, notice, letter, response, at);
      await this.fates.listener.arrived(tx, beginning, at);
    });
  }

  private async markSent(
    tx: EntityManager,
    { id }: SentNotice,
    letter: RenderedLetter,
    response: string,
    at: Date,
  ): Promise<void> {
    await tx.query(
      `UPDATE notices SET status = 'sent', next_attempt_at = NULL, last_error = NULL,
         sent_at = $2, smtp_response = $3, subject = $4,
         text_body = CASE WHEN confidential THEN NULL ELSE $5 END,
         html_body = NULL,
         variables = CASE WHEN confidential THEN '{}' ELSE variables END
       WHERE id = $1 AND status <> 'sent'`,
      [id, at, response, letter.subject, letter.text],
    );
  }

  /** Not its turn yet: this was no try. */
  async putBack({ id, attempts }: ClaimedNotice, until: Date, slotAt: Date | null): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices SET next_attempt_at = $3, attempts = attempts - 1, slot_at = $4
        WHERE id = $1 AND attempts = $2 AND status = 'pending' AND next_attempt_at IS NOT NULL`,
      [id, attempts, until, slotAt],
    );
  }

  /** Not now: it is tried again. Another process that has taken it meanwhile is not disturbed. */
  async postpone(
    { id, attempts }: ClaimedNotice,
    letter: RenderedLetter,
    error: string,
    until: Date,
  ): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices SET next_attempt_at = $3, slot_at = NULL, last_error = $4,
         subject = $5, text_body = $6, html_body = $7
       WHERE id = $1 AND attempts = $2 AND status = 'pending' AND next_attempt_at IS NOT NULL`,
      [id, attempts, until, error, letter.subject, letter.text, letter.html],
    );
  }

  /**
   * Not at all: a person must look at it. Not where the mail server alone refuses a letter to a
   * stranger, whose address anybody may have made up: it is marked as failed, its code is erased,
   * and no administrator has work by it. A letter that could not be written is a fault of ours,
   * whoever it is to.
   */
  async giveUp(
    notice: ClaimedNotice,
    letter: RenderedLetter | null,
    error: string,
    at: Date,
  ): Promise<void> {
    const { caseId, id, attempts, party } = notice;
    const beginning = asBeginning(notice);
    const isNobodys = party === STRANGER && letter !== null;
    await this.transactions.run(async (tx) => {
      if (beginning) await this.fates.listener.lock(tx, beginning.caseId);
      const [, changed] = await tx.query<[unknown[], number]>(
        `UPDATE notices SET status = 'failed', next_attempt_at = NULL, last_error = $3,
           subject = $4,
           text_body = CASE WHEN confidential AND $7 THEN NULL ELSE $5 END,
           html_body = CASE WHEN confidential AND $7 THEN NULL ELSE $6 END,
           variables = CASE WHEN confidential AND $7 THEN '{}' ELSE variables END
         WHERE id = $1 AND attempts = $2 AND status = 'pending'`,
        [
          id,
          attempts,
          error,
          letter?.subject ?? null,
          letter?.text ?? null,
          letter?.html ?? null,
          isNobodys,
        ],
      );
      if (changed === 0 || isNobodys) return;
      await this.incidents.open(tx, {
        caseId,
        kind: 'notice',
        subject: id,
        cause: error,
        attempts,
        at,
      });
      if (beginning) await this.fates.listener.lost(tx, beginning, at);
    });
  }
}
