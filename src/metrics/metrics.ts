import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What came of a try to deliver a letter. */
export type DeliveryOutcome = 'sent' | 'postponed' | 'refused';

/** Numbers of this process for Prometheus; each part counts what it does. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'qingnuo_http_request_seconds',
    help: 'Time from a request to the end of its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
    registers: [this.registry],
  });

  private readonly deliveries = new Counter({
    name: 'qingnuo_deliveries_total',
    help: 'Tries to deliver a letter, by what came of them',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly webhooks = new Counter({
    name: 'qingnuo_webhooks_total',
    help: 'Tries to deliver a webhook, by what came of them',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly lapses = new Counter({
    name: 'qingnuo_deadline_moments_total',
    help: 'Moments of deadlines that the sweeper has carried out',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
    // A rate needs a beginning: what has not happened yet is zero, not missing.
    for (const outcome of ['sent', 'postponed', 'refused'] as const) {
      this.deliveries.inc({ outcome }, 0);
      this.webhooks.inc({ outcome }, 0);
    }
  }

  delivery(outcome: DeliveryOutcome): void {
    this.deliveries.inc({ outcome });
  }

  webhook(outcome: DeliveryOutcome): void {
    this.webhooks.inc({ outcome });
  }

  moments(count: number): void {
    this.lapses.inc(count);
  }

  /** A number that is asked for whenever somebody reads. */
  gauge(name: string, help: string, labels: readonly string[] = []): Gauge {
    return new Gauge({ name, help, labelNames: [...labels], registers: [this.registry] });
  }
}
