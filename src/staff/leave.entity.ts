import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';

/** Days on which an officer is away and another of the unit stands in; never deleted, but withdrawn. */
@Entity('leaves')
@Index('ix_leaves_account', ['accountId', 'untilOn'])
@Index('ix_leaves_deputy', ['deputyId', 'untilOn'])
export class Leave {
  @PrimaryColumn({ name: 'id', type: 'uuid', primaryKeyConstraintName: 'pk_leaves' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'deputy_id', type: 'uuid' })
  deputyId!: string;

  @Column({ name: 'from_on', type: 'date' })
  fromOn!: BusinessDate;

  /** The last day. */
  @Column({ name: 'until_on', type: 'date' })
  untilOn!: BusinessDate;

  /** When it was entered. */
  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Null for those of before this was kept. */
  @Column({ name: 'entered_by', type: 'uuid', nullable: true })
  enteredBy!: string | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: 'withdrawn_by', type: 'uuid', nullable: true })
  withdrawnBy!: string | null;
}
