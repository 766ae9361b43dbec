import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What all processes together have taken of somebody's allowance in one window. */
@Entity('rate_limits')
export class RateLimit {
  /** The allowance and whose it is, hashed. */
  @PrimaryColumn({ name: 'key', type: 'text', primaryKeyConstraintName: 'pk_rate_limits' })
  key!: string;

  @Column({ name: 'window_at', type: 'timestamptz' })
  windowAt!: Date;

  @Column({ name: 'taken', type: 'integer' })
  taken!: number;

  /** How much of it went to the process that came last. */
  @Column({ name: 'granted', type: 'integer' })
  granted!: number;
}
