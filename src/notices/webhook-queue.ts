import { Injectable } from '@nestjs/common';
import { Transactions } from '../store/transactions.js';
import { leased } from './due-notices.js';
import type { WebhookAnswer } from './notice.entity.js';
import type { WebhookEvent } from './webhook-event.js';

/** A webhook that this process has under lease, with its endpoint as it is then. */
export interface ClaimedWebhook {
  readonly id: string;
  readonly variables: WebhookEvent;
  readonly releaseAt: Date;
  /** This try included. */
  readonly attempts: number;
  readonly earlierAttempts: number;
  readonly endpointId: string;
  readonly enterpriseId: string;
  readonly url: string;
  readonly secret: string;
  /** Null where it does not sign any more. */
  readonly previousSecret: string | null;
  /** Neither paused nor deleted. */
  readonly isOpen: boolean;
  readonly failingSince: Date | null;
  readonly nextTryAt: Date | null;
}

/** Why a delivery ends that was not taken over. */
export const PAUSED = 'The webhook is paused.';

/** The webhooks that wait, as rows: claim, then record what came of it, as for letters. */
@Injectable()
export class WebhookQueue {
  constructor(private readonly transactions: Transactions) {}

  /** Takes webhooks that are due; see `DispatchQueue.claim`. */
  async claim(due: Date, leaseUntil: Date, limit: number): Promise<ClaimedWebhook[]> {
    const [rows] = await this.transactions.manager.query<[ClaimedWebhook[], number]>(
      `WITH due AS (${leased('webhook')})
       UPDATE notices n SET next_attempt_at = $2, attempts = attempts + 1
         FROM due, webhook_endpoints w WHERE n.id = due.id AND w.id = n.endpoint_id
       RETURNING n.id, n.variables, n.release_at AS "releaseAt", n.attempts,
         n.earlier_attempts AS "earlierAttempts", w.id AS "endpointId",
         w.enterprise_id AS "enterpriseId", w.url, w.secret,
         CASE WHEN w.previous_until > $1 THEN w.previous_secret END AS "previousSecret",
         w.status = 'active' AND w.deleted_at IS NULL AS "isOpen",
         w.failing_since AS "failingSince", w.next_try_at AS "nextTryAt"`,
      [due, leaseUntil, limit],
    );
    return rows;
  }

  /** The endpoint took it over; a lease that ran out meanwhile does not undo that. */
  async recordTaken({ id }: ClaimedWebhook, answer: WebhookAnswer, at: Date): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices SET status = 'sent', next_attempt_at = NULL, last_error = NULL,
              sent_at = $2, answer = $3
        WHERE id = $1 AND status IN ('pending', 'failed')`,
      [id, at, JSON.stringify(answer)],
    );
  }

  /** Not its turn: this was no try. */
  async putBack({ id, attempts }: ClaimedWebhook, until: Date): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices SET next_attempt_at = $3, attempts = attempts - 1
        WHERE id = $1 AND attempts = $2 AND status = 'pending' AND next_attempt_at IS NOT NULL`,
      [id, attempts, until],
    );
  }

  /**
   * It was not taken over: it is tried again, or not at all where `until` is null. Another process
   * that has taken it meanwhile is not disturbed.
   */
  async recordFailed(
    { id, attempts }: ClaimedWebhook,
    answer: WebhookAnswer | null,
    error: string,
    until: Date | null,
  ): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE notices SET next_attempt_at = $3, last_error = $4,
              answer = coalesce($5::jsonb, answer),
              status = CASE WHEN $3::timestamptz IS NULL THEN 'failed' ELSE status END
        WHERE id = $1 AND attempts = $2 AND status = 'pending' AND next_attempt_at IS NOT NULL`,
      [id, attempts, until, error, answer && JSON.stringify(answer)],
    );
  }
}
