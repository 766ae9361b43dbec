import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A domain that letters go to, and when the next one may leave for it. */
@Entity('mail_domains')
export class MailDomain {
  @PrimaryColumn({ name: 'domain', type: 'text', primaryKeyConstraintName: 'pk_mail_domains' })
  domain!: string;

  @Column({ name: 'next_at', type: 'timestamptz' })
  nextAt!: Date;
}
