import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A forgotten password: the code in the mail sets a new one. */
@Entity('password_resets')
@Index('ix_password_resets_email', ['email'])
@Unique('uq_password_resets_code', ['codeHash'])
export class PasswordReset {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_password_resets' })
  id!: string;

  /**
   * Whoever asked, whether or not anybody has the address: nothing about the row, and no check of
   * the database, tells one from the other. Nobody is told the code of an address without account.
   */
  @Column({ name: 'email', type: 'text' })
  email!: string;

  @Column({ name: 'code_hash', type: 'char', length: 64 })
  codeHash!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;
}
