import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A request that a client may repeat; the first answer is kept and given again. */
@Entity({ name: 'idempotency_keys' })
export class IdempotencyKey {
  @PrimaryColumn({
    name: 'account_id',
    type: 'uuid',
    primaryKeyConstraintName: 'pk_idempotency_keys',
  })
  accountId!: string;

  @PrimaryColumn({ name: 'key', type: 'text', primaryKeyConstraintName: 'pk_idempotency_keys' })
  key!: string;

  /** SHA-256 of the request; the same key with another request is refused. */
  @Column({ name: 'fingerprint', type: 'char', length: 64 })
  fingerprint!: string;

  /** The first answer as text, deflated; null on rows of before. */
  @Column({ name: 'answer', type: 'bytea', nullable: true })
  answer!: Buffer | null;

  /** The first answer of a row of before. */
  @Column({ name: 'outcome', type: 'jsonb', nullable: true })
  outcome!: unknown;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
