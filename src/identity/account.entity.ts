import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CodeWords, Locale, Role } from '../definition/index.js';

/** `left`: the officer has gone; the account stays for what it did, and nobody can use it. */
export const accountStatuses = ['active', 'left'] as const;

export const accountStatusWords = {
  active: { zh: '在用', en: 'active' },
  left: { zh: '已离岗', en: 'left' },
} as const satisfies CodeWords<(typeof accountStatuses)[number]>;

export type AccountStatus = (typeof accountStatuses)[number];

/** Someone who can sign in: for an enterprise, or as an officer of a unit. */
@Entity('accounts')
@Unique('uq_accounts_email', ['email'])
@Index('ix_accounts_unit', ['unitId', 'role'])
@Index('ix_accounts_enterprise', ['enterpriseId'])
export class Account {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_accounts' })
  id!: string;

  /** In lower case. */
  @Column({ name: 'email', type: 'text' })
  email!: string;

  /** argon2id, in the encoded form that carries its parameters. */
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'role', type: 'text' })
  role!: Role;

  @Column({ name: 'language', type: 'text' })
  language!: Locale;

  @Column({ name: 'unit_id', type: 'uuid', nullable: true })
  unitId!: string | null;

  @Column({ name: 'enterprise_id', type: 'uuid', nullable: true })
  enterpriseId!: string | null;

  @Column({ name: 'status', type: 'text' })
  status!: AccountStatus;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
