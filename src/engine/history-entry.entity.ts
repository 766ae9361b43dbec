import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Actor, LegalBasis } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';
import type { JsonObject } from '../kernel/json.js';

/** One event of a case, chained to the one before it. The database refuses to change it. */
@Entity({ name: 'case_history' })
export class HistoryEntry {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_case_history' })
  caseId!: string;

  @PrimaryColumn({ name: 'seq', type: 'integer', primaryKeyConstraintName: 'pk_case_history' })
  seq!: number;

  @Column({ name: 'event', type: 'text' })
  event!: string;

  @Column({ name: 'payload', type: 'jsonb' })
  payload!: JsonObject;

  @Column({ name: 'actor', type: 'jsonb' })
  actor!: Actor;

  /** When it was written. */
  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;

  /** The day it belongs to in China; for a lapsed deadline its last day. */
  @Column({ name: 'occurred_on', type: 'date' })
  occurredOn!: BusinessDate;

  /** Null for the filing. */
  @Column({ name: 'from_state', type: 'text', nullable: true })
  fromState!: string | null;

  @Column({ name: 'to_state', type: 'text' })
  toState!: string;

  @Column({ name: 'workflow_version', type: 'integer' })
  workflowVersion!: number;

  @Column({ name: 'basis', type: 'jsonb', nullable: true })
  basis!: LegalBasis | null;

  @Column({ name: 'prev_hash', type: 'char', length: 64 })
  prevHash!: string;

  /** SHA-256 over `prevHash` and the canonical JSON of everything above. */
  @Column({ name: 'hash', type: 'char', length: 64 })
  hash!: string;
}
