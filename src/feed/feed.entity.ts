import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far the feed of an enterprise reaches; there is none until it is read for the first time. */
@Entity({ name: 'feeds' })
export class Feed {
  @PrimaryColumn({ name: 'enterprise_id', type: 'uuid', primaryKeyConstraintName: 'pk_feeds' })
  enterpriseId!: string;

  /** The last place that was given. */
  @Column({ name: 'last', type: 'integer' })
  last!: number;

  /** Up to which place events are deleted; whoever stands before it has missed some. */
  @Column({ name: 'forgotten', type: 'integer' })
  forgotten!: number;
}
