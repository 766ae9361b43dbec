import { Column, Entity, PrimaryColumn } from 'typeorm';

export const incidentKinds = [
  'clock',
  'notice',
  'evidence',
  'mailServer',
  'reader',
  'time',
  'restore',
  'webhook',
] as const;

export type IncidentKind = (typeof incidentKinds)[number];

/** Something the product could not do by itself and that a person must look at. */
@Entity({ name: 'incidents' })
export class Incident {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_incidents' })
  id!: string;

  /** Null for what belongs to no case: a letter about an account, the mail server, the time. */
  @Column({ name: 'case_id', type: 'uuid', nullable: true })
  caseId!: string | null;

  @Column({ name: 'kind', type: 'text' })
  kind!: IncidentKind;

  /** What is stuck: the notice's id, the clock as `cityReply#1`, the file's id, `smtp`, the letter, or `time@host`. */
  @Column({ name: 'subject', type: 'text' })
  subject!: string;

  /** The last failure in one sentence; no secret and no stack. */
  @Column({ name: 'cause', type: 'text' })
  cause!: string;

  @Column({ name: 'attempts', type: 'integer' })
  attempts!: number;

  @Column({ name: 'opened_at', type: 'timestamptz' })
  openedAt!: Date;

  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt!: Date | null;

  @Column({ name: 'resolved_by', type: 'uuid', nullable: true })
  resolvedBy!: string | null;
}
