import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../definition/index.js';

export const accountChanges = ['opened', 'reopened', 'left'] as const;

export type AccountChangeKind = (typeof accountChanges)[number];

/** What somebody did about an account. The database refuses to change or to delete it. */
@Entity('account_changes')
@Index('ix_account_changes_account', ['accountId', 'at'])
export class AccountChange {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_account_changes' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'change', type: 'text' })
  change!: AccountChangeKind;

  /** The role that it has, or had. */
  @Column({ name: 'role', type: 'text' })
  role!: Role;

  @Column({ name: 'unit_id', type: 'uuid', nullable: true })
  unitId!: string | null;

  /** The account whose decision it was; null for the operator of the machine. */
  @Column({ name: 'made_by', type: 'uuid', nullable: true })
  madeBy!: string | null;

  /** Who ran the command on the machine, as the machine calls them. */
  @Column({ name: 'operator', type: 'text', nullable: true })
  operator!: string | null;

  @Column({ name: 'invitation_id', type: 'uuid', nullable: true })
  invitationId!: string | null;

  @Column({ name: 'reason', type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'at', type: 'timestamptz' })
  at!: Date;
}
