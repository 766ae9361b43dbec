import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { Locale, Role } from '../definition/index.js';

/** An officer whom the administrator asks into a unit; the account is opened by accepting. */
@Entity('invitations')
@Index('ix_invitations_email', ['email'])
@Unique('uq_invitations_code', ['codeHash'])
export class Invitation {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_invitations' })
  id!: string;

  /** In lower case. */
  @Column({ name: 'email', type: 'text' })
  email!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'role', type: 'text' })
  role!: Role;

  @Column({ name: 'unit_id', type: 'uuid' })
  unitId!: string;

  @Column({ name: 'language', type: 'text' })
  language!: Locale;

  @Column({ name: 'invited_by', type: 'uuid' })
  invitedBy!: string;

  /** Null while it waits for a second person. */
  @Column({ name: 'code_hash', type: 'char', length: 64, nullable: true })
  codeHash!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;

  /** Somebody else than the inviter; null where the role needs nobody. */
  @Column({ name: 'confirmed_by', type: 'uuid', nullable: true })
  confirmedBy!: string | null;

  /** When it was accepted. */
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;

  /** The account that it has opened. */
  @Column({ name: 'account_id', type: 'uuid', nullable: true })
  accountId!: string | null;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ name: 'revoked_by', type: 'uuid', nullable: true })
  revokedBy!: string | null;
}
