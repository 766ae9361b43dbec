import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A sign-in that has not ended. The token itself is known to its bearer only. */
@Entity('sessions')
@Index('ix_sessions_account', ['accountId'])
@Unique('uq_sessions_id', ['id'])
export class Session {
  /** SHA-256 of the token, in hexadecimal. */
  @PrimaryColumn({
    name: 'token_hash',
    type: 'char',
    length: 64,
    primaryKeyConstraintName: 'pk_sessions',
  })
  tokenHash!: string;

  /** By which its owner names it. */
  @Column({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  /** True to a few minutes, so that not every request writes. */
  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt!: Date;

  /** The network address that signed in. */
  @Column({ name: 'address', type: 'text' })
  address!: string;

  /** What the client called itself, shortened. */
  @Column({ name: 'user_agent', type: 'text' })
  userAgent!: string;
}
