import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActingRole, Role } from '../definition/index.js';

/**
 * A file that belongs to a case; its content lies in the evidence store, under its hash. The
 * database refuses to delete the row and to change anything but the sealing, once.
 */
@Entity({ name: 'evidence' })
export class Evidence {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_evidence' })
  caseId!: string;

  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_evidence' })
  id!: string;

  /** As the sender called it. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** Media type, by the content. */
  @Column({ name: 'type', type: 'text' })
  type!: string;

  /** In bytes. */
  @Column({ name: 'size', type: 'integer' })
  size!: number;

  /** Hash of the content and its place in the store. */
  @Column({ name: 'sha256', type: 'char', length: 64 })
  sha256!: string;

  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'shown_to_enterprise', type: 'boolean' })
  shownToEnterprise!: boolean;

  /** Null for a respondent, who has no account. */
  @Column({ name: 'uploaded_by', type: 'uuid', nullable: true })
  uploadedBy!: string | null;

  @Column({ name: 'uploader_name', type: 'text' })
  uploaderName!: string;

  @Column({ name: 'uploader_role', type: 'text' })
  uploaderRole!: ActingRole;

  /** Of an officer. */
  @Column({ name: 'uploader_unit_id', type: 'uuid', nullable: true })
  uploaderUnitId!: string | null;

  @Column({ name: 'uploaded_at', type: 'timestamptz' })
  uploadedAt!: Date;

  @Column({ name: 'sealed_at', type: 'timestamptz', nullable: true })
  sealedAt!: Date | null;

  @Column({ name: 'sealed_by', type: 'uuid', nullable: true })
  sealedBy!: string | null;

  @Column({ name: 'sealed_role', type: 'text', nullable: true })
  sealedRole!: Role | null;

  @Column({ name: 'seal_reason', type: 'text', nullable: true })
  sealReason!: string | null;
}
