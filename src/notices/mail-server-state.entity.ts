import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that says since when the mail server takes nothing. */
@Entity('mail_server')
@Check('ck_mail_server_single', 'id = 1')
export class MailServerState {
  @PrimaryColumn({ name: 'id', type: 'smallint', primaryKeyConstraintName: 'pk_mail_server' })
  id!: number;

  /** Null while it works. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  /** When the incident was opened. */
  @Column({ name: 'told_at', type: 'timestamptz', nullable: true })
  toldAt!: Date | null;
}
