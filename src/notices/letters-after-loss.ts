import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Incidents } from '../incidents/incidents.js';
import { Transactions } from '../store/transactions.js';
import { DispatchQueue, type ClaimedNotice, type SentNotice } from './dispatch-queue.js';
import { leaseMs } from './smtp-mail-transport.js';
import { TemplateLibrary, type RenderedLetter } from './template-library.js';
import { wholeLetter } from './whole-letter.js';
import { WorkingHours } from './working-hours.js';

/** A letter that waits here and may have left from the database that was lost. */
export interface LetterAfterLoss {
  readonly id: string;
  /** Null for a letter about an account. */
  readonly caseNumber: string | null;
  readonly template: string;
  /** When it may have left, which was not after the loss. */
  readonly leftAt: Date;
  /** It has a link that no longer opens anything, since the row of its secret is lost. */
  readonly hasLink: boolean;
}

interface WaitingRow {
  readonly id: string;
  readonly caseNumber: string | null;
  readonly template: string;
  readonly atOnce: boolean;
  readonly hasLink: boolean;
  /** The moment of a letter that was owed anew since; null where it cannot be told. */
  readonly moment: Date | null;
  /** When one that was owed before the backup was to be tried next. */
  readonly nextTry: Date | null;
  /** It had been tried, so that the next try may be the end of a lease. */
  readonly isTried: boolean;
  /** When it might leave; held ones keep the moment at which it may have. */
  readonly releaseAt: Date;
}

type LetterRow = SentNotice &
  Pick<ClaimedNotice, 'language' | 'variables' | 'subject' | 'textBody' | 'htmlBody'> & {
    readonly isWebhook: boolean;
  };

const PROOF = 'marked as sent after a restore: what the mail server answered is lost';
/** Of a webhook no text is kept. */
const NO_TEXT: RenderedLetter = { language: 'zh-CN', subject: '', text: '', html: '' };
const HELD = 'held after a restore, until the operator decides';
const WAITING = `n.status = 'pending' AND n.next_attempt_at IS NOT NULL`;
const ON_HOLD = `n.status = 'pending' AND n.next_attempt_at IS NULL`;

/**
 * Letters after a restore. A row that waits in the backup, and one that is owed anew because its
 * deadline falls due a second time, may have left from the database that was lost: nobody knows. So
 * the operator says whether they are sent (again), held, or taken as sent.
 */
@Injectable()
export class LettersAfterLoss {
  private readonly leaseMs: number;

  constructor(
    config: Config,
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
    private readonly queue: DispatchQueue,
    private readonly templates: TemplateLibrary,
    private readonly hours: WorkingHours,
  ) {
    this.leaseMs = leaseMs(config);
  }

  /**
   * Letters that wait and may have left before the loss, the oldest first. One that is owed anew is
   * of the moment for which it is owed; what else was set going by moments of before the loss
   * (`sweptSince`) may have left at the loss; of anything else nobody knows: it has not left.
   */
  async mayHaveLeft(
    lostAt: Date,
    sweptSince: Date | null = null,
  ): Promise<readonly LetterAfterLoss[]> {
    const rows = await this.transactions.manager.query<WaitingRow[]>(
      `SELECT n.id, c.number AS "caseNumber", n.template, n.at_once AS "atOnce",
              EXISTS (SELECT FROM letter_links l WHERE l.case_id = n.case_id AND l.id = n.id)
                AS "hasLink",
              CASE WHEN n.queued_at <= $1 THEN n.next_attempt_at END AS "nextTry",
              n.attempts > 0 AS "isTried", n.release_at AS "releaseAt",
              coalesce(
                (SELECT (s ->> 'at')::timestamptz FROM clocks k, jsonb_array_elements(k.stages) s
                  WHERE k.case_id = n.case_id AND n.cause LIKE 'clock:%'
                    AND n.cause = 'clock:' || k.name || '#' || k.generation || '@' || (s ->> 'offset')
                  ORDER BY s ->> 'firedAt' DESC NULLS LAST LIMIT 1),
                (SELECT k.due_at FROM case_history h JOIN clocks k ON k.case_id = h.case_id
                    AND k.name = h.payload ->> 'clock'
                    AND k.generation::text = h.payload ->> 'generation'
                  WHERE h.case_id = n.case_id AND n.cause = 'event:' || h.seq
                    AND h.event = k.timer_id),
                CASE WHEN n.queued_at >= $2 THEN $1::timestamptz END) AS moment
         FROM notices n LEFT JOIN cases c ON c.id = n.case_id
        WHERE ${WAITING} ORDER BY n.queued_at, n.id`,
      [lostAt, sweptSince],
    );
    return rows.flatMap((row) => {
      const leftAt = this.leftAt(row);
      if (leftAt === null || leftAt > lostAt) return [];
      const { id, caseNumber, template, hasLink } = row;
      return [{ id, caseNumber, template, leftAt, hasLink }];
    });
  }

