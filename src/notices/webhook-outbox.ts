import { newId } from '../kernel/ids.js';
import type { JsonObject } from '../kernel/json.js';
import type { NewRow, WriteBatch } from '../store/write-batch.js';
import { Notice } from './notice.entity.js';
import type { WebhookEvent } from './webhook-event.js';

/** The party of a row of the outbox that is no letter. */
export const WEBHOOK = 'webhook';

/** An event that the endpoints of an enterprise are told of. */
export interface WebhookOrder {
  readonly enterpriseId: string;
  /** As for letters: `event:3`. */
  readonly cause: string;
  readonly event: WebhookEvent;
}

/**
 * Owes an event to every endpoint of the enterprise that wants it, by rows of the same outbox as
 * letters, in the batch that writes the event. The database finds the endpoints while it writes:
 * where there are none, as mostly, there is neither a row nor a round trip.
 */
export function putWebhooks(batch: WriteBatch, orders: readonly WebhookOrder[], at: Date): void {
  batch.insert(
    Notice,
    orders.map((order) => rowOf(order, at)),
    {
      joined: `JOIN (SELECT id AS endpoint, enterprise_id AS endpoint_of, types AS wanted
                       FROM webhook_endpoints
                      WHERE status = 'active' AND deleted_at IS NULL) w
                 ON w.endpoint_of = (row."recipient")::uuid
                AND (w.wanted = '{}' OR row."variables" ->> 'type' = ANY (w.wanted))`,
      computed: {
        id: 'gen_random_uuid()',
        recipient: 'w.endpoint::text',
        endpointId: 'w.endpoint',
      },
      onConflict: 'ON CONFLICT ON CONSTRAINT uq_notices_obligation DO NOTHING',
    },
  );
}

/** Until the endpoints are found, its recipient is the enterprise. */
function rowOf({ enterpriseId, cause, event }: WebhookOrder, at: Date): NewRow<Notice> {
  return {
    id: newId(at),
    caseId: event.caseId,
    cause,
    template: `${WEBHOOK}/${event.type}`,
    party: WEBHOOK,
    recipient: enterpriseId,
    recipientName: '',
    language: 'zh-CN',
    variables: event as unknown as JsonObject,
    confidential: false,
    attachments: [],
    messageId: event.id,
    status: 'pending',
    queuedAt: at,
    atOnce: true,
    releaseAt: at,
    nextAttemptAt: at,
    attempts: 0,
    earlierAttempts: 0,
  };
}
