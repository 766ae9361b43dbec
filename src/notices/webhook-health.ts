import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Incidents } from '../incidents/incidents.js';
import { Transactions } from '../store/transactions.js';
import { PAUSED } from './webhook-queue.js';

/** An endpoint that has taken nothing for so long is paused. */
const PATIENCE_MS = 24 * 3_600_000;
/** After fewer tries than these it has hardly been asked. */
const FEWEST_TRIES = 10;

/** An endpoint that was paused, for the letter to its owner. */
export interface PausedEndpoint {
  readonly id: string;
  readonly enterpriseId: string;
  readonly url: string;
  readonly failingSince: Date;
  readonly cause: string;
}

/** Who tells the owner of an endpoint that it was paused, in the same transaction. */
export interface PauseTeller {
  paused(tx: EntityManager, endpoint: PausedEndpoint, at: Date): Promise<void>;
}

/** What is known of an endpoint from its last try. */
interface Failing {
  readonly enterpriseId: string;
  readonly url: string;
  readonly failingSince: Date;
  readonly failures: number;
}

/**
 * Whether an endpoint takes what it is sent. One that does not is tried less and less, whatever
 * waits for it, and paused after a day: an incident, and a letter to its owner, who has it resumed
 * and reads in the feed what it has missed.
 */
@Injectable()
export class WebhookHealth {
  private teller: PauseTeller | null = null;

  constructor(
    private readonly transactions: Transactions,
    private readonly incidents: Incidents,
  ) {}

  tellTo(teller: PauseTeller): void {
    this.teller = teller;
  }

  async works(endpointId: string): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE webhook_endpoints SET failing_since = NULL, failures = 0, next_try_at = NULL
        WHERE id = $1 AND failing_since IS NOT NULL`,
      [endpointId],
    );
  }

  /**
   * It took nothing this time. Several deliveries that fail side by side count as one.
   *
   * @returns whether it is paused by it
   */
  async fails(endpointId: string, cause: string, at: Date): Promise<boolean> {
    const [rows] = await this.transactions.manager.query<[Failing[], number]>(
      `UPDATE webhook_endpoints SET failing_since = coalesce(failing_since, $2),
              failures = failures + 1,
              next_try_at = $2 + least(30 * 2 ^ least(failures, 7), 3600) * interval '1 second'
        WHERE id = $1 AND (next_try_at IS NULL OR next_try_at <= $2)
       RETURNING enterprise_id AS "enterpriseId", url, failing_since AS "failingSince", failures`,
      [endpointId, at],
    );
    const [failing] = rows;
    if (!failing || failing.failures < FEWEST_TRIES) return false;
    if (at.getTime() - failing.failingSince.getTime() < PATIENCE_MS) return false;
    const { enterpriseId, url, failingSince } = failing;
    return this.pause({ id: endpointId, enterpriseId, url, failingSince, cause }, at);
  }

  /** Once, whoever comes first. */
  private pause(endpoint: PausedEndpoint, at: Date): Promise<boolean> {
    const { id, url, cause } = endpoint;
    return this.transactions.run(async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        `UPDATE webhook_endpoints SET status = 'paused', paused_at = $2
          WHERE id = $1 AND status = 'active' AND deleted_at IS NULL`,
        [id, at],
      );
      if (changed === 0) return false;
      await tx.query(
        `UPDATE notices SET status = 'failed', next_attempt_at = NULL, last_error = $2
          WHERE endpoint_id = $1 AND status = 'pending'`,
        [id, PAUSED],
      );
      await this.incidents.open(tx, {
        ...{ caseId: null, kind: 'webhook', subject: id, attempts: 0, at },
        cause: `The webhook of an enterprise was paused: ${new URL(url).host}: ${cause}`,
      });
      await this.teller?.paused(tx, endpoint, at);
      return true;
    });
  }
}
