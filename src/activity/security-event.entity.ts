import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SecurityKind } from './security-kinds.js';

/** Facts beside the columns: numbers, ids, codes and dates; no text that anybody typed. */
export type EventDetails = Readonly<Record<string, string | number | boolean>>;

/**
 * One thing that somebody did, or was refused, as the door saw it. Append-only and chained by
 * hash; rows leave only by age, from the oldest on.
 */
@Entity({ name: 'security_events' })
export class SecurityEvent {
  /** 1, 2, 3 … over all processes, without a gap. */
  @PrimaryColumn({ name: 'seq', type: 'bigint', primaryKeyConstraintName: 'pk_security_events' })
  seq!: number;

  /** By the real clock, also where a demonstration's time runs ahead. */
  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;

  @Column({ name: 'kind', type: 'text' })
  kind!: SecurityKind;

  /** Null for somebody without an account, and for who works at the machine itself. */
  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;

  /** In which role; `operator` is who works at the machine. */
  @Column({ name: 'role', type: 'text', nullable: true })
  role!: string | null;

  @Column({ name: 'unit_id', type: 'uuid', nullable: true })
  unitId!: string | null;

  /** The API key, where one was used. */
  @Column({ name: 'key_id', type: 'uuid', nullable: true })
  keyId!: string | null;

  /** The account that a deputy acted for. */
  @Column({ name: 'on_behalf_of', type: 'uuid', nullable: true })
  onBehalfOf!: string | null;

  @Column({ name: 'client', type: 'text', nullable: true })
  client!: string | null;

  @Column({ name: 'user_agent', type: 'text', nullable: true })
  userAgent!: string | null;

  @Column({ name: 'case_id', type: 'uuid', nullable: true })
  caseId!: string | null;

  /** The id of the file, document, link, account … that it was about. */
  @Column({ name: 'subject', type: 'text', nullable: true })
  subject!: string | null;

  /** As in the access matrix, `GET /api/v1/cases/{id}`; null for an address that nothing is at. */
  @Column({ name: 'route', type: 'text', nullable: true })
  route!: string | null;

  @Column({ name: 'status', type: 'integer', nullable: true })
  status!: number | null;

  /** The code of the problem, where it was refused. */
  @Column({ name: 'code', type: 'text', nullable: true })
  code!: string | null;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  @Column({ name: 'details', type: 'jsonb' })
  details!: EventDetails;

  @Column({ name: 'prev_hash', type: 'text' })
  prevHash!: string;

  @Column({ name: 'hash', type: 'text' })
  hash!: string;
}

/** An event before it has its place in the chain. */
export type UnchainedEvent = Omit<SecurityEvent, 'seq' | 'prevHash' | 'hash'>;

/** What is known of an event; the rest is null. */
export type NewSecurityEvent = Pick<SecurityEvent, 'at' | 'kind'> & Partial<UnchainedEvent>;
