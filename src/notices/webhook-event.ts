import { createHmac } from 'node:crypto';
import type { Party } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** What a webhook tells: the event as the feed has it, and nothing else of the case. */
export interface WebhookEvent {
  /** That of the feed, the same for every endpoint and every try. */
  readonly id: string;
  readonly type: string;
  readonly clock: string | null;
  readonly caseId: string;
  readonly number: string;
  readonly state: string;
  readonly awaits: Party | null;
  readonly awaitsUntil: BusinessDate | null;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export const CLOUD_EVENT = 'application/cloudevents+json; charset=utf-8';
export const SIGNATURE = 'Qingnuo-Signature';

/** The body: CloudEvents 1.0 in the structured mode. The same event has the same bytes. */
export function cloudEventOf(event: WebhookEvent, publicUrl: string): string {
  const { id, type, clock, caseId, number, state, awaits, awaitsUntil, at } = event;
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: `${publicUrl}/api/v1`,
    type,
    subject: caseId,
    time: at,
    datacontenttype: 'application/json',
    data: { caseId, number, state, awaits, awaitsUntil, clock },
  });
}

/**
 * `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`, one `v1` for each secret: while a new
 * one comes into use, the receiver may know either.
 */
export function signatureOf(body: string, secrets: readonly string[], at: Date): string {
  const seconds = secondsOf(at);
  const signed = secrets.map((secret) => {
    const hex = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    return `v1=${hex}`;
  });
  return [`t=${seconds}`, ...signed].join(',');
}

export const secondsOf = (at: Date): string => String(Math.floor(at.getTime() / 1000));
