import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A file that an enterprise has uploaded and not filed yet; its content lies in the evidence store.
 * Filed, it becomes evidence under the same id, and the row goes.
 */
@Entity({ name: 'waiting_files' })
@Index('ix_waiting_files_enterprise', ['enterpriseId', 'id'])
export class WaitingFileRow {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_waiting_files' })
  id!: string;

  @Column({ name: 'enterprise_id', type: 'uuid' })
  enterpriseId!: string;

  @Column({ name: 'uploaded_by', type: 'uuid' })
  uploadedBy!: string;

  /** As the sender called it. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  /** Media type, by the content. */
  @Column({ name: 'type', type: 'text' })
  type!: string;

  /** In bytes. */
  @Column({ name: 'size', type: 'integer' })
  size!: number;

  @Column({ name: 'sha256', type: 'char', length: 64 })
  sha256!: string;

  @Column({ name: 'note', type: 'text', nullable: true })
  note!: string | null;

  @Column({ name: 'uploaded_at', type: 'timestamptz' })
  uploadedAt!: Date;

  /** It waits no more; its place is free when it would have been forgotten. */
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true })
  removedAt!: Date | null;
}
