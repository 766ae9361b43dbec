import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Locale } from '../definition/index.js';

/**
 * An enterprise's wish for an account. There is no account, and the address is not taken, until
 * the code from the mailbox has confirmed it: the first of several to be confirmed wins.
 */
@Entity('registrations')
@Unique('uq_registrations_code', ['codeHash'])
export class Registration {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_registrations' })
  id!: string;

  @Column({ name: 'uscc', type: 'char', length: 18 })
  uscc!: string;

  /** Of the enterprise. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** Null: its seat is outside Guangxi. */
  @Column({ name: 'division_code', type: 'char', length: 6, nullable: true })
  divisionCode!: string | null;

  /** Who speaks for it (联系人): a person or an office; null: it has not said. */
  @Column({ name: 'contact_person', type: 'text', nullable: true })
  contactPerson!: string | null;

  @Column({ name: 'contact_phone', type: 'text', nullable: true })
  contactPhone!: string | null;

  /** 法定代表人, where it has said. */
  @Column({ name: 'legal_representative', type: 'text', nullable: true })
  legalRepresentative!: string | null;

  @Column({ name: 'email', type: 'text' })
  email!: string;

  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ name: 'language', type: 'text' })
  language!: Locale;

  @Column({ name: 'code_hash', type: 'char', length: 64 })
  codeHash!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;
}
