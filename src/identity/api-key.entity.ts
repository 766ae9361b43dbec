import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { KeyScope } from '../definition/index.js';
import type { BusinessDate } from '../kernel/business-date.js';

/** Why a key opens nothing any more, other than by its last day. */
export const keyEnds = [
  'revoked',
  'rotated',
  'passwordChanged',
  'passwordReset',
  'departure',
] as const;

export type KeyEnd = (typeof keyEnds)[number];

/**
 * A key of an enterprise's own systems. The key itself is known to its bearer only. A row is never
 * deleted: that a key has ended is written on it.
 */
@Entity('api_keys')
@Index('ix_api_keys_account', ['accountId'])
@Unique('uq_api_keys_hash', ['keyHash'])
@Unique('uq_api_keys_replaced_by', ['replacedBy'])
export class ApiKey {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_api_keys' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** The part of the key that tells it from others and opens nothing. */
  @Column({ name: 'prefix', type: 'text' })
  prefix!: string;

  /** SHA-256 of the whole key, in hexadecimal. */
  @Column({ name: 'key_hash', type: 'char', length: 64 })
  keyHash!: string;

  @Column({ name: 'scopes', type: 'text', array: true })
  scopes!: KeyScope[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** True to a few minutes, so that not every request writes. */
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  /** The last day on which it opens anything; of one that was replaced, that of the overlap. */
  @Column({ name: 'expires_on', type: 'date' })
  expiresOn!: BusinessDate;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  /** The account that ended it; null also for one that ended before this was written. */
  @Column({ name: 'ended_by', type: 'uuid', nullable: true })
  endedBy!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: KeyEnd | null;

  /** The key that takes its place. */
  @Column({ name: 'replaced_by', type: 'uuid', nullable: true })
  replacedBy!: string | null;
}
