import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Who or what ended a session before its time. */
export type SessionEnd =
  | 'signedOut'
  | 'endedByOwner'
  | 'endedByAdministrator'
  | 'passwordChanged'
  | 'passwordReset'
  | 'tooMany'
  | 'departure';

/** A sign-in. The token itself is known to its bearer only. */
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

  /** True to a minute, so that not every request writes. */
  @Column({ name: 'last_seen_at', type: 'timestamptz' })
  lastSeenAt!: Date;

  /** When the password was last proved in it. */
  @Column({ name: 'authenticated_at', type: 'timestamptz' })
  authenticatedAt!: Date;

  /** The network address that signed in. */
  @Column({ name: 'address', type: 'text' })
  address!: string;

  /** What the client called itself, shortened. */
  @Column({ name: 'user_agent', type: 'text' })
  userAgent!: string;

  /** Before its time; then it is kept for some days, so that its bearer can be told. */
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'ended_by', type: 'uuid', nullable: true })
  endedBy!: string | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: SessionEnd | null;
}
