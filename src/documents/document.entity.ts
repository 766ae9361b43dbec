import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';

/**
 * An official document that was issued in a case; its content lies in the evidence store, under
 * its hash. The database refuses to change or delete the row.
 */
@Entity({ name: 'documents' })
export class IssuedDocument {
  @PrimaryColumn({ name: 'case_id', type: 'uuid', primaryKeyConstraintName: 'pk_documents' })
  caseId!: string;

  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_documents' })
  id!: string;

  /** Its template: `measure@1/interview`. */
  @Column({ name: 'template', type: 'text' })
  template!: string;

  /** 发文字号, unique. */
  @Column({ name: 'document_number', type: 'text' })
  documentNumber!: string;

  @Column({ name: 'title', type: 'text' })
  title!: string;

  @Column({ name: 'issuer', type: 'text' })
  issuer!: string;

  @Column({ name: 'issued_on', type: 'date' })
  issuedOn!: BusinessDate;

  /** Of the file. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** Media type. */
  @Column({ name: 'type', type: 'text' })
  type!: string;

  /** In bytes. */
  @Column({ name: 'size', type: 'integer' })
  size!: number;

  @Column({ name: 'sha256', type: 'char', length: 64 })
  sha256!: string;

  @Column({ name: 'shown_to_enterprise', type: 'boolean' })
  shownToEnterprise!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
