import { ApiProperty } from '@nestjs/swagger';
import type { EventDetails, SecurityEvent } from './security-event.entity.js';
import { securityKinds, type SecurityKind } from './security-kinds.js';

const id = { type: String, nullable: true, example: '0199a3c2-7d3e-7c11-9a55-1f2d3c4b5a69' };
const HASH = '5b1f0c2a9d8e7f60415263748596a7b8c9d0e1f2031425364758697a8b9cadbe';

/** One event of the record. */
export class SecurityEventView {
  @ApiProperty({ example: 4711, description: 'Its place in the chain.' })
  readonly seq: number;

  @ApiProperty({ type: String, format: 'date-time', description: 'Real time.' })
  readonly at: string;

  @ApiProperty({ type: String, enum: securityKinds, example: 'case.read' })
  readonly kind: SecurityKind;

  @ApiProperty(id)
  readonly accountId: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'handler' })
  readonly role: string | null;

  @ApiProperty(id)
  readonly unitId: string | null;

  @ApiProperty({ ...id, description: 'The API key, where one was used.' })
  readonly keyId: string | null;

  @ApiProperty({ ...id, description: 'The account that a deputy acted for.' })
  readonly onBehalfOf: string | null;

  @ApiProperty({ type: String, nullable: true, example: '203.0.113.7' })
  readonly client: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Mozilla/5.0' })
  readonly userAgent: string | null;

  @ApiProperty(id)
  readonly caseId: string | null;

  @ApiProperty({ ...id, description: 'The file, document, link, account … that it was about.' })
  readonly subject: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'GET /api/v1/cases/{id}' })
  readonly route: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 200 })
  readonly status: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of a refusal.', example: 'FORBIDDEN' })
  readonly code: string | null;

  @ApiProperty({ type: String, nullable: true, example: '5f0c2d1e-req-1a' })
  readonly requestId: string | null;

  @ApiProperty({
    type: 'object',
    description: 'Numbers, ids, codes and dates.',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    example: { listed: 25 },
  })
  readonly details: EventDetails;

  @ApiProperty({ type: String, description: 'SHA-256 of the event before it.', example: HASH })
  readonly prevHash: string;

  @ApiProperty({
    type: String,
    description: 'SHA-256 of `prevHash` and this event (RFC 8785).',
    example: HASH,
  })
  readonly hash: string;

  constructor(event: SecurityEvent) {
    this.seq = event.seq;
    this.at = event.at.toISOString();
    this.kind = event.kind;
    this.accountId = event.accountId;
    this.role = event.role;
    this.unitId = event.unitId;
    this.keyId = event.keyId;
    this.onBehalfOf = event.onBehalfOf;
    this.client = event.client;
    this.userAgent = event.userAgent;
    this.caseId = event.caseId;
    this.subject = event.subject;
    this.route = event.route;
    this.status = event.status;
    this.code = event.code;
    this.requestId = event.requestId;
    this.details = event.details;
    this.prevHash = event.prevHash;
    this.hash = event.hash;
  }
}

/** A page of the record. */
export class SecurityEventsView {
  @ApiProperty({ type: [SecurityEventView], description: 'The newest first.' })
  readonly items: readonly SecurityEventView[];

  @ApiProperty({ type: String, nullable: true, description: 'For the next page.' })
  readonly nextCursor: string | null;

  constructor(items: readonly SecurityEvent[], nextCursor: string | null) {
    this.items = items.map((item) => new SecurityEventView(item));
    this.nextCursor = nextCursor;
  }
}
