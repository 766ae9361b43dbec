import type { AddressRefusal } from './webhook-address.js';
import type { WebhookAnswer } from './notice.entity.js';

/** A request to an endpoint. */
export interface OutgoingWebhook {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Hands a webhook to the endpoint of an enterprise. */
export abstract class WebhookTransport {
  /**
   * One try. Whatever comes of it is an answer: of one that could not be reached, or must not be,
   * the status is null.
   */
  abstract send(webhook: OutgoingWebhook): Promise<WebhookAnswer>;

  /** Why nothing would be sent to the address now; null: it would. */
  abstract refusalOf(url: string): Promise<AddressRefusal | null>;
}
