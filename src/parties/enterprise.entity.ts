import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A complainant, as somebody registered it. A code stands for one enterprise at a time; one that was
 * taken back from somebody who is not the enterprise can be registered anew. No row is deleted.
 */
@Entity('enterprises')
@Index('ix_enterprises_uscc', ['uscc'])
@Index('uq_enterprises_uscc', ['uscc'], { unique: true, where: 'taken_back_at IS NULL' })
export class Enterprise {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_enterprises' })
  id!: string;

  @Column({ name: 'uscc', type: 'char', length: 18 })
  uscc!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** Its seat; null outside Guangxi. */
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

  /** It has one letter a day in the place of a receipt for each complaint. */
  @Column({ name: 'receipts_daily', type: 'boolean', default: false })
  receiptsDaily!: boolean;

  /** How far those letters have told; null: it has a receipt for each. */
  @Column({ name: 'receipts_told_until', type: 'timestamptz', nullable: true })
  receiptsToldUntil!: Date | null;

  /** When an acceptor compared its licence and signatory with what the account says; null: not yet. */
  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;

  /** Null for the enterprises of a demonstration. */
  @Column({ name: 'confirmed_by', type: 'uuid', nullable: true })
  confirmedBy!: string | null;

  /** The case that has the papers. */
  @Column({ name: 'confirmed_in', type: 'uuid', nullable: true })
  confirmedIn!: string | null;

  /** Of a confirmed enterprise: one head asked, another one has to agree. */
  @Column({ name: 'take_back_asked_at', type: 'timestamptz', nullable: true })
  takeBackAskedAt!: Date | null;

  @Column({ name: 'take_back_asked_by', type: 'uuid', nullable: true })
  takeBackAskedBy!: string | null;

  @Column({ name: 'take_back_reason', type: 'text', nullable: true })
  takeBackReason!: string | null;

  @Column({ name: 'taken_back_at', type: 'timestamptz', nullable: true })
  takenBackAt!: Date | null;

  @Column({ name: 'taken_back_by', type: 'uuid', nullable: true })
  takenBackBy!: string | null;
}
