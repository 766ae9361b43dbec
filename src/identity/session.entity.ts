import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that has not ended. The token itself is known to its bearer only. */
@Entity('sessions')
@Index('ix_sessions_account', ['accountId'])
export class Session {
  /** SHA-256 of the token, in hexadecimal. */
  @PrimaryColumn({
    name: 'token_hash',
    type: 'char',
    length: 64,
    primaryKeyConstraintName: 'pk_sessions',
  })
  tokenHash!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
