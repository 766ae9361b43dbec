import { Inject, Injectable } from '@nestjs/common';
import { TimeWatch } from '../clocks/time-watch.js';
import { Config } from '../config/config.js';
import { SystemTime, TimeSource } from '../kernel/time-source.js';
import { Metrics } from '../metrics/metrics.js';
import { DeliveryLanes, type Lane } from './delivery-lanes.js';
import { DeliveryRuns } from './delivery-runs.js';
import type { WebhookAnswer } from './notice.entity.js';
import { nextTry } from './retry-policy.js';
import { CLOUD_EVENT, cloudEventOf, secondsOf, SIGNATURE, signatureOf } from './webhook-event.js';
import { WebhookHealth } from './webhook-health.js';
import { PAUSED, WebhookQueue, type ClaimedWebhook } from './webhook-queue.js';
import { WebhookTransport } from './webhook-transport.js';
import { WorkingHours } from './working-hours.js';

/** Deliveries at a time in one process, beside those of letters. */
const LANES = 16;
/** Of those, for the endpoints of one enterprise; an endpoint that fails has one. */
const OF_ONE = 12;
/** One whose enterprise has enough of them looks again after this. */
const MOMENT_MS = 1_000;
/** A lease outlives the longest delivery by this, for the rows to be written. */
const LEASE_MARGIN_MS = 60_000;

/** Delivers webhooks, at least once, each under the id of its event. */
@Injectable()
export class WebhookDispatcher {
  readonly runs: DeliveryRuns<ClaimedWebhook>;
  /** A signature is dated by the real time, which the receiver compares with its own. */
  private readonly wire = new SystemTime();

  constructor(
    private readonly config: Config,
    private readonly queue: WebhookQueue,
    private readonly health: WebhookHealth,
    private readonly transport: WebhookTransport,
    @Inject(TimeWatch) private readonly time: TimeSource,
    private readonly hours: WorkingHours,
    private readonly metrics: Metrics,
  ) {
    const leaseMs = config.webhooks.timeoutMs + LEASE_MARGIN_MS;
    this.runs = new DeliveryRuns(new DeliveryLanes(LANES, leaseMs), {
      now: () => this.time.now(),
      claim: (due, limit) =>
        this.queue.claim(due, new Date(this.time.now().getTime() + leaseMs), limit),
      deliver: (lane, webhook) => this.deliverInTurn(lane, webhook),
    });
  }

  private async deliverInTurn(lane: Lane, webhook: ClaimedWebhook): Promise<0 | 1 | null> {
    const now = this.time.now();
    const { isOpen, nextTryAt, enterpriseId, failingSince } = webhook;
    if (!isOpen) {
      await this.queue.recordFailed(webhook, null, PAUSED, null);
      return 0;
    }
    if (nextTryAt !== null && nextTryAt > now) {
      await this.queue.putBack(webhook, nextTryAt);
      return 0;
    }
    if (!lane.enter(enterpriseId, failingSince === null ? OF_ONE : 1)) {
      await this.queue.putBack(webhook, new Date(now.getTime() + MOMENT_MS));
      return null;
    }
    await this.deliver(webhook);
    return 1;
  }

  private async deliver(webhook: ClaimedWebhook): Promise<void> {
    const { variables: event, url, secret, previousSecret, endpointId, failingSince } = webhook;
    const body = cloudEventOf(event, this.config.publicUrl);
    const secrets = previousSecret === null ? [secret] : [secret, previousSecret];
    const at = this.wire.now();
    const answer = await this.transport.send({
      url,
      body,
      headers: {
        'content-type': CLOUD_EVENT,
        'user-agent': 'Qingnuo-Webhooks',
        'webhook-id': event.id,
        'webhook-timestamp': secondsOf(at),
        [SIGNATURE]: signatureOf(body, secrets, at),
      },
    });
    if (!isTaken(answer)) {
      await this.failed(webhook, answer);
      return;
    }
    this.metrics.webhook('sent');
    await this.queue.recordTaken(webhook, answer, this.time.now());
    if (failingSince !== null) await this.health.works(endpointId);
  }

  private async failed(webhook: ClaimedWebhook, answer: WebhookAnswer): Promise<void> {
    const now = this.time.now();
    const cause = answer.status === null ? answer.text : `HTTP ${answer.status}`;
    const next = nextTry({ ...webhook, atOnce: true }, now, this.hours);
    this.metrics.webhook(next === null ? 'refused' : 'postponed');
    await this.queue.recordFailed(webhook, answer, cause, next);
    await this.health.fails(webhook.endpointId, cause, now);
  }
}

const isTaken = ({ status }: WebhookAnswer): boolean =>
  status !== null && status >= 200 && status < 300;
