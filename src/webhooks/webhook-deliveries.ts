import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { TimeSource } from '../kernel/time-source.js';
import { Notice } from '../notices/notice.entity.js';
import { selectRows } from '../store/select-rows.js';
import { Transactions } from '../store/transactions.js';

/** So many are listed, the latest first. */
const MOST = 1_000;

/** What was sent to an endpoint, or could not be. The caller has seen that it is the reader's own. */
@Injectable()
export class WebhookDeliveries {
  constructor(
    private readonly transactions: Transactions,
    private readonly time: TimeSource,
  ) {}

  list(endpointId: string): Promise<Notice[]> {
    const rest = `WHERE endpoint_id = $1 ORDER BY queued_at DESC, id DESC LIMIT ${MOST}`;
    return selectRows(this.transactions.manager, Notice, rest, [endpointId]);
  }

  /**
   * Sends one again, whatever came of it, under the id of its event. An endpoint that fails is tried
   * now, too: somebody says that it is mended.
   *
   * @throws DomainError NOT_FOUND, also for what was taken back before it left
   */
  async redeliver(endpointId: string, id: string): Promise<Notice> {
    const at = this.time.now();
    return this.transactions.run(async (tx) => {
      const [, changed] = await tx.query<[unknown[], number]>(
        `UPDATE notices SET status = 'pending', earlier_attempts = attempts, last_error = NULL,
                release_at = $3, next_attempt_at = $3
          WHERE endpoint_id = $1 AND id::text = $2 AND status <> 'withdrawn'`,
        [endpointId, id, at],
      );
      if (changed === 0) throw new DomainError('NOT_FOUND', 'There is no such delivery.');
      await tx.query('UPDATE webhook_endpoints SET next_try_at = NULL WHERE id = $1', [endpointId]);
      const [row] = await selectRows(tx, Notice, 'WHERE id = $1', [id]);
      if (!row) throw new Error('A delivery is gone that was there.');
      return row;
    });
  }
}
