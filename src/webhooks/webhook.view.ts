import { ApiProperty } from '@nestjs/swagger';
import { noticeStatuses, type Notice, type NoticeStatus } from '../notices/notice.entity.js';
import {
  endpointStatuses,
  type EndpointStatus,
  type WebhookEndpoint,
} from '../notices/webhook-endpoint.entity.js';

const ID = '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69';
const AT = '2026-03-02T01:00:00.000Z';

/** A webhook, without its secret. */
export class WebhookView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({ type: String, example: 'https://erp.example.com/qingnuo' })
  readonly url: string;

  @ApiProperty({ type: [String], description: 'None: all', example: ['payment.record'] })
  readonly types: readonly string[];

  @ApiProperty({
    type: String,
    enum: endpointStatuses,
    description: '`paused` after a day in which nothing was taken',
    example: 'active',
  })
  readonly status: EndpointStatus;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since when it takes nothing; null: it takes what comes',
    example: null,
  })
  readonly failingSince: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly pausedAt: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until when the secret of before signs as well',
    example: null,
  })
  readonly previousSecretUntil: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: AT })
  readonly createdAt: string;

  constructor(endpoint: WebhookEndpoint) {
    this.id = endpoint.id;
    this.url = endpoint.url;
    this.types = endpoint.types;
    this.status = endpoint.status;
    this.failingSince = endpoint.failingSince?.toISOString() ?? null;
    this.pausedAt = endpoint.pausedAt?.toISOString() ?? null;
    this.previousSecretUntil = endpoint.previousUntil?.toISOString() ?? null;
    this.createdAt = endpoint.createdAt.toISOString();
  }
}

/** A webhook with a new secret. */
export class NewWebhookView extends WebhookView {
  @ApiProperty({
    type: String,
    description: 'What signs each call (HMAC-SHA256, the whole text as the key); shown only here',
    example: 'whsec_Yl3b0QhTzRkq8mYf1Jw2s9VxPzNnUe4Kc7GdLtA5oI0',
  })
  readonly secret: string;

  constructor(endpoint: WebhookEndpoint) {
    super(endpoint);
    this.secret = endpoint.secret;
  }
}

export class WebhooksView {
  @ApiProperty({ type: [WebhookView] })
  readonly items: readonly WebhookView[];

  constructor(endpoints: readonly WebhookEndpoint[]) {
    this.items = endpoints.map((endpoint) => new WebhookView(endpoint));
  }
}

/** An event on its way to an endpoint, and what came of the last try. */
export class DeliveryView {
  @ApiProperty({ type: String, format: 'uuid', example: ID })
  readonly id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    description: '`id` of the body and `webhook-id`, the same at each try',
    example: ID,
  })
  readonly eventId: string;

  @ApiProperty({ type: String, example: 'payment.record' })
  readonly type: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: ID })
  readonly caseId: string | null;

  @ApiProperty({
    type: String,
    enum: noticeStatuses,
    description: '`sent`: taken over (2xx); `withdrawn`: what it tells was taken back before',
    example: 'sent',
  })
  readonly status: NoticeStatus;

  @ApiProperty({ type: Number, example: 1 })
  readonly attempts: number;

  @ApiProperty({ type: String, format: 'date-time', example: AT })
  readonly queuedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  readonly nextAttemptAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: AT })
  readonly sentAt: string | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'HTTP status of the last answer',
    example: 204,
  })
  readonly answerStatus: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'Of the last try', example: 35 })
  readonly answerMs: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the last answer began with, or why there was none',
    example: '',
  })
  readonly answerText: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  readonly lastError: string | null;

  constructor(row: Notice) {
    const { type } = row.variables as { readonly type: string };
    this.id = row.id;
    this.eventId = row.messageId;
    this.type = type;
    this.caseId = row.caseId;
    this.status = row.status;
    this.attempts = row.attempts;
    this.queuedAt = row.queuedAt.toISOString();
    this.nextAttemptAt = row.nextAttemptAt?.toISOString() ?? null;
    this.sentAt = row.sentAt?.toISOString() ?? null;
    this.answerStatus = row.answer?.status ?? null;
    this.answerMs = row.answer?.ms ?? null;
    this.answerText = row.answer?.text ?? null;
    this.lastError = row.lastError;
  }
}

export class DeliveriesView {
  @ApiProperty({ type: [DeliveryView] })
  readonly items: readonly DeliveryView[];

  constructor(rows: readonly Notice[]) {
    this.items = rows.map((row) => new DeliveryView(row));
  }
}
