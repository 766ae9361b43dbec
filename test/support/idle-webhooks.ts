import type { Config } from '../../src/config/config.js';
import { Incidents } from '../../src/incidents/incidents.js';
import type { TimeSource } from '../../src/kernel/time-source.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { SystemHostNames } from '../../src/notices/host-names.js';
import { HttpWebhookTransport } from '../../src/notices/http-webhook-transport.js';
import { WebhookDispatcher } from '../../src/notices/webhook-dispatcher.js';
import { WebhookHealth } from '../../src/notices/webhook-health.js';
import { WebhookQueue } from '../../src/notices/webhook-queue.js';
import type { Transactions } from '../../src/store/transactions.js';
import { hours } from './hours.js';

/** The webhooks of a dispatcher whose test is about letters. */
export function idleWebhooks(
  config: Config,
  transactions: Transactions,
  time: TimeSource,
): WebhookDispatcher {
  return new WebhookDispatcher(
    config,
    new WebhookQueue(transactions),
    new WebhookHealth(transactions, new Incidents(transactions)),
    new HttpWebhookTransport(config, new SystemHostNames()),
    time,
    hours,
    new Metrics(),
  );
}