  /**
   * Taken as sent when they may have left, with their text and with that as the proof. One with a
   * link stays and is sent: the link in the letter that left opens nothing. So does one that cannot
   * be written any more, of which the dispatcher makes an incident.
   *
   * @returns how many were
   */
  async markSent(letters: readonly LetterAfterLoss[]): Promise<number> {
    let marked = 0;
    for (const { id, leftAt, hasLink } of letters) {
      if (hasLink) continue;
      const [letter] = await this.transactions.manager.query<LetterRow[]>(
        `SELECT id, case_id AS "caseId", clock, clock_generation AS "clockGeneration", template,
                language, variables, subject, text_body AS "textBody", html_body AS "htmlBody",
                endpoint_id IS NOT NULL AS "isWebhook"
           FROM notices WHERE id = $1 AND status = 'pending'`,
        [id],
      );
      const written = letter && this.written(letter);
      if (!written) continue;
      await this.queue.recordSent(letter, written, PROOF, leftAt);
      marked += 1;
    }
    return marked;
  }

  /**
   * Not sent until it is said; a deadline that begins with one of them does not lapse meanwhile. The
   * moment at which each may have left is kept with it. An incident says that there are some.
   */
  async hold(letters: readonly LetterAfterLoss[], at: Date): Promise<number> {
    if (letters.length === 0) return 0;
    return this.transactions.run(async (tx) => {
      const [, held] = await tx.query<[unknown[], number]>(
        `UPDATE notices n SET next_attempt_at = NULL, last_error = $3, release_at = l.left_at
           FROM unnest($1::uuid[], $2::timestamptz[]) AS l (id, left_at)
          WHERE n.id = l.id AND ${WAITING}`,
        [letters.map(({ id }) => id), letters.map(({ leftAt }) => leftAt), HELD],
      );
      const about = { caseId: null, kind: 'restore', subject: 'letters' } as const;
      const cause = 'Letters are held. Decide about them: npm run after-restore -- --held';
      await this.incidents.open(tx, { ...about, cause, attempts: 0, at });
      return held;
    });
  }

  /** Whatever is held waits for a decision about all again. */
  async takeBack(): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices n SET next_attempt_at = release_at, last_error = NULL WHERE ${ON_HOLD}`,
    );
  }

  /** Closes the incident about held letters once none is held. */
  async settle(at: Date): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE incidents SET resolved_at = $1
        WHERE kind = 'restore' AND subject = 'letters' AND resolved_at IS NULL
          AND NOT EXISTS (SELECT FROM notices n WHERE ${ON_HOLD})`,
      [at],
    );
  }

  /** What is held, of one case or of all. */
  held(caseNumber: string | null): Promise<readonly LetterAfterLoss[]> {
    return this.transactions.manager.query<LetterAfterLoss[]>(
      `SELECT n.id, c.number AS "caseNumber", n.template, n.release_at AS "leftAt",
              EXISTS (SELECT FROM letter_links l WHERE l.case_id = n.case_id AND l.id = n.id)
                AS "hasLink"
         FROM notices n LEFT JOIN cases c ON c.id = n.case_id
        WHERE ${ON_HOLD} AND ($1::text IS NULL OR c.number = $1) ORDER BY n.queued_at, n.id`,
      [caseNumber],
    );
  }

  /** Held letters go out, within working hours where they are bound to them. */
  async release(letters: readonly Pick<LetterAfterLoss, 'id'>[], at: Date): Promise<number> {
    const [, released] = await this.transactions.manager.query<[unknown[], number]>(
      `UPDATE notices n SET last_error = NULL,
              release_at = CASE WHEN at_once THEN $2::timestamptz ELSE $3 END,
              next_attempt_at = CASE WHEN at_once THEN $2::timestamptz ELSE $3 END
        WHERE n.id = ANY($1) AND ${ON_HOLD}`,
      [letters.map(({ id }) => id), at, this.hours.opening(at)],
    );
    return released;
  }

  private leftAt({ nextTry, isTried, releaseAt, moment, atOnce }: WaitingRow): Date | null {
    if (nextTry !== null) {
      // One that was put off, or waits after a refusal, cannot have left before its next try.
      const tried = nextTry.getTime() - (isTried ? this.leaseMs : 0);
      return new Date(Math.max(tried, releaseAt.getTime()));
    }
    if (moment === null) return null;
    return atOnce ? moment : this.hours.opening(moment);
  }

  private written(letter: LetterRow): RenderedLetter | null {
    if (letter.isWebhook) return NO_TEXT;
    try {
      return wholeLetter(this.templates, letter);
    } catch {
      return null;
    }
  }
}
