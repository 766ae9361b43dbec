import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { BusinessDate } from '../kernel/business-date.js';

/** Days on which an officer is away and another of the unit stands in. */
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

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
