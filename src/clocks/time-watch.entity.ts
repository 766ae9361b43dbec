import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The one row that the time of every machine is compared with. */
@Entity('time_watch')
@Check('ck_time_watch_single', 'id = 1')
export class TimeWatchState {
  @PrimaryColumn({ name: 'id', type: 'smallint', primaryKeyConstraintName: 'pk_time_watch' })
  id!: number;

  /** The last look of any process that found the time right; null before the first. */
  @Column({ name: 'last_sweep_at', type: 'timestamptz', nullable: true })
  lastSweepAt!: Date | null;

  /** What the machine said when an administrator found it right. */
  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;

  /** So much ahead of the database the machine was then, in milliseconds. */
  @Column({ name: 'accepted_skew_ms', type: 'bigint', default: 0 })
  acceptedSkewMs!: string;
}
