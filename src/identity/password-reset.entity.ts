import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A forgotten password: the code in the mail sets a new one. */
@Entity('password_resets')
@Index('ix_password_resets_account', ['accountId'])
@Unique('uq_password_resets_code', ['codeHash'])
export class PasswordReset {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_password_resets' })
  id!: string;

  /** Null where nobody has the address: the row is written all the same, and takes the same time. */
  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;

  @Column({ name: 'code_hash', type: 'char', length: 64 })
  codeHash!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;
}
